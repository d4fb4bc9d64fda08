import { expect, test } from "vitest";

import { kLanguages } from "../text/languages";
import { kPairingPictures } from "./pairing_pictures";

test("there is a picture for every number that the server names", () => {
  expect(kPairingPictures).toHaveLength(32);
});

test("no two look or are called alike, in any language", () => {
  expect(new Set(kPairingPictures.map(({ emoji }) => emoji)).size).toBe(32);
  for (const language of kLanguages.map(({ code }) => code)) {
    const words = kPairingPictures.map(({ word }) => word[language]);
    expect(words).not.toContain("");
    expect(new Set(words).size).toBe(32);
  }
});
