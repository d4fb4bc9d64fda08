import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";

import { ValueSchema } from "../gen/koebel/v1/common_pb";
import { ChecklistItem_Kind, ProposalReason, SegmentSchema, type Segment } from "../gen/koebel/v1/rundown_pb";
import { StageState } from "../gen/koebel/v1/stage_pb";
import { rundownNl as text } from "../text/rundown_nl";
import { segmentNl as form } from "../text/segment_nl";
import { checkOf } from "./checklist";
import { monthSpan } from "./month_span";
import { beforeId, moved, placeUnder, placeWithin, shiftOf } from "./order";
import { reasonsOf } from "./reasons";
import { contentOf, draftOf } from "./segment_draft";
import { attentionTo, titleOf } from "./segments";
import { asLength, asMinutes, beginTimes, stepped, ticksOf, toSeconds, totalMs } from "./times";

const kFour = { seconds: 1_795_791_600n };
const segment = (fields: object): Segment => create(SegmentSchema, fields as never);
const lasting = (seconds: number, fields: object = {}) => segment({ duration: { seconds: BigInt(seconds) }, ...fields });

test("segments begin one after another, and what fell out takes no time", () => {
  const rundown = [lasting(180, { beginsAt: kFour }), lasting(240, { fallenOut: true }), lasting(60)];

  const minutes = beginTimes(rundown).map((at) => ((at ?? 0) - Number(kFour.seconds) * 1_000) / 60_000);

  expect(minutes).toEqual([0, 3, 3]);
  expect(totalMs(rundown)).toBe(240_000);
});

test("an order the server does not know yet begins when the show does", () => {
  const later = { seconds: kFour.seconds + 180n };
  const swapped = [lasting(60, { beginsAt: later }), lasting(180, { beginsAt: kFour })];

  expect(beginTimes(swapped)[0]).toBe(Number(kFour.seconds) * 1_000);
  expect(beginTimes([lasting(60)])).toEqual([undefined]);
});

test.each([
  ["4:30", 270],
  ["4.30", 270],
  ["4", 240],
  ["0:05", 5],
  ["", 0],
  ["4:60", undefined],
  ["vier", undefined],
  ["-1", undefined],
])("%s is a length of %s seconds", (written, seconds) => {
  expect(toSeconds(written)).toBe(seconds);
});

test("a length is written in minutes, and with seconds where there are any", () => {
  expect([asLength(270), asLength(5), asMinutes(240), asMinutes(255)]).toEqual(["4:30", "0:05", "4", "4:15"]);
});

test("a step goes to whole quarters of a minute, and not beyond what a segment can take", () => {
  expect([stepped(240, 1), stepped(250, 1), stepped(250, -1), stepped(240, -1)]).toEqual([255, 255, 240, 225]);
  expect([stepped(10, -1), stepped(3_600, 1)]).toEqual([15, 3_600]);
});

test("the running time lights a tick as soon as there is something, and never more than all", () => {
  expect([ticksOf(0, 40, 20), ticksOf(1, 2_400, 20), ticksOf(36, 40, 20), ticksOf(50, 40, 20)]).toEqual([0, 1, 18, 20]);
});

const rows = ["a", "b", "c", "d"].map((id) => ({ id }));

test.each([
  [0, 2, "bcad", "d"],
  [3, 0, "dabc", "a"],
  [1, 3, "acdb", ""],
  [2, 2, "abcd", "d"],
])("from %i to %i", (from, to, order, before) => {
  expect(
    moved(rows, from, to)
      .map(({ id }) => id)
      .join(""),
  ).toBe(order);
  expect(beforeId(rows, from, to)).toBe(before);
});

test("no place is outside the list", () => {
  expect([placeWithin(-1, 4), placeWithin(9, 4), placeWithin(2, 4)]).toEqual([0, 3, 2]);
});

test("rows make room for the one that is held, and it is drawn where it would land", () => {
  const heights = [40, 60, 40, 40];

  expect([0, 1, 2, 3].map((index) => shiftOf(index, 0, 2, heights))).toEqual([100, -40, -40, 0]);
  expect([0, 1, 2, 3].map((index) => shiftOf(index, 3, 1, heights))).toEqual([0, 40, 40, -100]);
});

test("a dragged row is over the place whose middle it passed", () => {
  const heights = [40, 60, 40, 40];

  expect([0, 20, 35, 90, 500, -5].map((dragged) => placeUnder(0, dragged, heights))).toEqual([0, 0, 1, 2, 3, 0]);
  expect([-10, -25, -200].map((dragged) => placeUnder(2, dragged, heights))).toEqual([2, 2, 0]);
});

