import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";

import { InboxItemSchema, InboxKind } from "../../gen/koebel/v1/inbox_pb";
import { en } from "../../text/en";
import { nl } from "../../text/nl";
import { addressOf, excerptOf, figureOf, isByCurator, saysWhy, sentenceOf } from "./kinds";

const kWords = "Niemand mag dit op een vergrendeld scherm lezen.";
const item = (kind: number, name = "Bram Kuipers") =>
  create(InboxItemSchema, { kind, actor: { name }, recognitionId: "r1", recognitionExcerpt: kWords, text: kWords });

test("a sentence says who and what, and none of the words", () => {
  const sentences = Object.values(InboxKind).flatMap((kind) => (typeof kind === "number" ? sentenceOf(item(kind), nl) : []));

  expect(new Set(sentences).size).toBe(16);
  expect(sentences.join(" ")).not.toContain("vergrendeld");
  expect(sentenceOf(item(InboxKind.THANKED), nl)).toBe("Bram Kuipers bedankte je");
});

test("who may not be named is a colleague; a kind of a later server is something new", () => {
  expect(sentenceOf(item(InboxKind.BOOSTED, ""), en)).toBe("A colleague boosted a recognition of yours");
  expect(sentenceOf(item(99), en)).toBe("There is something new from Bram Kuipers");
});

test("it leads to the recognition", () => {
  expect(addressOf(item(InboxKind.THANKED))).toBe("#r/r1");
});

test("what is about a nomination leads there", () => {
  const asked = create(InboxItemSchema, { kind: InboxKind.WITNESS_ASKED, nominationId: "n1" });

  expect(addressOf(asked)).toBe("#nomination/n1");
});

test("who is asked for the stage is led to the question, who asked to the studio", () => {
  const about = { nominationId: "", stageSubjectId: "s1" };
  const asked = create(InboxItemSchema, { kind: InboxKind.STAGE_ASKED, actor: { name: "Marjolein" }, ...about });
  const refused = create(InboxItemSchema, { kind: InboxKind.STAGE_REFUSED, actor: { name: "Samira" }, ...about });

  const changed = create(InboxItemSchema, { kind: InboxKind.STAGE_CHANGED, actor: { name: "Marjolein" }, ...about });

  expect([asked, refused, changed].map(addressOf)).toEqual(["#stage/s1", "/studio", "#stage/s1"]);
  expect([asked, refused, changed].map(isByCurator)).toEqual([false, false, false]);
  expect(sentenceOf(changed, nl)).toContain("Marjolein veranderde");
  expect(sentenceOf(refused, nl)).toBe("Samira wil nu niet op het podium");
});

test("what a curator did has no name, and says why only where there is a reason", () => {
  const kinds = [InboxKind.WITNESS_ASKED, InboxKind.NOMINATED, InboxKind.NOMINATION_HELD, InboxKind.NOMINATION_RELEASED];

  expect(kinds.map((kind) => isByCurator(item(kind)))).toEqual([false, false, true, true]);
  expect(kinds.map((kind) => saysWhy(item(kind)))).toEqual([false, false, true, false]);
  expect(sentenceOf(item(InboxKind.NOMINATION_HELD), nl)).not.toContain("Bram");
});

test("what was cut says so; 99 stands for more", () => {
  const long = create(InboxItemSchema, { recognitionExcerpt: "é".repeat(140) });
  expect([excerptOf(item(1)), excerptOf(long)]).toEqual([kWords, `${"é".repeat(140)}…`]);
  expect([1, 98, 99].map(figureOf)).toEqual(["1", "98", "99+"]);
});
