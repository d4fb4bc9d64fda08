import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { expect, test } from "vitest";

import { CandidatePersonSchema } from "../../gen/koebel/v1/candidate_pb";
import { studioNl } from "../../text/studio_nl";
import { isLong, monthsBetween, seenOf, worthALine } from "./seen";

const at = (day: string) => Date.parse(`${day}T12:00:00Z`);
const kNow = at("2026-11-27");
const told = (name: string, day?: string) =>
  create(CandidatePersonSchema, { person: { id: name, name, givenName: name }, ...(day ? { toldAt: timestampFromMs(at(day)) } : {}) });

test.each([
  ["2026-11-20", 0],
  ["2026-10-27", 1],
  ["2026-10-28", 0],
  ["2025-11-27", 12],
  ["2024-09-27", 26],
  ["2026-12-24", 0],
])("from %s to the show it is %i months", (from, months) => {
  expect(monthsBetween(at(from), kNow)).toBe(months);
});

test("who was never told of comes first, then who was not for longest", () => {
  const lines = worthALine([told("Wen", "2025-09-20"), told("Samira"), told("Ingrid", "2024-09-20"), told("Bram", "2026-10-20")], kNow, 3);

  expect(lines.map(({ of, seen }) => [of.person?.name, seen])).toEqual([["Samira", "never"], ["Ingrid", 26], ["Wen", 14]]);
});

test("twelve months are long, and so is never", () => {
  expect([isLong("never"), isLong(12), isLong(11)]).toEqual([true, true, false]);
});

test("a colleague nobody may know gets no line", () => {
  expect(worthALine([create(CandidatePersonSchema, { person: {} })], kNow, 2)).toEqual([]);
});

test("the words are those of the look", () => {
  const text = studioNl.candidates;

  expect(seenOf(undefined, kNow)).toBe("never");
  expect([text.never("Samira"), text.ago("Ingrid", 26), text.ago("Wen", 1)]).toEqual(["Samira: nooit in de show", "Ingrid: 26 maanden geleden", "Wen: 1 maand geleden"]);
});
