import { expect, test } from "vitest";

import { Drafts } from "./drafts";

function given(kept?: unknown) {
  const shelf = { kept, read: () => shelf.kept, write: (drafts: unknown) => void (shelf.kept = drafts) };
  return { shelf, drafts: new Drafts(shelf) };
}

test("what is being written is kept for each recognition, also for the next visit", () => {
  const { shelf, drafts } = given();
  drafts.write("a", "Dank");
  drafts.write("b", "Mooi");

  const later = new Drafts(shelf);

  expect([later.of("a").text, later.of("b").text, later.of("c").text]).toEqual(["Dank", "Mooi", ""]);
});

test("the same words are the same request, other words another", () => {
  const { drafts } = given();
  const first = drafts.write("a", "Dank");

  expect(drafts.of("a").requestId).toBe(first.requestId);
  expect(drafts.write("a", "Dank").requestId).toBe(first.requestId);
  expect(drafts.write("a", "Dank!").requestId).not.toBe(first.requestId);
});

test("what was sent is forgotten, and nothing is kept of nothing", () => {
  const { shelf, drafts } = given();
  drafts.write("a", "Dank");
  drafts.write("a", "");

  expect(shelf.kept).toBeUndefined();
});

test("only the newest are kept, and what is no draft is nothing", () => {
  const { drafts } = given({ a: 3, b: { text: "Dank", requestId: "1" } });
  expect([drafts.of("a").text, drafts.of("b").text]).toEqual(["", "Dank"]);

  for (let index = 0; index < 40; index += 1) drafts.write(`r${index}`, "x");

  expect([drafts.of("b").text, drafts.of("r9").text, drafts.of("r10").text]).toEqual(["", "", "x"]);
});
