import { expect, test } from "vitest";

import { Reconnect } from "./reconnect";

const almostOne = 1 - Number.EPSILON;
const waited = (reconnect: Reconnect, code: number, now = 0) => {
  const next = reconnect.closed(code, now);
  return next.kind === "wait" ? Math.round(next.ms) : next.kind;
};

test("the window doubles from half a second to thirty", () => {
  const reconnect = new Reconnect(() => almostOne);

  const windows = Array.from({ length: 9 }, () => waited(reconnect, 1006));

  expect(windows).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
});

test("the whole window is used", () => {
  expect(waited(new Reconnect(() => 0), 4003)).toBe(0);
  expect(waited(new Reconnect(() => 0.5), 4003)).toBe(250);
});

test("a connection that lived shortly keeps the back-off, one of thirty seconds ends it", () => {
  const reconnect = new Reconnect(() => almostOne);
  waited(reconnect, 1006);
  waited(reconnect, 1006);

  reconnect.welcomed(0);
  expect(waited(reconnect, 1006, 29_999)).toBe(2_000);
  reconnect.welcomed(30_000);
  expect(waited(reconnect, 1006, 60_000)).toBe(500);
});

test("a drain brings its own window, once", () => {
  const reconnect = new Reconnect(() => almostOne);
  reconnect.welcomed(0);
  reconnect.draining(12_000);

  expect(waited(reconnect, 4000, 1_000)).toBe(12_000);
  expect(waited(reconnect, 4000, 2_000)).toBe(500);
});

test("the close code says what to do", () => {
  const reconnect = new Reconnect(() => 0);

  expect(waited(reconnect, 4101)).toBe("sign_in");
  expect(waited(reconnect, 4401)).toBe("stop");
  expect(waited(reconnect, 4200)).toBe(15_000);
});
