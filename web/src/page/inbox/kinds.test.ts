import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";

import { InboxItemSchema, InboxKind } from "../../gen/koebel/v1/inbox_pb";
import { en } from "../../text/en";
import { nl } from "../../text/nl";
import { addressOf, excerptOf, figureOf, sentenceOf } from "./kinds";

const kWords = "Niemand mag dit op een vergrendeld scherm lezen.";
const item = (kind: number, name = "Bram Kuipers") =>
  create(InboxItemSchema, { kind, actor: { name }, recognitionId: "r1", recognitionExcerpt: kWords, text: kWords });

test("a sentence says who and what, and none of the words", () => {
  const sentences = Object.values(InboxKind).flatMap((kind) => (typeof kind === "number" ? sentenceOf(item(kind), nl) : []));

  expect(new Set(sentences).size).toBe(9);
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

test("what was cut says so; 99 stands for more", () => {
  const long = create(InboxItemSchema, { recognitionExcerpt: "é".repeat(140) });
  expect([excerptOf(item(1)), excerptOf(long)]).toEqual([kWords, `${"é".repeat(140)}…`]);
  expect([1, 98, 99].map(figureOf)).toEqual(["1", "98", "99+"]);
});
