import { expect, test } from "vitest";

import { NominationKind } from "../../gen/koebel/v1/nomination_pb";
import { isSendable, type Fields, type Pictured } from "./fields";
import { changed, draftOf, keepMine, rebased, saved, settled, shownOf, takeTheirs, unsaved } from "./story_draft";

const ada = { id: "ada", name: "Ada", givenName: "Ada", colour: "sky", photoPath: "" };
const bram = { id: "bram", name: "Bram", givenName: "Bram", colour: "clay", photoPath: "" };
const picture: Pictured = { id: "p", path: "/media/p", alternativeText: "Een bus", focusX: 500, focusY: 500, isNamed: true, personIds: ["ada", "bram"] };
const began: Fields = {
  title: "Vrijdag", text: "Het was koud.", lines: "", kind: NominationKind.TEAMWORK, valueId: "v1", people: [{ person: ada, deed: "" }], pictures: [picture],
};

test("what is typed is seen, and is to be saved", () => {
  const draft = changed(draftOf(began), "title", "Vrijdag, half zeven");

  expect(shownOf(draft).title).toBe("Vrijdag, half zeven");
  expect(unsaved(draft)).toEqual(["title"]);
});

test("what is typed and taken back is no change", () => {
  const draft = changed(changed(draftOf(began), "title", "Zaterdag"), "title", "Vrijdag");

  expect(unsaved(draft)).toEqual([]);
  expect(draft.changes).toEqual({});
});

test("a space at the end stays in the field, and is not worth saving", () => {
  const draft = changed(draftOf(began), "title", "Vrijdag ");

  expect(shownOf(draft).title).toBe("Vrijdag ");
  expect(unsaved(draft)).toEqual([]);
});

test("what was typed while it was saved stays to be saved", () => {
  const sent = changed(draftOf(began), "title", "Vrijdag, half");
  const typing = changed(sent, "title", "Vrijdag, half zeven");

  const draft = saved(typing, "title", "Vrijdag, half");

  expect(shownOf(draft).title).toBe("Vrijdag, half zeven");
  expect(unsaved(draft)).toEqual(["title"]);
  expect(unsaved(saved(sent, "title", "Vrijdag, half"))).toEqual([]);
});

test("what only the other one changed is simply there", () => {
  const draft = rebased(changed(draftOf(began), "title", "Mijn titel"), { ...began, text: "Hun tekst." });

  expect(shownOf(draft)).toMatchObject({ title: "Mijn titel", text: "Hun tekst." });
  expect(draft.conflicts).toEqual([]);
  expect(unsaved(draft)).toEqual(["title"]);
});

test("what both changed is neither lost nor saved before somebody chose", () => {
  const draft = rebased(changed(draftOf(began), "title", "Mijn titel"), { ...began, title: "Hun titel" });

  expect(draft.conflicts).toEqual(["title"]);
  expect(shownOf(draft).title).toBe("Mijn titel");
  expect(draft.base.title).toBe("Hun titel");
  expect(unsaved(draft)).toEqual([]);
  expect(unsaved(keepMine(draft, "title"))).toEqual(["title"]);
  expect(shownOf(takeTheirs(draft, "title")).title).toBe("Hun titel");
});

test("a conflict stays one when the other writes on", () => {
  const first = rebased(changed(draftOf(began), "title", "Mijn titel"), { ...began, title: "Hun titel" });

  expect(rebased(first, { ...began, title: "Hun titel", text: "Meer." }).conflicts).toEqual(["title"]);
});

test("both wrote the same: there is nothing to choose", () => {
  const draft = rebased(changed(draftOf(began), "title", "Zaterdag"), { ...began, title: "Zaterdag" });

  expect(draft.conflicts).toEqual([]);
  expect(unsaved(draft)).toEqual([]);
});

test("a space that was just typed stays until nobody is typing, and is no conflict", () => {
  const typed = saved(changed(draftOf(began), "title", "Vrijdag om "), "title", "Vrijdag om ");
  const read = rebased(typed, { ...began, title: "Vrijdag om" });

  expect(shownOf(read).title).toBe("Vrijdag om ");
  expect(shownOf(settled(read)).title).toBe("Vrijdag om");
  expect(rebased(read, { ...began, title: "Hun titel" })).toMatchObject({ conflicts: [], changes: {} });
});

test("what arrived although its answer got lost is one's own", () => {
  const typing = changed(draftOf(began), "title", "Vrijdag, half zeven");

  const draft = rebased(typing, { ...began, title: "Vrijdag, half" }, { title: "Vrijdag, half" });

  expect(draft.conflicts).toEqual([]);
  expect(unsaved(draft)).toEqual(["title"]);
});

test("how somebody looks is no change of who is in the story, their order is", () => {
  const people = [{ person: ada, deed: "" }, { person: bram, deed: "reed" }];
  const draft = changed(draftOf({ ...began, people }), "people", [...people].reverse());

  expect(unsaved(draft)).toEqual(["people"]);
  expect(unsaved(changed(draftOf(began), "people", [{ person: { ...ada, photoPath: "/p" }, deed: " " }]))).toEqual([]);
});

test("a picture is sent when it is said what it shows", () => {
  expect(isSendable("pictures", [picture])).toBe(true);
  expect(isSendable("pictures", [{ ...picture, alternativeText: " " }])).toBe(false);
  expect(isSendable("pictures", [{ ...picture, alternativeText: "x".repeat(301) }])).toBe(false);
  expect(isSendable("title", "")).toBe(true);
});
