import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { expect, test } from "vitest";

import { ShowSchema, ShowState } from "../gen/koebel/v1/show_pb";
import { daysUntil, momentOf, monthOf, nextOf, openOf, stateOf, streamOf, withShow } from "./shows";

const kZone = "Europe/Amsterdam";
const at = (text: string) => timestampFromMs(Date.parse(text));
const show = (month: string, state: ShowState, airsAt = `${month}-27T15:00:00Z`) =>
  create(ShowSchema, { id: month, month, state, airsAt: at(airsAt), minutes: 30 });

test("the next show is the soonest that was not held", () => {
  const shows = [show("2027-01", ShowState.PLANNED), show("2026-12", ShowState.COLLECTING), show("2026-11", ShowState.AIRED)];

  expect(nextOf(shows, Date.parse("2026-12-01T12:00:00Z"))?.month).toBe("2026-12");
  expect(nextOf(shows, Date.parse("2026-12-27T15:29:00Z"))?.month).toBe("2026-12");
  expect(nextOf(shows, Date.parse("2026-12-27T15:31:00Z"))?.month, "nobody said yet that it was held").toBe("2027-01");
  expect(nextOf(shows, Date.parse("2027-03-01T12:00:00Z"))?.month, "there is no other").toBe("2026-12");
  expect(nextOf([show("2026-11", ShowState.AIRED)], 0)).toBeUndefined();
});

test("one can nominate for those whose window is open, the soonest first", () => {
  const shows = [show("2027-01", ShowState.COLLECTING), show("2026-12", ShowState.COLLECTING), show("2026-11", ShowState.READY)];

  expect(openOf(shows).map(({ month }) => month)).toEqual(["2026-12", "2027-01"]);
});

test("a change takes the place of what was there, in the order shows are read; a removed one goes", () => {
  const shows = [show("2027-01", ShowState.PLANNED), show("2026-11", ShowState.AIRED)];

  const more = withShow(shows, show("2026-12", ShowState.PLANNED), false);
  expect(more.map(({ month }) => month)).toEqual(["2027-01", "2026-12", "2026-11"]);
  expect(withShow(more, show("2026-12", ShowState.COLLECTING), false)[1]?.state).toBe(ShowState.COLLECTING);
  expect(withShow(more, show("2026-12", ShowState.PLANNED), true)).toHaveLength(2);
});

test("only an https address is followed, and its place is named", () => {
  expect(streamOf({ streamUrl: "https://video.example.org/show?a=1" })).toEqual({ address: "https://video.example.org/show?a=1", host: "video.example.org" });
  for (const streamUrl of ["", "video.example.org", "http://video.example.org", "javascript:alert(1)"]) expect(streamOf({ streamUrl })).toBeUndefined();
});

test("days to go are the organisation's: late in the evening it is tomorrow, not in less than a day", () => {
  const one = show("2026-11", ShowState.READY, "2026-11-27T15:00:00Z");

  expect(daysUntil(one, Date.parse("2026-11-26T22:30:00Z"), kZone)).toBe(1);
  expect(daysUntil(one, Date.parse("2026-11-26T23:30:00Z"), kZone)).toBe(0);
  expect(daysUntil(one, Date.parse("2026-11-28T08:00:00Z"), kZone)).toBe(-1);
});

test("a month has its year only where it is another one; a moment is the organisation's", () => {
  const now = Date.parse("2026-11-20T12:00:00Z");

  expect(monthOf("2026-12", now, "nl")).toBe("december");
  expect(monthOf("2027-01", now, "en")).toBe("January 2027");
  expect(monthOf("soon", now, "nl")).toBe("soon");
  expect(momentOf(at("2026-11-27T15:00:00Z"), "nl", kZone)).toMatch(/^vrijdag 27 november.*16:00$/u);
});

test("a state of a later server is one of the calendar", () => {
  expect(stateOf({ state: 42 as ShowState })).toBe("planned");
});
