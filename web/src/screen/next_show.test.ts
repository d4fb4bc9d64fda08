import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { expect, test } from "vitest";

import { ShowChangedSchema } from "../gen/koebel/v1/event_pb";
import { ShowSchema, ShowState } from "../gen/koebel/v1/show_pb";
import type { Language } from "./language";
import { countdownIn, KnownShows, momentIn, untilIn } from "./next_show";
import { wordsFor } from "./words";

const kZone = "Europe/Amsterdam";
const ms = (text: string) => Date.parse(text);
const kNow = ms("2026-11-19T14:58:00Z");

const show = (id: string, state = ShowState.PLANNED, airsAt = `${id}-27T15:00:00Z`) =>
  create(ShowSchema, { id, month: id, state, airsAt: timestampFromMs(ms(airsAt)), closesAt: timestampFromMs(ms("2026-11-23T16:00:00Z")) });
const changed = (of: ReturnType<typeof show>, removed = false) => create(ShowChangedSchema, { show: of, removed });

function known(...shows: ReturnType<typeof show>[]): KnownShows {
  const all = new KnownShows();
  all.willRead();
  all.replace(shows);
  return all;
}

const nextOf = (shows: KnownShows, now = kNow) => shows.next(now, kZone);

test("the next show is the soonest that was not held and whose time has not come", () => {
  const shows = known(show("2027-01"), show("2026-12"), show("2026-11"), show("2026-10", ShowState.AIRED, "2026-11-20T15:00:00Z"));

  expect(nextOf(shows)?.id).toBe("2026-11");
  expect(nextOf(shows, ms("2026-11-27T14:59:59Z"))?.id).toBe("2026-11");
  expect(nextOf(shows, ms("2026-11-27T15:00:00Z"))?.id).toBe("2026-12");
  expect(nextOf(shows, ms("2027-02-01T12:00:00Z"))).toBeNull();
  expect(nextOf(known())).toBeNull();
});

test("one can nominate while it collects, and until its window ends by the clock", () => {
  const shows = known(show("2026-11", ShowState.COLLECTING));

  expect(nextOf(shows)?.opensUntil).toBe(ms("2026-11-23T16:00:00Z"));
  expect(nextOf(shows, ms("2026-11-23T16:00:00Z"))?.opensUntil).toBeNull();
  for (const state of [ShowState.PLANNED, ShowState.CURATING, ShowState.READY]) expect(nextOf(known(show("2026-11", state)))?.opensUntil).toBeNull();
});

test("a show that is planned, moved or removed is so at once", () => {
  const shows = known(show("2026-12"));

  shows.apply(changed(show("2026-11")), 5n);
  expect(nextOf(shows)?.id).toBe("2026-11");
  shows.apply(changed(show("2026-11", ShowState.PLANNED, "2026-11-30T15:00:00Z")), 6n);
  expect(nextOf(shows)?.airsAt).toBe(ms("2026-11-30T15:00:00Z"));
  shows.apply(changed(show("2026-11"), true), 7n);
  expect(nextOf(shows)?.id).toBe("2026-12");
});

test("what another topic tells late changes nothing", () => {
  const shows = known();

  shows.apply(changed(show("2026-11"), true), 7n);
  shows.apply(changed(show("2026-11")), 5n);
  expect(nextOf(shows)).toBeNull();
});

test("what was told while a read was on its way is newer than its answer; the next read knows it", () => {
  const shows = known(show("2026-11"), show("2026-12"));

  shows.willRead();
  shows.apply(changed(show("2026-11"), true), 7n);
  shows.apply(changed(show("2026-12", ShowState.PLANNED, "2026-12-04T15:00:00Z")), 8n);
  shows.replace([show("2026-11"), show("2026-12")]);
  expect(nextOf(shows)?.airsAt).toBe(ms("2026-12-04T15:00:00Z"));

  shows.willRead();
  shows.replace([show("2026-11")]);
  expect(nextOf(shows)?.id).toBe("2026-11");
});

