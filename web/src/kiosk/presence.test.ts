import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { Presence } from "./presence.svelte";

const keepGoing = vi.fn(() => Promise.resolve(60_000));
const over = vi.fn();
let presence: Presence;

beforeEach(() => {
  vi.useFakeTimers();
  keepGoing.mockClear();
  over.mockClear();
  presence = new Presence({ keepGoing, over });
});
afterEach(() => {
  presence.stop();
  vi.useRealTimers();
});

test("it warns before the end, and tells the end once", () => {
  presence.start(60_000, 20_000);
  vi.advanceTimersByTime(39_000);
  expect(presence.isEnding).toBe(false);
  vi.advanceTimersByTime(1_500);
  expect(presence.isEnding).toBe(true);
  vi.advanceTimersByTime(60_000);

  expect(over).toHaveBeenCalledOnce();
  expect(presence.isEnding).toBe(false);
});

test("the server hears of fingers a few times in the whole time, and at once when it is nearly over", async () => {
  presence.start(60_000, 20_000);
  for (let i = 0; i < 30; i += 1) {
    vi.advanceTimersByTime(1_000);
    await presence.touch();
  }
  expect(keepGoing.mock.calls.length).toBeLessThanOrEqual(4);
  expect(keepGoing.mock.calls.length).toBeGreaterThanOrEqual(3);

  keepGoing.mockClear();
  vi.advanceTimersByTime(50_000);
  expect(presence.isEnding).toBe(true);
  await presence.touch();
  expect(keepGoing).toHaveBeenCalledOnce();
  expect(presence.isEnding).toBe(false);
});

test("a warning that would be there from the start comes halfway", () => {
  presence.start(10_000, 20_000);
  expect(presence.isEnding).toBe(false);
  vi.advanceTimersByTime(5_500);
  expect(presence.isEnding).toBe(true);
});

test("who was signed out meanwhile is not kept by a finger", async () => {
  keepGoing.mockRejectedValueOnce(new Error("signed out"));
  presence.start(10_000, 4_000);
  vi.advanceTimersByTime(7_000);
  await presence.touch();
  vi.advanceTimersByTime(3_500);
  expect(over).toHaveBeenCalledOnce();
});
