import { expect, test } from "vitest";

import { readPlaces, writePlaces } from "./place";

test("places survive storage, beyond what a double holds", () => {
  const places = { epoch: "e1", seqs: new Map([["feed", 9_007_199_254_740_993n]]) };

  expect(readPlaces(writePlaces(places))).toEqual(places);
});

test.each([null, "", "{", "{}", '{"epoch":"e","seqs":[["feed","x"]]}', '{"epoch":1,"seqs":[]}', "[]"])(
  "%j is no places",
  (text) => {
    expect(readPlaces(text)).toBeUndefined();
  },
);
