import { expect, test } from "vitest";

import { fromZone, toZone } from "./local_time";

const kZone = "Europe/Amsterdam";

test.each([
  ["2026-11-27T16:00", "2026-11-27T15:00:00Z"],
  ["2026-07-31T16:00", "2026-07-31T14:00:00Z"],
  // The hours around those the clock skips and says twice.
  ["2026-03-29T01:59", "2026-03-29T00:59:00Z"],
  ["2026-03-29T03:00", "2026-03-29T01:00:00Z"],
  ["2026-10-25T03:00", "2026-10-25T02:00:00Z"],
])("%s by the organisation's clock is %s", (shown, at) => {
  expect(fromZone(shown, kZone)).toBe(Date.parse(at));
  expect(toZone(Date.parse(at), kZone)).toBe(shown);
});

test("a zone on the other side of the world has its own day", () => {
  expect(toZone(Date.parse("2026-11-27T15:00:00Z"), "Pacific/Auckland")).toBe("2026-11-28T04:00");
});

test("half a moment is none", () => {
  expect(fromZone("", kZone)).toBeUndefined();
});
