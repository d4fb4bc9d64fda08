import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";

import { ValueSchema } from "../../gen/koebel/v1/common_pb";
import { NominationKind, NominationTextSchema } from "../../gen/koebel/v1/nomination_pb";
import { RecognitionSchema, Visibility } from "../../gen/koebel/v1/recognition_pb";
import { draftFrom, emptyDraft, isEmpty, requestOf, wordsOf } from "./draft";
import { NominationDrafts } from "./drafts";
import { leadOf } from "./lead";

const kMe = "me";
const kValues = [create(ValueSchema, { id: "v1" })];
const somebody = (id: string) => ({ id, name: id, givenName: id, colour: "", photoPath: "" });
const recognition = (part: object) =>
  create(RecognitionSchema, { id: "r1", message: "Warm", valueIds: ["gone", "v1"], visibility: Visibility.EVERYONE, recipients: [{ id: "ada" }, { id: kMe }, {}], ...part });

test("it begins at a recognition with its people, without oneself and whom one may not know, and with its words", () => {
  const draft = draftFrom(recognition({}), kMe, "Grace", kValues);

  expect(draft.people.map(({ id }) => id)).toEqual(["ada"]);
  expect(draft.valueId).toBe("v1");
  expect(draft.recognition).toEqual({ id: "r1", message: "Warm", giver: "Grace" });
});

test.each([{ visibility: Visibility.TEAM }, { visibility: Visibility.ONLY_US }, { hidden: true }, { held: true }])(
  "words not everyone may read stay where they are: %o",
  (part) => {
    const draft = draftFrom(recognition(part), kMe, "Grace", kValues);

    expect(draft.people).toHaveLength(1);
    expect(draft.recognition).toBeNull();
    expect(draft.isUnattached).toBe(true);
  },
);

test("a team that was thanked is nominated as a whole", () => {
  const draft = draftFrom(recognition({ team: { id: "t1", name: "Planning" }, recipients: [] }), kMe, "Grace", kValues);

  expect(requestOf(draft, "s1", kMe).nominees).toEqual({ case: "teamId", value: "t1" });
});

test("all words are sent, whichever are in sight", () => {
  const draft = { ...emptyDraft(), people: [somebody("ada")], kind: NominationKind.TEAMWORK, deed: " reed om ", words: "in één keer", isFree: true };

  const request = requestOf(draft, "s1", kMe);

  expect(request.text).toMatchObject({ deed: "reed om", words: "in één keer", kind: NominationKind.TEAMWORK });
  expect(request.nominees.value).toMatchObject({ personIds: ["ada"] });
});

test("a lesson is about oneself or an own team; who was chosen before is not forgotten", () => {
  const draft = { ...emptyDraft(), people: [somebody("ada")], kind: NominationKind.LESSON_LEARNT };

  expect(requestOf(draft, "s1", kMe).nominees.value).toMatchObject({ personIds: [kMe] });
  expect(requestOf({ ...draft, lessonOf: "t1" }, "s1", kMe).nominees).toEqual({ case: "teamId", value: "t1" });
  expect(requestOf({ ...draft, kind: NominationKind.TEAMWORK }, "s1", kMe).nominees.value).toMatchObject({ personIds: ["ada"] });
});

test("words that were all free are changed in the free field", () => {
  expect(wordsOf(create(NominationTextSchema, { words: "Zo was het" })).isFree).toBe(true);
  expect(wordsOf(create(NominationTextSchema, { words: "Zo was het", deed: "reed om" })).isFree).toBe(false);
});

test("a nomination is known by what was said to them, else by what they did", () => {
  expect(leadOf(create(NominationTextSchema, { thanks: "Dank", deed: "reed om" }))).toBe("Dank");
  expect(leadOf(create(NominationTextSchema, { deed: "reed om", words: "lang" }))).toBe("reed om");
  expect(leadOf(undefined)).toBe("");
});

/** A device that keeps JSON. */
function shelf(kept = "{}") {
  const at = { kept };
  return { at, read: (): unknown => JSON.parse(at.kept), write: (drafts: unknown) => (at.kept = JSON.stringify(drafts ?? {})) };
}

test("drafts survive a reload, one for each recognition they begin at; an empty one is none", () => {
  const device = shelf();
  const draft = { ...emptyDraft(), deed: "reed om", valueId: "v1" };
  new NominationDrafts(device).write("r1", draft);
  new NominationDrafts(device).write("", { ...emptyDraft(), deed: "een ander" });

  const again = new NominationDrafts(device);
  expect(again.of("r1", kValues)).toEqual(draft);
  expect(again.of("r1", [])?.valueId).toBe("");
  again.write("", emptyDraft());
  expect([...again.all().keys()]).toEqual(["r1"]);
});

test("pictures are kept as they were sent; what is none is left out, and an earlier page's draft has none", () => {
  const picture = { id: "p1", path: "/media/a", width: 4, height: 3, alternativeText: " Een taart " };
  const draft = { ...emptyDraft(), pictures: [picture] };
  const device = shelf();
  new NominationDrafts(device).write("", draft);

  const kept = new NominationDrafts(device).of("", []);
  expect(kept?.pictures).toEqual([picture]);
  expect(requestOf(draft, "s1", kMe).pictures).toMatchObject([{ pictureId: "p1", alternativeText: "Een taart" }]);
  const { pictures: _, ...earlier } = draft;
  device.write({ a: earlier, b: { ...draft, pictures: [{ id: 1 }] } });
  expect([...new NominationDrafts(device).all().values()].map(({ pictures }) => pictures)).toEqual([[], []]);
});

test("what is kept and is no draft is left out; ten are kept", () => {
  const drafts = new NominationDrafts(shelf('{"a": {"deed": 1}, "b": null}'));
  expect(drafts.all().size).toBe(0);

  for (let count = 0; count < 12; count += 1) drafts.write(`r${count}`, { ...emptyDraft(), deed: "reed om" });
  expect([...drafts.all().keys()]).toEqual(Array.from({ length: 10 }, (_, index) => `r${index + 2}`));
  expect(isEmpty(emptyDraft())).toBe(true);
});