test("a proposal says why, with the value's name where there is one", () => {
  const values = [create(ValueSchema, { id: "v", nameNl: "Een tikje anders" })];
  const told = segment({ reasons: [ProposalReason.VALUE_NOT_TOLD, ProposalReason.QUIET_HERO, 99], content: { case: "story", value: { valueId: "v" } } });
  const board = segment({ reasons: [ProposalReason.VALUE_NOT_TOLD], content: { case: "board", value: {} } });

  expect(reasonsOf(told, values, text, "nl")).toEqual(["Nog niemand voor “Een tikje anders”", "Stille held"]);
  expect(reasonsOf(board, values, text, "nl")).toEqual(["Een kernwaarde die nog niet aan bod kwam"]);
});

test("every reason of the contract has words", () => {
  const all = Object.values(ProposalReason).filter((one): one is ProposalReason => typeof one === "number" && one !== ProposalReason.UNSPECIFIED);

  expect(reasonsOf(segment({ reasons: all }), [], text, "nl")).toHaveLength(all.length);
});

test("what is not settled about a segment is said in words, and what is settled stays unsaid", () => {
  const people = [StageState.YES, StageState.ASKED, StageState.NOT_ASKED, StageState.NOT_ASKED, StageState.SURPRISE].map((stage) => ({ stage }));

  expect(attentionTo(segment({ content: { case: "reel", value: { people } } }), text)).toEqual(["2 nog niet gevraagd", "1 gevraagd"]);
  expect(attentionTo(segment({ content: { case: "story", value: { people: [], pictureUnnamed: true } } }), text)).toEqual([text.noLines, text.unnamed]);
  expect(attentionTo(segment({}), text)).toEqual([]);
});

test("a segment without content is a surprise", () => {
  expect(titleOf(segment({}), text)).toBe("Verrassing voor jou");
  expect(titleOf(segment({ content: { case: "closing", value: { text: "Tot vrijdag.\nDank." } } }), text)).toBe("Tot vrijdag.");
  expect(titleOf(segment({ content: { case: "countdown", value: {} } }), text)).toBe("Aftellen");
});

test.each([
  ["opener", { people: [{ person: { id: "p", name: "Ada" } }], message: "Dank.", valueId: "v" }, { personIds: ["p"], message: "Dank.", valueId: "v" }],
  ["story", { storyId: "s" }, "s"],
  ["reel", { recognitionIds: ["r"] }, { recognitionIds: ["r"] }],
  ["board", { title: "Wie" }, { title: "Wie" }],
  ["goal", { goalId: "g" }, "g"],
  ["slide", { title: "A", text: "B" }, { title: "A", text: "B" }],
  ["countdown", { title: "Zo" }, { title: "Zo" }],
  ["closing", { text: "Dag" }, { text: "Dag" }],
] as const)("%s is saved as it was read", (kind, value, sent) => {
  const draft = draftOf(lasting(75, { notes: "Let op.", content: { case: kind, value } }));

  expect(contentOf(kind, draft).value).toEqual(sent);
  expect([draft.length, draft.notes]).toEqual(["1:15", "Let op."]);
});

test("everything of the checklist has words, done and not", () => {
  const kinds = Object.values(ChecklistItem_Kind).filter((one): one is ChecklistItem_Kind => typeof one === "number" && one !== ChecklistItem_Kind.UNSPECIFIED);

  for (const kind of kinds) expect(checkOf({ kind, done: true, open: 0 }, form.checklist)).not.toBe(checkOf({ kind, done: false, open: 2 }, form.checklist));
  expect(checkOf({ kind: 99 as ChecklistItem_Kind, done: false, open: 0 }, form.checklist)).toBeUndefined();
  expect(checkOf({ kind: ChecklistItem_Kind.TIME, done: false, open: 210 }, form.checklist)).toContain("3:30");
});

test("a month lasts from its first moment to the next one's, by the organisation's clock", () => {
  const span = monthSpan("2026-12", "Europe/Amsterdam");

  expect(span && [span.from, span.until].map((at) => new Date(at).toISOString())).toEqual(["2026-11-30T23:00:00.000Z", "2026-12-31T23:00:00.000Z"]);
  expect(monthSpan("nooit", "Europe/Amsterdam")).toBeUndefined();
});
