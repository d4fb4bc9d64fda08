import { expect, test } from "vitest";

import { stepAt } from "./edge_scroll";

test("a pointer near an edge scrolls towards it, and elsewhere not", () => {
  expect(stepAt(120, 100, 800)).toBeLessThan(0);
  expect(stepAt(790, 100, 800)).toBeGreaterThan(0);
  expect(stepAt(400, 100, 800)).toBe(0);
});
