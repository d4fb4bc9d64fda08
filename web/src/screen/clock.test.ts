import { expect, test } from "vitest";

import { clockFace, timeIn, weekIn } from "./clock";
import { drift } from "./stage";
import { qrPath } from "./qr";

const kThursday = Date.parse("2026-11-19T14:58:00Z");

test("the clock speaks the language and stands in the organisation's zone", () => {
  expect(clockFace("Europe/Amsterdam", "nl", kThursday)).toEqual({ time: "15.58", weekday: "donderdag", day: "19 november" });
  expect(clockFace("Europe/London", "en", kThursday)).toEqual({ time: "14:58", weekday: "Thursday", day: "19 November" });
  expect(clockFace("Europe/Warsaw", "pl", kThursday)).toEqual({ time: "15:58", weekday: "czwartek", day: "19 listopada" });
});

test("a zone the browser does not know does not stop the clock", () => {
  expect(timeIn("Mars/Olympus", "nl", kThursday)).toMatch(/^\d\d\.\d\d$/u);
});

test("midnight is 00, not 24", () => {
  expect(timeIn("UTC", "nl", Date.parse("2026-11-19T00:05:00Z"))).toBe("00.05");
});

test("weeks begin on the zone's Monday, as the server counts them", () => {
  const sunday = Date.parse("2026-03-08T22:30:00Z"); // 23.30 in Amsterdam
  const monday = Date.parse("2026-03-08T23:00:00Z"); // 0.00 in Amsterdam

  expect(weekIn("Europe/Amsterdam", monday)).toBe(weekIn("Europe/Amsterdam", sunday) + 1);
  expect(weekIn("UTC", Date.parse("1970-01-05T00:00:00Z"))).toBe(0);
});

test("the picture drifts a few pixels and comes back", () => {
  const places = Array.from({ length: 48 }, (_, minute) => drift(minute * 60_000));

  expect(new Set(places.map(({ x, y }) => `${x} ${y}`)).size).toBeGreaterThan(8);
  for (const { x, y } of places) expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(3);
  expect(drift(48 * 60_000)).toEqual(drift(0));
});

test("a QR code begins with its finder", () => {
  const { path, modules } = qrPath("https://koebel.example");

  expect(modules).toBe(25);
  expect(path.startsWith("M0 0h7v1h-7z")).toBe(true);
});
