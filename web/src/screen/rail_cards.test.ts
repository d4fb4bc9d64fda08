import { expect, test } from "vitest";

import { harnessBoards } from "./harness/boards";
import { lastYear, newcomers, nextShow, shoutout } from "./harness/cases";
import { cardsOf } from "./rail_cards";

const namesOf = (...given: Parameters<typeof cardsOf>) => cardsOf(...given).map(({ name }) => name);

test("without boards, who just rang stands between who joined and what was said a year ago", () => {
  expect(namesOf([], newcomers(2), lastYear(), null)).toEqual(["latest", "newcomers", "latest", "last year last-year-0"]);
});

test("what was said a year ago is left out where it would not fit, by how wide it is", () => {
  const said = (message: string) => namesOf([], [], [shoutout({ id: "said", message })], null);

  expect(said("a".repeat(240))).toEqual(["latest", "last year said"]);
  expect(said("a".repeat(241))).toEqual(["latest"]);
  expect(said("谢".repeat(120))).toEqual(["latest", "last year said"]);
  expect(said("谢".repeat(121))).toEqual(["latest"]);
});

test("the next show comes by before each of those, and boards in between", () => {
  const boards = harnessBoards("ranks");
  const [first, second, third, fourth] = boards.map(({ name }) => name);
  const show = nextShow("");

  expect(namesOf([], [], [], show)).toEqual(["latest", "show show"]);
  expect(namesOf([], newcomers(1), lastYear(), show)).toEqual(["latest", "show show", "latest", "newcomers", "latest", "show show", "latest", "last year last-year-0"]);
  expect(namesOf(boards, [], [], show)).toEqual([first, second, "latest", "show show", third, fourth, "latest"]);
  expect(namesOf(boards, newcomers(1), [], show)).toEqual([first, second, "latest", "show show", third, fourth, "latest", "newcomers"]);
  expect(namesOf(boards.slice(0, 3), newcomers(1), [], show)).toEqual([first, second, "latest", "show show", third, "latest", "newcomers"]);
});
