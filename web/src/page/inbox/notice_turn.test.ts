import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";

import { InboxItemSchema } from "../../gen/koebel/v1/inbox_pb";
import { readTold, turnOf, writeTold } from "./notice_turn";

const kNow = 1_800_000_000_000;
const item = (position: number) => create(InboxItemSchema, { position: BigInt(position) });
const told = (position: number, secondsAgo: number) => ({ position: BigInt(position), at: kNow - secondsAgo * 1_000 });

test("what waits is told a minute after the last notice, all in one", () => {
  const waiting = [item(7), item(8), item(9)];

  expect(turnOf(waiting, told(6, 20), 0n, kNow)).toEqual({ kind: "wait", ms: 40_000 });
  expect(turnOf(waiting, told(6, 60), 0n, kNow)).toEqual({ kind: "tell", items: waiting });
  expect(turnOf([item(7)], { position: 0n, at: 0 }, 0n, kNow)).toEqual({ kind: "tell", items: [item(7)] });
});

test("what another page told, and what was read meanwhile, is not told", () => {
  expect(turnOf([item(7), item(8)], told(8, 300), 0n, kNow)).toEqual({ kind: "nothing" });
  expect(turnOf([item(7), item(8)], told(6, 300), 7n, kNow)).toEqual({ kind: "tell", items: [item(8)] });
  expect(turnOf([item(7), item(8)], told(6, 5), 8n, kNow)).toEqual({ kind: "nothing" });
});

test("a clock that was set back does not keep it waiting", () => {
  expect(turnOf([item(7)], told(6, -86_400), 0n, kNow).kind).toBe("tell");
});

test("what is kept comes back as it was, and anything else is nothing", () => {
  expect(readTold(JSON.parse(JSON.stringify(writeTold(told(7, 3)))))).toEqual(told(7, 3));
  for (const kept of [undefined, "7", [7, 3], ["-7", 3], ["7", "3"], ["9".repeat(30), 3]]) expect(readTold(kept).position).toBe(0n);
});
