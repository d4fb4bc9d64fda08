import { expect, test } from "vitest";

import { cardIn, WedgeScanner } from "./card";

const kBits = "0123456789abcdef0123456789abcdef";

test("a card is its address or its digits alone, in any case", () => {
  expect(cardIn(`https://koebel.example/card#${kBits}`)).toBe(kBits);
  expect(cardIn(` ${kBits.toUpperCase()}\r\n`)).toBe(kBits);
  expect(cardIn("8712345678906")).toBeUndefined();
  expect(cardIn(`${kBits}0`)).toBeUndefined();
});

test("a scanner types fast and ends with Enter; fingers do not make a card", () => {
  const scanner = new WedgeScanner();
  let at = 10_000;
  const type = (text: string, everyMs: number) => Array.from(text, (key) => scanner.key(key, (at += everyMs)));

  type("ab", 900);
  at += 900;
  type(kBits, 8);
  expect(scanner.key("Enter", (at += 8))).toBe(kBits);
  expect(scanner.key("Enter", (at += 8))).toBeUndefined();

  type(kBits, 400);
  expect(scanner.key("Enter", (at += 400))).toBeUndefined();
});
