import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";

import { BoardKeySchema, BoardKind, BoardRowSchema, BoardSchema, BoardsShown, PeriodKind } from "../../gen/koebel/v1/leaderboard_pb";
import { boardsEn } from "../../text/boards_en";
import { boardsNl } from "../../text/boards_nl";
import { daysWords, periodWords } from "./period_words";
import { belowIn } from "./place";
import { among, choicesOf, fragmentOf, kFirst, selectionIn } from "./selection";

const key = (kind: BoardKind, periodKind: PeriodKind, valueId = "") => create(BoardKeySchema, { kind, periodKind, valueId });
const offered = [
  key(BoardKind.RECEIVED, PeriodKind.MONTH),
  key(BoardKind.RECEIVED, PeriodKind.WEEK),
  key(BoardKind.VALUE, PeriodKind.WEEK, "v1"),
  key(BoardKind.VALUE, PeriodKind.MONTH, "v1"),
  key(BoardKind.VALUE, PeriodKind.MONTH, "v2"),
];

test.each([
  ["#boards/given/month", kFirst],
  ["#boards/value/v2/week/2918", { kind: BoardKind.VALUE, valueId: "v2", periodKind: PeriodKind.WEEK, period: 2918n }],
  ["#boards/teams/year", { kind: BoardKind.TEAMS, valueId: "", periodKind: PeriodKind.YEAR, period: 0n }],
])("%s is an address that leads back to its board", (fragment, selection) => {
  expect(selectionIn(fragment)).toEqual(selection);
  expect(fragmentOf(selection)).toBe(fragment);
});

test.each(["#boards", "#boards/", "#boards/points/month", "#boards/given/day", "#me/given/month", "", "#boards/value"])(
  "“%s” asks for no board",
  (fragment) => expect(selectionIn(fragment)).toBeUndefined(),
);

test("a board that is not there gives way to the nearest", () => {
  const at = (kind: BoardKind, periodKind: PeriodKind, valueId = "") => ({ kind, valueId, periodKind, period: 5n });
  expect(among(offered, at(BoardKind.VALUE, PeriodKind.MONTH, "v2"))).toMatchObject({ valueId: "v2", period: 5n });
  expect(among(offered, at(BoardKind.VALUE, PeriodKind.MONTH))).toMatchObject({ valueId: "v1", periodKind: PeriodKind.MONTH });
  expect(among(offered, at(BoardKind.VALUE, PeriodKind.YEAR, "v2"))).toEqual({ kind: BoardKind.VALUE, valueId: "v2", periodKind: PeriodKind.MONTH, period: 0n });
  expect(among(offered, at(BoardKind.VALUE, PeriodKind.MONTH, "gone"))).toEqual({ kind: BoardKind.VALUE, valueId: "v1", periodKind: PeriodKind.MONTH, period: 0n });
  expect(among(offered, at(BoardKind.TEAMS, PeriodKind.MONTH))).toMatchObject({ kind: BoardKind.RECEIVED, period: 0n });
  expect(among([], kFirst)).toEqual(kFirst);
});

test("only what there is can be chosen", () => {
  expect(choicesOf(offered, { ...kFirst, kind: BoardKind.VALUE, valueId: "v1" })).toEqual({
    kinds: [BoardKind.RECEIVED, BoardKind.VALUE],
    valueIds: ["v1", "v2"],
    periodKinds: [PeriodKind.WEEK, PeriodKind.MONTH],
  });
});

test("periods are named by the calendar, whatever zone they began in", () => {
  const of = (periodKind: PeriodKind, period: bigint) => create(BoardSchema, { key: { periodKind, period } });
  const words = (periodKind: PeriodKind, period: bigint, text = boardsNl, language: "nl" | "en" = "nl") =>
    periodWords(of(periodKind, period), text, language);

  expect(words(PeriodKind.MONTH, 24_322n)).toBe("november 2026");
  expect(words(PeriodKind.MONTH, 24_323n, boardsEn, "en")).toBe("December 2026");
  expect(words(PeriodKind.WEEK, 2_967n)).toBe("week 47");
  expect(words(PeriodKind.WEEK, 2_973n)).toBe("week 53");
  expect(words(PeriodKind.WEEK, 2_921n)).toBe("week 1");
  expect(words(PeriodKind.QUARTER, 8_107n)).toBe("4e kwartaal 2026");
  expect(words(PeriodKind.QUARTER, 8_104n)).toBe("1e kwartaal 2026");
  expect(words(PeriodKind.YEAR, 2_026n, boardsEn, "en")).toBe("2026");
  expect(daysWords(of(PeriodKind.WEEK, 2_967n), "nl").replace(/\s/gu, " ")).toMatch(/^16\s?[–-]\s?22 november$/u);
  expect(daysWords(of(PeriodKind.MONTH, 24_322n), "nl")).toBe("");
});

test("my neighbours stand below the ten, nobody twice, and a gap shows that others are between", () => {
  const row = (id: string, rank: number) => create(BoardRowSchema, { rank, person: { id } });
  const board = create(BoardSchema, { shown: BoardsShown.RANKS, top: [row("a", 1), row("b", 1), row("c", 3)] });
  const around = [row("c", 3), row("d", 4), row("me", 5), row("e", 6)];

  expect(belowIn(board, around, row("me", 5), "me").rows.map(({ rank }) => rank)).toEqual([4, 5, 6]);
  expect(belowIn(board, around, row("me", 5), "me").isApart).toBe(false);
  expect(belowIn(board, [row("me", 23)], row("me", 23), "me").isApart).toBe(true);
  expect(belowIn(board, [], row("me", 23), "me").rows).toHaveLength(1);
  expect(belowIn(board, around, row("a", 9), "a").rows).toEqual([]);
  expect(belowIn(create(BoardSchema, { ...board, shown: BoardsShown.ALPHABETICAL }), around, row("me", 5), "me").rows).toEqual([]);
});
