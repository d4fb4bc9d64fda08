import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";

import { ValueSchema } from "../../gen/koebel/v1/common_pb";
import { creditsIn, hasShorthand, matchingValues, tokenAt, valueIn, without } from "./shorthand";

const values = [
  create(ValueSchema, { id: "1", key: "klant-aan-tafel", nameNl: "Klant aan tafel", nameEn: "Customer at the table" }),
  create(ValueSchema, { id: "2", key: "eerlijk", nameNl: "Zeg het eerlijk", nameEn: "Say it straight" }),
];

test.each([
  ["Dank je @sa", 11, "@", "sa"],
  ["@", 1, "@", ""],
  ["@van der", 8, "@", "van der"],
  ["bravo #taf", 10, "#", "taf"],
  ["regel\n@no", 9, "@", "no"],
])("in %j the caret at %i stands behind %s%s", (text, caret, kind, letters) => {
  expect(tokenAt(text, caret)).toMatchObject({ kind, letters });
});

test.each([
  ["mail@adres", 10],
  ["@Noor bleef aan de lijn", 23],
  ["@ noor", 6],
  ["#twee woorden", 13],
  ["@noor\nen", 8],
  ["geen", 4],
])("in %j there is no token at %i", (text, caret) => {
  expect(tokenAt(text, caret)).toBeUndefined();
});

test("a token is taken out without leaving two spaces", () => {
  expect(without("Dank je @sa voor", { start: 8, end: 11 })).toBe("Dank je voor");
  expect(without("@sa bleef", { start: 0, end: 3 })).toBe("bleef");
});

test("credits count when the word is finished", () => {
  expect(creditsIn("bravo +10", false)).toBeUndefined();
  expect(creditsIn("bravo +10", true)?.credits).toBe(10);
  expect(creditsIn("bravo +10 voor", false)?.credits).toBe(10);
  expect(creditsIn("1+10 is elf ", false)).toBeUndefined();
  expect(creditsIn("bravo +99 ", false)).toBeUndefined();
});

test("values are found by key and by any word of their names, accents or not", () => {
  expect(matchingValues(values, "táf").map(({ id }) => id)).toEqual(["1"]);
  expect(matchingValues(values, "st").map(({ id }) => id)).toEqual(["2"]);
  expect(matchingValues(values, "").map(({ id }) => id)).toEqual(["1", "2"]);
});

test("a finished key is a value, an unfinished or unknown one is text", () => {
  expect(valueIn("bravo #eerlijk ", values)?.value.id).toBe("2");
  expect(valueIn("bravo #eerlijk", values)).toBeUndefined();
  expect(valueIn("bravo #hip ", values)).toBeUndefined();
});

test("what looks like shorthand is recognised, what does not is left alone", () => {
  expect(["@noor hielp", "ja #eerlijk", "dank +5"].map(hasShorthand)).toEqual([true, true, true]);
  expect(["mail@x.nl", "5+5", "# ", "c#"].map(hasShorthand)).toEqual([false, false, false, false]);
});
