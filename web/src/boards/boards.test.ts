import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";

import { BoardKind, BoardRowSchema, BoardSchema, BoardsShown, PeriodKind } from "../gen/koebel/v1/leaderboard_pb";
import { scoreText } from "./figures";
import { Movements } from "./movement";
import { keysOf, verdictOn } from "./rows";

const key: { kind: BoardKind; periodKind: PeriodKind; period: bigint } = { kind: BoardKind.GIVEN, periodKind: PeriodKind.MONTH, period: 24_322n };
const board = (about: { key?: Partial<typeof key>; shown?: BoardsShown; position?: bigint } = {}) =>
  create(BoardSchema, { shown: BoardsShown.RANKS, position: 10n, ...about, key: { ...key, ...about.key } });
const rows = (...ranks: [string, number][]) => ranks.map(([id, rank]) => create(BoardRowSchema, { rank, person: { id, name: id } }));

test("a pushed board counts when it is of the same ranking and period, and not older", () => {
  expect(verdictOn(board({ position: 11n }), board())).toBe("take");
  expect(verdictOn(board(), board())).toBe("take");
  expect(verdictOn(board({ position: 9n }), board())).toBe("drop");
  expect(verdictOn(board({ key: { kind: BoardKind.RECEIVED } }), board())).toBe("drop");
  expect(verdictOn(board({ key: { periodKind: PeriodKind.WEEK } }), board())).toBe("drop");
  expect(verdictOn(board({ key: { period: 24_321n }, position: 12n }), board())).toBe("drop");
});

test("a new period, another way to be shown and boards that are off ask for the whole answer", () => {
  expect(verdictOn(board({ key: { period: 24_323n }, position: 12n }), board())).toBe("read");
  expect(verdictOn(board({ shown: BoardsShown.ALPHABETICAL, position: 12n }), board())).toBe("read");
  expect(verdictOn(board({ shown: BoardsShown.OFF, position: 0n }), board())).toBe("read");
});

test("colleagues who may not be known have a key of their own", () => {
  expect(keysOf(rows(["a", 1], ["", 2], ["", 2]))).toEqual(["a", "#1", "#2"]);
});

test("nothing has moved on the first board; then up, down and new are told", () => {
  const movements = new Movements();
  expect(movements.take(rows(["a", 1], ["b", 2], ["c", 3]), 0)).toEqual(new Map());

  expect(movements.take(rows(["c", 1], ["a", 2], ["b", 3], ["d", 4]), 1_000)).toEqual(
    new Map([
      ["c", { kind: "up", places: 2 }],
      ["a", { kind: "down", places: 1 }],
      ["b", { kind: "down", places: 1 }],
      ["d", { kind: "new" }],
    ]),
  );
});

test("a move is news for an hour, however many others follow", () => {
  const movements = new Movements();
  movements.take(rows(["a", 1], ["b", 2]), 0);
  movements.take(rows(["b", 1], ["a", 2]), 60_000);
  let last = movements.take(rows(["b", 1], ["a", 2]), 61_000);
  for (let at = 120_000; at < 3_600_000; at += 250) last = movements.take(rows(["b", 1], ["a", 2]), at);
  expect(last.get("b")).toEqual({ kind: "up", places: 1 });

  expect(movements.take(rows(["b", 1], ["a", 2]), 3_660_000)).toEqual(new Map());
});

test("who went back to where they stood has not moved", () => {
  const movements = new Movements();
  movements.take(rows(["a", 1], ["b", 2]), 0);
  movements.take(rows(["b", 1], ["a", 2]), 1_000);

  expect(movements.take(rows(["a", 1], ["b", 2]), 2_000)).toEqual(new Map());
});

test("scores read as what they count", () => {
  expect(scoreText(14, BoardKind.GIVEN, "nl")).toBe("14");
  expect(scoreText(12.46, BoardKind.RECEIVED, "nl")).toBe("12,5");
  expect(scoreText(12, BoardKind.VALUE, "en")).toBe("12");
  expect(scoreText(1.4, BoardKind.TEAMS, "nl")).toBe("1,40");
  expect(scoreText(0.348, BoardKind.TEAMS, "en")).toBe("0.35");
});
