import { expect, test } from "vitest";

import { ServerTime } from "./server_time";

const kNow = Date.parse("2026-11-19T14:58:00Z");

/** A television whose clock is an hour slow, and what it asked for. */
function television() {
  const clocks = { local: kNow - 3_600_000, steady: 1_000 };
  let jumps = 0;
  const time = new ServerTime({ local: () => clocks.local, steady: () => clocks.steady }, () => jumps++);
  time.correct(3_600_000);
  const passes = (ms: number) => {
    clocks.local += ms;
    clocks.steady += ms;
  };
  return { clocks, time, passes, jumps: () => jumps };
}

test("a television whose clock is off shows the server's time", () => {
  const { time, passes, jumps } = television();
  passes(90_000);

  expect(time.now()).toBe(kNow + 90_000);
  expect(jumps()).toBe(0);
});

test("a clock that is set back changes nothing, and the server is asked", () => {
  const { clocks, time, passes, jumps } = television();
  passes(1_000);
  clocks.local -= 7_200_000;

  expect(time.now()).toBe(kNow + 1_000);
  passes(1_000);
  expect(time.now()).toBe(kNow + 2_000);
  expect(jumps()).toBe(1);
});

test("after a sleep, which stops one clock only, time has gone on, and the server is asked", () => {
  const { clocks, time, jumps } = television();
  clocks.local += 9 * 3_600_000;

  expect(time.now()).toBe(kNow + 9 * 3_600_000);
  expect(jumps()).toBe(1);
});

test("what the server says counts, also where the clock was set forward", () => {
  const { clocks, time, jumps } = television();
  clocks.local += 7_200_000;
  time.now();

  time.correct(3_600_000 - 7_200_000);

  expect(time.now()).toBe(kNow);
  expect(jumps()).toBe(1);
});

test("timers that come late are no jump", () => {
  const { time, passes, jumps } = television();
  passes(6 * 3_600_000);

  expect(time.now()).toBe(kNow + 6 * 3_600_000);
  expect(jumps()).toBe(0);
});
