import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { expect, test } from "vitest";

import { NewcomerSchema } from "../gen/koebel/v1/screen_pb";
import { BoardKind, BoardRowSchema, BoardSchema, BoardsShown, PeriodKind, type Board } from "../gen/koebel/v1/leaderboard_pb";
import { shoutout } from "./harness/cases";
import { RailBoards } from "./rail_boards";
import { cardAt, cardsOf, type RailCard } from "./rail_cards";

const kNow = Date.parse("2026-11-19T14:58:00Z");
const { GIVEN, RECEIVED } = BoardKind;
const { WEEK, MONTH } = PeriodKind;

function board(kind: BoardKind, periodKind: PeriodKind, names: string, about: { position?: bigint; shown?: BoardsShown; untilMs?: number } = {}): Board {
  return create(BoardSchema, {
    key: { kind, periodKind, period: 7n },
    shown: about.shown ?? BoardsShown.RANKS,
    until: timestampFromMs(kNow + (about.untilMs ?? 86_400_000)),
    top: [...names].map((id, index) => create(BoardRowSchema, { rank: index + 1, person: { id, name: id } })),
    position: about.position ?? 10n,
  });
}

function known(...boards: Board[]) {
  const rail = new RailBoards();
  rail.replace(boards, kNow);
  return rail;
}
const namesOf = (rail: RailBoards, now = kNow) => rail.slides(now).map(({ rows }) => rows.map(({ person }) => person?.id).join(""));

test("the boards of week and month alternate between given and received, and after two comes who just rang", () => {
  const rail = known(board(RECEIVED, MONTH, "mno"), board(GIVEN, MONTH, "jkl"), board(RECEIVED, WEEK, "def"), board(GIVEN, WEEK, "abc"));
  const turns = (cards: RailCard[], count: number) =>
    Array.from({ length: count }, (_, turn) => {
      const card = cardAt(cards, turn);
      return card.kind === "board" ? card.slide.rows.map(({ person }) => person?.id).join("") : card.name;
    });

  expect(turns(cardsOf(rail.slides(kNow), [], [], null), 7)).toEqual(["abc", "def", "latest", "jkl", "mno", "latest", "abc"]);
  expect(turns(cardsOf(rail.slides(kNow).slice(0, 1), [], [], null), 3)).toEqual(["abc", "latest", "abc"]);
  expect(turns(cardsOf([], [], [], null), 2)).toEqual(["latest", "latest"]);
});

test("five places are shown; of names in alphabetical order all ten", () => {
  expect(namesOf(known(board(GIVEN, WEEK, "abcdefghij")))).toEqual(["abcde"]);
  expect(namesOf(known(board(GIVEN, WEEK, "abcdefghij", { shown: BoardsShown.ALPHABETICAL })))).toEqual(["abcdefghij"]);
});

test("a push moves the rows; an older one does nothing", () => {
  const rail = known(board(GIVEN, WEEK, "abc"));

  expect(rail.push(board(GIVEN, WEEK, "cab", { position: 12n }), kNow)).toBe("take");
  expect(rail.push(board(GIVEN, WEEK, "bca", { position: 11n }), kNow)).toBe("drop");

  expect(namesOf(rail)).toEqual(["cab"]);
  expect(rail.slides(kNow)[0]?.movements.get("c")).toEqual({ kind: "up", places: 2 });
});

test("boards that were switched off are off the wall at once, and asked for when they are pushed again", () => {
  const rail = known(board(GIVEN, WEEK, "abc"), board(RECEIVED, WEEK, "abc"));

  expect(rail.push(board(GIVEN, WEEK, "", { shown: BoardsShown.OFF }), kNow)).toBe("read");

  expect(namesOf(rail)).toEqual([]);
  expect(rail.push(board(RECEIVED, WEEK, "", { shown: BoardsShown.OFF }), kNow)).toBe("drop");
  expect(rail.push(board(GIVEN, WEEK, "abc", { position: 13n }), kNow)).toBe("read");
});

test("a board of two, and one whose period is over, is not on the wall", () => {
  const rail = known(board(GIVEN, WEEK, "ab"), board(RECEIVED, WEEK, "abc", { untilMs: 60_000 }));

  expect(namesOf(rail)).toEqual(["abc"]);
  expect(namesOf(rail, kNow + 60_000)).toEqual([]);
});

test("read again, the same period still knows who moved", () => {
  const rail = known(board(GIVEN, WEEK, "abc"));
  rail.replace([board(GIVEN, WEEK, "bac", { position: 20n })], kNow + 60_000);

  expect(rail.slides(kNow + 60_000)[0]?.movements.get("b")).toEqual({ kind: "up", places: 1 });
});

test("who joined and what was said a year ago come by one at a time, and who just rang is never far away", () => {
  const newcomers = [create(NewcomerSchema, { person: { id: "n", name: "Eva" } })];
  const years = ["one", "two"].map((id) => shoutout({ id, message: id }));

  expect(cardsOf([], newcomers, years, null).map(({ name }) => name)).toEqual(["latest", "newcomers", "latest", "last year one", "latest", "last year two"]);
  const rail = known(board(GIVEN, WEEK, "abc"), board(RECEIVED, WEEK, "def"));
  expect(cardsOf(rail.slides(kNow), newcomers, [], null).map(({ kind }) => kind)).toEqual(["board", "board", "latest", "newcomers"]);
});
