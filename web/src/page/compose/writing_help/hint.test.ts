import { expect, test } from "vitest";

import demonstrationEn from "../../../../../services/koebeld/demonstration/recognitions.en.txt?raw";
import demonstrationNl from "../../../../../services/koebeld/demonstration/recognitions.nl.txt?raw";
import realInput from "../../../../../tests/real_input/recognitions.tsv?raw";
import lines from "../../../../../tests/real_input/writing_help.tsv?raw";
import { hintFor, type Hint } from "./hint";

type Expected = Hint | "none";
interface Line {
  readonly part: string;
  readonly language: string;
  readonly expected: Expected;
  readonly words: string;
  readonly said: Expected;
}

function rows(table: string): string[][] {
  return table.split("\n").filter((line) => line !== "" && !line.startsWith("#")).map((line) => line.split("\t"));
}

const table: readonly Line[] = rows(lines).map(([part = "", language = "", expected, moment, words = ""]) => ({
  part,
  language,
  expected: expected as Expected,
  words,
  said: hintFor({ words, names: [], hasMoment: moment === "yes" }) ?? "none",
}));

/** Of the hints that are given, how many are right; of those that should be given, how many are. */
function measured(some: readonly Line[]): { readonly precision: number; readonly recall: number } {
  const right = some.filter(({ expected, said }) => said !== "none" && said === expected).length;
  const given = some.filter(({ said }) => said !== "none").length;
  const wanted = some.filter(({ expected }) => expected !== "none").length;
  return { precision: given === 0 ? 1 : right / given, recall: wanted === 0 ? 1 : right / wanted };
}

const wrong = (some: readonly Line[]) =>
  some.filter(({ expected, said }) => said !== "none" && said !== expected).map(({ words, said }) => `${said}: ${words}`);
const alone = (words: string) => hintFor({ words, names: [], hasMoment: false });

test("of the lines the rules were made with, none gets a hint it should not get", () => {
  const tuned = table.filter(({ part }) => part === "tune");

  expect(wrong(tuned)).toEqual([]);
  expect(measured(tuned).recall).toBeGreaterThan(0.9);
});

test.each(["nl", "en"])("of the lines in %s that were held out, hints are right and most of them come", (language) => {
  const held = table.filter((line) => line.part === "held" && line.language === language);
  const { precision, recall } = measured(held);
  const missed = held.filter(({ expected, said }) => expected !== said).map(({ expected, said, words }) => `  ${expected}, said ${said}: ${words}`);
  console.info(`${language}: ${String(held.length)} held out, precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}\n${missed.join("\n")}`);

  expect(held.length).toBeGreaterThan(40);
  expect(precision).toBeGreaterThanOrEqual(0.95);
  expect(recall).toBeGreaterThanOrEqual(0.7);
});

test("there are at least sixty lines of each language, good ones and weak ones", () => {
  for (const language of ["nl", "en"]) {
    for (const part of ["tune", "held"]) {
      const some = table.filter((line) => line.language === language && line.part === part);
      expect(some.length).toBeGreaterThan(30);
      expect(some.filter(({ expected }) => expected === "none").length).toBeGreaterThan(15);
    }
  }
});

test("nothing is said of Polish, or of a language that is not known", () => {
  expect(table.filter(({ language, said }) => !["nl", "en"].includes(language) && said !== "none")).toEqual([]);
});

test.each([["nl", demonstrationNl], ["en", demonstrationEn]] as const)("the demonstration's people write well in %s: they get no hint", (_, text) => {
  const said = text.split("\n").flatMap((line) => line.split("|").slice(1)).map((part) => part.trim());

  expect(said.length).toBeGreaterThan(200);
  expect(said.filter((words) => alone(words) !== undefined)).toEqual([]);
});

test("of 300 lines that were written for something else, only what is weak gets a hint", () => {
  const hinted = rows(realInput).flatMap((columns) => {
    const words = (columns[5] ?? "").replace(/\\n/gu, "\n");
    const hint = alone(words);
    return hint === undefined ? [] : [`${hint}: ${words.slice(0, 60)}`];
  });

  expect(hinted).toEqual([
    "deed: Fijne collega ben je. Punt.",
    "deed: Dank je wel, dank je wel, dank je wel.",
    "deed: Dankjewel dankjewel dankjewel dankjewel dankjewel dankjewel ",
    "deed: Dank je wel. Dank je wel. Dank je wel. Dank je wel. Dank je ",
  ]);
});

test.each([
  ["a name of who is thanked is no deed", "Dank je wel Noor, je bent een held", ["Noor de Graaf"], false, "deed"],
  ["a name of somebody else is more than praise", "Dank je wel Noor, je bent een held", ["Ada Bos"], false, undefined],
  ["what the customer noticed is an effect", "Bedankt voor het invullen van het formulier.", [], true, undefined],
  ["which is no deed yet", "Bedankt voor alles, je bent een topper!", [], true, "deed"],
  ["of two things the first is said", "Bedankt voor het invullen van het formulier, best wel netjes.", [], false, "faint"],
  ["what is hardly begun gets none", "Top!", [], false, undefined],
  ["nor what is empty", "", [], false, undefined],
  ["curly and straight apostrophes are one", "You’re awesome, that’s all", [], false, "deed"],
] as const)("%s", (_, words, names, hasMoment, expected) => {
  expect(hintFor({ words, names, hasMoment })).toBe(expected);
});

test("a thousand characters of anything are looked at within a keystroke", () => {
  const long = ["je hebt ".repeat(125), "a".repeat(1000), "eindelijk heb je ".repeat(60), "you ".repeat(250), "' ".repeat(500), "“".repeat(1000)];
  const began = performance.now();

  for (const words of long) alone(words);

  expect(performance.now() - began).toBeLessThan(200);
});
