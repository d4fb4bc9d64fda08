import { create } from "@bufbuild/protobuf";
import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import { expect, test } from "vitest";

import { InboxItemSchema } from "../../gen/koebel/v1/inbox_pb";
import { arrivedIn, daysOf, withNewest, withOlder } from "./rows";

const item = (position: number, at = "2026-11-23T12:00:00Z", text = "") =>
  create(InboxItemSchema, { position: BigInt(position), at: timestampFromDate(new Date(at)), text });
const positions = (items: readonly { position: bigint }[]) => items.map(({ position }) => Number(position));

test("the newest page takes the place of what it covers, and what was scrolled to stays below it", () => {
  const shown = [item(9), item(8), item(7), item(3), item(2)];

  expect(positions(withNewest(shown, [item(10), item(9), item(7)], true))).toEqual([10, 9, 7, 3, 2]);
});

test("a newest page with nothing below it is all there is", () => {
  expect(positions(withNewest([item(9), item(3)], [item(9)], false))).toEqual([9]);
  expect(withNewest([item(9)], [], false)).toEqual([]);
});

test("where more came than a page holds, nothing is left of before: something may lie between", () => {
  expect(positions(withNewest([item(5), item(4)], [item(9), item(8), item(7)], true))).toEqual([9, 8, 7]);
});

test("an older page goes behind, without what is here already", () => {
  expect(positions(withOlder([item(9), item(5)], [item(5), item(3)]))).toEqual([9, 5, 3]);
});

test("what arrived is newer than what was known and not read yet, oldest first", () => {
  const items = [item(9), item(8), item(7), item(6)];

  expect(positions(arrivedIn(items, 6n, 0n))).toEqual([7, 8, 9]);
  expect(positions(arrivedIn(items, 6n, 8n))).toEqual([9]);
  expect(arrivedIn(items, 9n, 0n)).toEqual([]);
});

test("days are the organisation's: half past eleven in the evening in London is the next day in Amsterdam", () => {
  const items = [item(3, "2026-11-23T23:30:00Z"), item(2, "2026-11-23T22:30:00Z"), item(1, "2026-11-22T09:00:00Z")];

  expect(daysOf(items, "Europe/Amsterdam").map((day) => positions(day.items))).toEqual([[3], [2], [1]]);
  expect(daysOf(items, "Europe/London").map((day) => positions(day.items))).toEqual([[3, 2], [1]]);
  expect(daysOf([], "Europe/London")).toEqual([]);
});