const countdown = (airsAt: string, now: string, language: Language = "nl") => countdownIn({ airsAt: ms(airsAt), zone: kZone }, ms(now), language, wordsFor(language));

test("the countdown says days, tomorrow, today, and in the last hour minutes; days are the organisation's", () => {
  const airs = "2026-11-27T15:00:00Z";

  expect(countdown(airs, "2026-11-15T08:00:00Z")).toBe("nog 12 dagen");
  expect(countdown(airs, "2026-11-25T22:59:00Z")).toBe("nog 2 dagen");
  expect(countdown(airs, "2026-11-25T23:00:00Z")).toBe("morgen");
  expect(countdown(airs, "2026-11-26T22:59:00Z")).toBe("morgen");
  expect(countdown(airs, "2026-11-26T23:00:00Z")).toBe("vandaag om 16.00");
  expect(countdown(airs, "2026-11-27T13:59:00Z")).toBe("vandaag om 16.00");
  expect(countdown(airs, "2026-11-27T14:00:00Z")).toBe("nog 60 minuten");
  expect(countdown(airs, "2026-11-27T14:58:30Z")).toBe("nog 2 minuten");
  expect(countdown(airs, "2026-11-27T14:59:30Z")).toBe("nog 1 minuut");
});

test("just after midnight it is minutes, not tomorrow; where clocks change a day is a day", () => {
  expect(countdown("2026-11-26T23:10:00Z", "2026-11-26T22:50:00Z")).toBe("nog 20 minuten");
  expect(countdown("2026-10-26T09:00:00Z", "2026-10-24T22:30:00Z")).toBe("morgen");
});

test("each language has its own words", () => {
  const airs = "2026-11-27T15:00:00Z";
  const said = (language: Language) => ["2026-11-22T15:00:00Z", "2026-11-26T12:00:00Z", "2026-11-27T08:00:00Z", "2026-11-27T14:38:00Z", "2026-11-27T14:59:00Z"].map((now) => countdown(airs, now, language));

  expect(said("nl")).toEqual(["nog 5 dagen", "morgen", "vandaag om 16.00", "nog 22 minuten", "nog 1 minuut"]);
  expect(said("en")).toEqual(["in 5 days", "tomorrow", "today at 16:00", "in 22 minutes", "in 1 minute"]);
  expect(said("pl")).toEqual(["za 5 dni", "jutro", "dziś o 16:00", "za 22 minuty", "za 1 minutę"]);

  const moment = (language: Language) => momentIn({ airsAt: ms(airs), zone: kZone }, language, wordsFor(language));
  expect(moment("nl")).toBe("vrijdag 27 november om\u00a016.00");
  expect(moment("en")).toMatch(/^Friday,? 27 November at\u00a016:00$/u);
  expect(moment("pl")).toBe("piątek, 27 listopada, godz.\u00a016:00");
});

test("until when one can nominate is a day, on that day a time, and midnight is of the day before", () => {
  const until = (closes: string, now: string, language: Language = "nl") => untilIn(ms(closes), kZone, ms(now), language, wordsFor(language));

  expect(until("2026-11-23T16:00:00Z", "2026-11-22T22:59:00Z")).toBe("t/m 23 november");
  expect(until("2026-11-23T16:00:00Z", "2026-11-22T23:00:00Z")).toBe("vandaag nog tot 17.00");
  expect(until("2026-11-23T23:00:00Z", "2026-11-20T12:00:00Z")).toBe("t/m 23 november");
  expect(until("2026-11-23T23:00:00Z", "2026-11-23T12:00:00Z")).toBe("vandaag nog tot 23.59");
  expect(until("2026-11-23T16:00:00Z", "2026-11-20T12:00:00Z", "en")).toBe("until 23 November");
  expect(until("2026-11-23T16:00:00Z", "2026-11-20T12:00:00Z", "pl")).toBe("do 23 listopada");
});
