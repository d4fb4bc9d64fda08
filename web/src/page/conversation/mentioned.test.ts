import { expect, test } from "vitest";

import { partsOf } from "./mentioned";

const shown = (text: string, ...mentions: [number, number][]) =>
  partsOf(text, mentions.map(([start, length]) => ({ start, length }))).map(({ words, isName }) => (isName ? `[${words}]` : words)).join("");

test("names stand apart from the words, by code points", () => {
  expect(shown("Dank @Eva Blom!", [5, 9])).toBe("Dank [@Eva Blom]!");
  expect(shown("🎉 @Eva en @Daan", [2, 4], [10, 5])).toBe("🎉 [@Eva] en [@Daan]");
  expect(shown("@Eva@Daan", [0, 4], [4, 5])).toBe("[@Eva][@Daan]");
});

test("words without names are one part, and no words are none", () => {
  expect(partsOf("Dank je", [])).toEqual([{ words: "Dank je", isName: false }]);
  expect(partsOf("", [])).toEqual([]);
});

test("places that make no sense lose no words", () => {
  expect(shown("Dank @Eva", [5, 40])).toBe("Dank @Eva");
  expect(shown("Dank @Eva", [5, 4], [6, 2])).toBe("Dank [@Eva]");
});
