import { expect, test } from "vitest";

import { lastYear, newcomers, shoutout } from "./harness/cases";
import { cardsOf } from "./rail_cards";

const namesOf = (...given: Parameters<typeof cardsOf>) => cardsOf(...given).map(({ name }) => name);

test("without boards, who just rang stands between who joined and what was said a year ago", () => {
  expect(namesOf([], newcomers(2), lastYear())).toEqual(["latest", "newcomers", "latest", "last year last-year-0"]);
});

test("what was said a year ago is left out where it would not fit, by how wide it is", () => {
  const said = (message: string) => namesOf([], [], [shoutout({ id: "said", message })]);

  expect(said("a".repeat(240))).toEqual(["latest", "last year said"]);
  expect(said("a".repeat(241))).toEqual(["latest"]);
  expect(said("谢".repeat(120))).toEqual(["latest", "last year said"]);
  expect(said("谢".repeat(121))).toEqual(["latest"]);
});
