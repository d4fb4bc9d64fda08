import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";

import { FrameBoardLineSchema, FrameLinkSchema, FrameSchema } from "../gen/koebel/v1/frame_pb";
import { boardRows } from "./board_rows";
import { dotsFor } from "./dots";
import { chainFaces, facesOf } from "./faces";
import { goalTicks } from "./goal_ticks";
import { givenNameOf, lineNameOf, namesOf, portraitsOf } from "./names";
import { wordsOf } from "./words";

const person = (name: string) => ({ id: name === "" ? "" : name, name, givenName: name.split(" ")[0] ?? "" });
const ada = person("Ada Visser");
const bram = person("Bram Kuipers");
const nobody = person("");
const words = wordsOf("nl");

test.each([
  [[ada], "Ada Visser"],
  [[nobody], "Een collega"],
  [[ada, bram], "Ada en Bram"],
  [[ada, nobody], "Ada en een collega"],
  [[nobody, nobody], "2 collega’s"],
  [[ada, nobody, nobody], "Ada en 2 collega’s"],
  [[ada, bram, person("Cor"), person("Dirk"), person("Eva"), nobody], "Ada, Bram en 4 anderen"],
  [[nobody, nobody, nobody, nobody, nobody], "5 collega’s"],
  [[], ""],
])("everybody is in the line of names: %#", (cards, line) => {
  expect(namesOf(cards, words, "nl")).toBe(line);
});

test("a card without an id is a colleague, whatever name it carries", () => {
  const hidden = { id: "", name: "Ada", givenName: "Ada" };

  expect(lineNameOf(hidden, words, "nl")).toBe("Een collega");
  expect(givenNameOf(hidden, words, "nl")).toBe("Een collega");
  expect(lineNameOf(undefined, wordsOf("en"), "en")).toBe("A colleague");
});

test("portraits begin with those who can be seen, and the rest is counted", () => {
  expect(portraitsOf([nobody, ada, bram], 2)).toEqual({ drawn: [ada, bram], rest: 1 });
  expect(portraitsOf([ada], 2)).toEqual({ drawn: [ada], rest: 0 });
});

const chain = (count: number) => Array.from({ length: count }, () => create(FrameLinkSchema, {}));

test("a chain of one is no chain, and a long one is cut into even pictures", () => {
  expect(chainFaces(chain(1))).toEqual([]);
  expect(chainFaces(chain(10)).map((face) => face.length)).toEqual([10]);
  expect(chainFaces(chain(13)).map((face) => face.length)).toEqual([7, 6]);
});

test("a frame has a picture for each thing it shows one after another", () => {
  const frame = (body: object) => create(FrameSchema, { body } as never);

  expect(facesOf(frame({ case: "story", value: { chain: chain(3) } }))).toBe(2);
  expect(facesOf(frame({ case: "reel", value: { shoutOuts: [{}, {}, {}] } }))).toBe(3);
  expect(facesOf(frame({ case: "board", value: { lines: [{}, {}] } }))).toBe(3);
  expect(facesOf(frame({ case: "slide", value: {} }))).toBe(1);
});

const board = (...counts: number[]) => counts.map((count) => create(FrameBoardLineSchema, { count }));

test("a board opens from its last line to its first", () => {
  const open = (revealed: number) => boardRows(board(9, 6, 3), revealed).map(({ isOpen, isNewest }) => (isNewest ? "new" : isOpen ? "open" : "shut"));

  expect(open(0)).toEqual(["shut", "shut", "shut"]);
  expect(open(1)).toEqual(["shut", "shut", "new"]);
  expect(open(3)).toEqual(["new", "open", "open"]);
  expect(open(7)).toEqual(["new", "open", "open"]);
});

test("bars share one scale, and who thanked as many shares the place", () => {
  const rows = boardRows(board(10, 5, 5), 3);

  expect(rows.map(({ bar }) => bar)).toEqual([98, 49, 49]);
  expect(rows.map(({ rank }) => rank)).toEqual([1, 2, 2]);
  expect(boardRows(board(0), 1)[0]?.bar).toBe(0);
});

test.each([
  [0n, 100n, 0],
  [1n, 1_000n, 1],
  [7_412n, 10_000n, 44],
  [9_999n, 10_000n, 59],
  [10_000n, 10_000n, 60],
  [5n, 0n, 60],
])("of %i of %i %i ticks are lit", (reached, target, lit) => {
  expect(goalTicks(reached, target, 60)).toBe(lit);
});

test("everybody who rang has a dot while there is room, and none stands on the words or the name of the show", () => {
  expect(dotsFor(0)).toEqual([]);
  expect(dotsFor(7)).toHaveLength(7);
  expect(dotsFor(214)).toHaveLength(214);
  const many = dotsFor(100_000);
  expect(many.length).toBeGreaterThan(400);
  expect(many.every(({ x, y }) => y < 700 && !(x < 760 && y < 150))).toBe(true);
  expect(dotsFor(50, 520).every(({ y }) => y < 520)).toBe(true);
});
