import { create } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";
import { expect, test } from "vitest";

import { ErrorSchema } from "../../gen/koebel/v1/live_pb";
import { NominationKind } from "../../gen/koebel/v1/nomination_pb";
import { nl } from "../../text/nl";
import { emptyDraft } from "./draft";
import { fieldOf, missingIn, without } from "./fields";
import { nominationRefusal } from "./refusal";

const refused = (reason: string, ...details: string[]) =>
  new ConnectError(reason, Code.FailedPrecondition, undefined, [{ desc: ErrorSchema, value: create(ErrorSchema, { reason, details }) }]);
const kDraft = { ...emptyDraft(), situation: "Het regende", thanks: "Dank, ook namens Ada" };

test("everything that is missing is said at once, in the order it is asked", () => {
  expect(missingIn(emptyDraft()).map(({ field }) => field)).toEqual(["who", "kind", "value", "deed"]);
});

test("of a lesson it is known who it is about; own words are as good as the questions", () => {
  const draft = { ...emptyDraft(), kind: NominationKind.LESSON_LEARNT, valueId: "v1", words: "Zo was het", isFree: true };

  expect(missingIn(draft)).toEqual([]);
  expect(missingIn({ ...draft, words: " " }).map(({ field }) => field)).toEqual(["words"]);
});

test("a picture goes along with what it shows in words, and not with too many", () => {
  const picture = { id: "p1", path: "/media/a", width: 4, height: 3, alternativeText: " " };
  const draft = { ...emptyDraft(), kind: NominationKind.LESSON_LEARNT, valueId: "v1", words: "Zo was het" };

  const said = (alternativeText: string) => missingIn({ ...draft, pictures: [{ ...picture, alternativeText }] });
  expect(said(" ")).toEqual([{ field: "pictures", reason: "ALT_TEXT_REQUIRED" }]);
  expect(said("a".repeat(301))).toEqual([{ field: "pictures", reason: "ALT_TEXT_TOO_LONG" }]);
  expect(said("Een taart")).toEqual([]);
});

test.each([
  ["LESSON_OF_OTHERS", "who"],
  ["NOMINATION_KIND_INVALID", "kind"],
  ["VALUE_NOT_FOUND", "value"],
  ["RECOGNITION_NOT_FOR_EVERYONE", "recognition"],
  ["WITNESS_IS_NOMINEE", "witnesses"],
  ["WITNESS_NOT_FOUND", "witnesses"],
  ["PICTURE_NOT_FOUND", "pictures"],
  ["ALT_TEXT_TOO_LONG", "pictures"],
  ["TEAM_TOO_LARGE", "who"],
  ["WORDS_REQUIRED", "deed"],
  ["WINDOW_CLOSED", "form"],
  ["TOO_MANY_NOMINATIONS", "form"],
  ["OF_A_LATER_SERVER", "form"],
])("%s is said beside %s", (reason, field) => {
  expect(fieldOf(refused(reason), kDraft)).toBe(field);
});

test("a name that may not be there is said where it stands, by the first name too; a length where the server says", () => {
  expect(fieldOf(refused("NAMES_ANOTHER", "Ada Lovelace"), kDraft)).toBe("thanks");
  expect(fieldOf(refused("NAMES_ANOTHER", "Grace Hopper"), kDraft)).toBe("situation");
  expect(fieldOf(refused("WORDS_TOO_LONG", "effect"), kDraft)).toBe("effect");
});

test("what is changed is not wrong any more, and what was wrong with the whole was said", () => {
  expect(without({ who: "a", deed: "b", form: "c" }, "who")).toEqual({ deed: "b" });
});

test("a refusal names whom it is about, and how many there were", () => {
  expect(nominationRefusal(refused("NAMES_ANOTHER", "Ada Lovelace", "Grace Hopper"), nl, "nl")).toContain("Ada Lovelace en Grace Hopper");
  expect(nominationRefusal(refused("TOO_MANY_NOMINATIONS", "10"), nl, "nl")).toContain("10");
  expect(nominationRefusal(refused("WINDOW_CLOSED"), nl, "nl")).toBe(nl.reasons.WINDOW_CLOSED);
});
