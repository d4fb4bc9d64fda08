import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { expect, test, vi } from "vitest";

import { ListMissedScreensResponseSchema } from "../gen/koebel/v1/fleet_pb";
import { CountWaitingResponseSchema, GetOwnLockResponseSchema, LockSchema } from "../gen/koebel/v1/moderation_pb";
import { OwnLock } from "./lock.svelte";
import { Missed } from "./missed.svelte";
import { WaitingForReview } from "./waiting.svelte";

const clock = vi.hoisted(() => ({ now: 0 }));
vi.mock("./clock.svelte", () => ({ clock }));

/** Vite reads the files: what Today is made of. */
const today = import.meta.glob<string>(["./*.svelte", "./{compose,conversation,feed,goals}/**/*.svelte"], { query: "?raw", import: "default", eager: true });

test("a screen that is not seen is said once, and again when it was seen in between", async () => {
  const screens = [{ screenId: "hall", lastSeenAt: timestampFromMs(1_000) }, { screenId: "attic" }];
  const missed = new Missed({ listMissedScreens: async () => create(ListMissedScreensResponseSchema, { screens }) });
  const unsaid = () => missed.unsaid().map(({ screenId }) => screenId);

  await missed.refresh();
  expect(unsaid()).toEqual(["hall", "attic"]);
  await missed.refresh();
  expect(unsaid()).toEqual([]);

  screens[0] = { screenId: "hall", lastSeenAt: timestampFromMs(2_000) };
  await missed.refresh();
  expect(unsaid()).toEqual(["hall"]);
});

test("what waits is said when there is more of it", async () => {
  let held = 2;
  const waiting = new WaitingForReview({ countWaiting: async () => create(CountWaitingResponseSchema, { held }) });
  const unsaidOf = async (now: number) => {
    held = now;
    await waiting.refresh();
    return waiting.unsaidHeld();
  };

  expect(await unsaidOf(2)).toBe(2);
  expect(await unsaidOf(2)).toBe(0);
  expect(await unsaidOf(1)).toBe(0);
  expect(await unsaidOf(2)).toBe(2);
});

test("a lock is said once, and that it is over", () => {
  const lock = new OwnLock({ getOwnLock: async () => create(GetOwnLockResponseSchema, {}) });
  const until = (ms: number) => create(LockSchema, { until: timestampFromMs(ms) });
  expect(lock.unsaid()).toBeUndefined();

  lock.tell(until(60_000));
  expect(lock.unsaid()).toBe("locked");
  lock.tell(until(60_000));
  expect(lock.unsaid()).toBeUndefined();
  lock.tell(until(90_000));
  expect(lock.unsaid()).toBe("locked");

  clock.now = 90_000;
  expect(lock.unsaid()).toBe("over");
  expect(lock.unsaid()).toBeUndefined();
});

test("what an attempt was refused with has the page's voice, and none of its own", () => {
  const isTwice = (text: string) => /role="(?:alert|status)"[^>]*>\{attempt\.problem/u.test(text);

  expect(Object.keys(today).length).toBeGreaterThan(30);
  expect(Object.keys(today).filter((name) => isTwice(today[name] ?? ""))).toEqual([]);
});
