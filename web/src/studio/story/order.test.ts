import { expect, test } from "vitest";

import { placeAt, reordered } from "./order";

test.each([
  [0, 2, ["b", "c", "a"]],
  [2, 0, ["c", "a", "b"]],
  [1, 1, ["a", "b", "c"]],
  [1, 9, ["a", "c", "b"]],
  [1, -1, ["b", "a", "c"]],
  [7, 0, ["a", "b", "c"]],
])("from %i to %i", (from, to, order) => {
  expect(reordered(["a", "b", "c"], from, to)).toEqual(order);
});

test("what is held is put down between the middles of the others", () => {
  const middles = [10, 30, 50];

  expect([0, 20, 29, 31, 90].map((y) => placeAt(y, middles, 0))).toEqual([0, 0, 0, 1, 2]);
  expect([0, 20, 90].map((y) => placeAt(y, middles, 2))).toEqual([0, 1, 2]);
});
