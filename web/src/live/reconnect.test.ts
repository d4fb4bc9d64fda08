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

test("a window of nothing still spreads, one of hours is not believed", () => {
  const reconnect = new Reconnect(() => almostOne);
  reconnect.draining(0);
  expect(waited(reconnect, 4000)).toBe(500);
  reconnect.draining(4_000_000_000);
  expect(waited(reconnect, 4000)).toBe(60_000);
});

test("a session's end or a misunderstanding after a drain is what it is", () => {
  const reconnect = new Reconnect(() => 0);
  reconnect.draining(5_000);
  expect(waited(reconnect, 4101)).toBe("sign_in");
  reconnect.draining(5_000);
  expect(waited(reconnect, 1002)).toBe("stop");
});

test.each([
  [4000, 250], [4099, 250], [1000, 250], [1001, 250], [1006, 250], [1011, 250], [1013, 250], [4300, 250],
  [4100, "sign_in"], [4199, "sign_in"],
  [4200, 45_000], [4229, 45_000], [4299, 45_000],
  [4400, "stop"], [4401, "stop"], [4499, "stop"], [1002, "stop"], [1003, "stop"], [1007, "stop"], [1009, "stop"],
])("the close code %d says what to do: %s", (code, then) => {
  expect(waited(new Reconnect(() => 0.5), code)).toBe(then);
});

test("hurry is allowed once in thirty seconds, and never against the server's wish", () => {
  const reconnect = new Reconnect(() => 0.5);
  reconnect.closed(1006, 0);
  expect([0, 29_999, 30_000].map((now) => reconnect.mayHurry(now))).toEqual([true, false, true]);

  reconnect.closed(4229, 100_000);
  expect(reconnect.mayHurry(200_000)).toBe(false);
  reconnect.closed(1006, 300_000);
  expect(reconnect.mayHurry(300_000)).toBe(true);
});
