import { expect, test } from "vitest";

import { shoutout } from "./harness/cases";
import { FreshStart } from "./fresh_start";
import type { View } from "./view";

const kHour = 3_600_000;
/** In Amsterdam, an hour later than in UTC. */
const at = (time: string) => Date.parse(`2026-11-19T${time}:00+01:00`);

function quiet(time: string, about: Partial<View> = {}): View {
  const now = at(time);
  return { now, zone: "Europe/Amsterdam", connected: true, scene: { kind: "welcome", key: "1" }, latest: [], ...about } as View;
}

test("a page is loaded anew once a night, by the screen's own clock", () => {
  const page = new FreshStart(0);

  expect(page.isDue(quiet("01:59"), 24 * kHour)).toBe(false);
  expect(page.isDue(quiet("02:00"), 24 * kHour)).toBe(true);
  expect(page.isDue(quiet("04:59"), 24 * kHour)).toBe(true);
  expect(page.isDue(quiet("05:00"), 24 * kHour)).toBe(false);
  expect(page.isDue(quiet("02:00", { zone: "America/New_York" }), 24 * kHour)).toBe(false);
});

test("one that was just loaded is not loaded again in the same night", () => {
  expect(new FreshStart(0).isDue(quiet("03:00"), kHour)).toBe(false);
});

test("the screens of a house do not all do it at once", () => {
  expect(new FreshStart(0.5).isDue(quiet("03:14"), 24 * kHour)).toBe(false);
  expect(new FreshStart(0.5).isDue(quiet("03:15"), 24 * kHour)).toBe(true);
  expect(new FreshStart(0.999).isDue(quiet("04:30"), 24 * kHour)).toBe(true);
});

test("a television that sleeps at night does it in any quiet moment of the second day", () => {
  expect(new FreshStart(0).isDue(quiet("15:00"), 35 * kHour)).toBe(false);
  expect(new FreshStart(0).isDue(quiet("15:00"), 36 * kHour)).toBe(true);
});

test("not while somebody was thanked a moment ago, not in the middle of a ring, not without a server", () => {
  const page = new FreshStart(0);
  const thanked = (minutes: number) => [shoutout({ message: "Dank", givenAt: at("03:00") - minutes * 60_000 })];
  const ringing = { kind: "shoutout", key: "1", shoutout: shoutout({ message: "Dank" }), page: 0, sounds: true } as const;

  expect(page.isDue(quiet("03:00", { latest: thanked(9) }), 24 * kHour)).toBe(false);
  expect(page.isDue(quiet("03:00", { latest: thanked(10) }), 24 * kHour)).toBe(true);
  expect(page.isDue(quiet("03:00", { scene: ringing }), 24 * kHour)).toBe(false);
  expect(page.isDue(quiet("03:00", { connected: false }), 24 * kHour)).toBe(false);
});

test("a page whose server was replaced does not wait for the night, but for a calm picture", () => {
  const page = new FreshStart(0);
  page.replaced();

  expect(page.isDue(quiet("15:00"), 1_000)).toBe(true);
  expect(page.isDue(quiet("15:00", { connected: false }), 1_000)).toBe(false);
});
