import { expect, test } from "vitest";

import { spanOf } from "./period";

const kAmsterdam = "Europe/Amsterdam";
const kNone = { period: "", from: "", until: "" } as const;
const at = (iso: string) => Date.parse(iso);
const iso = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms).toISOString());

test("weeks begin on Monday, months and quarters on their first day, all at midnight of the organisation", () => {
  const from = (period: "week" | "month" | "quarter", now: string) => iso(spanOf({ ...kNone, period }, at(now), kAmsterdam).from);

  expect(from("week", "2026-11-29T22:30:00Z")).toBe("2026-11-22T23:00:00.000Z"); // still Sunday there
  expect(from("week", "2026-11-29T23:30:00Z")).toBe("2026-11-29T23:00:00.000Z"); // Monday
  expect(from("month", "2026-11-15T12:00:00Z")).toBe("2026-10-31T23:00:00.000Z");
  expect(from("quarter", "2026-11-15T12:00:00Z")).toBe("2026-09-30T22:00:00.000Z"); // summer time
  expect(from("quarter", "2027-01-01T00:30:00Z")).toBe("2026-12-31T23:00:00.000Z");
});

test("days are whole: until includes the last one, also the short and the long day of the year", () => {
  const span = (from: string, until: string) => {
    const { from: start, until: end } = spanOf({ ...kNone, from, until }, 0, kAmsterdam);
    return [iso(start), iso(end)];
  };

  expect(span("2026-11-23", "2026-11-23")).toEqual(["2026-11-22T23:00:00.000Z", "2026-11-23T23:00:00.000Z"]);
  expect(span("2026-03-29", "2026-03-29")).toEqual(["2026-03-28T23:00:00.000Z", "2026-03-29T22:00:00.000Z"]);
  expect(span("2026-10-25", "2026-10-25")).toEqual(["2026-10-24T22:00:00.000Z", "2026-10-25T23:00:00.000Z"]);
  expect(span("2026-11-24", "2026-11-23")).toEqual(span("2026-11-23", "2026-11-24"));
  expect(span("2026-11-23", "")).toEqual(["2026-11-22T23:00:00.000Z", undefined]);
  expect(span("", "2026-11-23")).toEqual([undefined, "2026-11-23T23:00:00.000Z"]);
});

test("a day whose midnight the clock skips begins an hour later", () => {
  expect(iso(spanOf({ ...kNone, from: "2026-03-29" }, 0, "Asia/Beirut").from)).toBe("2026-03-28T22:00:00.000Z");
});

test("without a period every time is meant", () => {
  expect(spanOf(kNone, 0, kAmsterdam)).toEqual({});
});
