import { expect, test } from "vitest";

import { Round } from "./round";

test("only the newest answer counts, whichever comes first", () => {
  const round = new Round();

  const first = round.begin();
  expect(first()).toBe(true);
  const second = round.begin();

  expect(second()).toBe(true);
  expect(first()).toBe(false);
});

test("more of the same counts beside what was begun", () => {
  const round = new Round();

  const begun = round.begin();
  const more = round.join();
  expect([begun(), more()]).toEqual([true, true]);

  round.begin();
  expect([begun(), more()]).toEqual([false, false]);
});

test("nothing counts that was asked before the end", () => {
  const round = new Round();
  const [begun, more] = [round.begin(), round.join()];

  round.end();

  expect([begun(), more()]).toEqual([false, false]);
  expect(round.begin()()).toBe(true);
});
