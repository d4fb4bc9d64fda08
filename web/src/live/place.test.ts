import { expect, test } from "vitest";

import { isBehind, readPlaces, writePlaces } from "./place";

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

test("rows are behind when one topic of the same history is", () => {
  const at = (feed: bigint, team: bigint, epoch = "e1") => ({ epoch, seqs: new Map([["feed", feed], ["team:1", team]]) });

  expect(isBehind(at(4n, 2n), at(4n, 3n))).toBe(true);
  expect(isBehind(at(5n, 3n), at(4n, 3n))).toBe(false);
  expect(isBehind(at(1n, 1n, "e2"), at(4n, 3n))).toBe(false);
});
