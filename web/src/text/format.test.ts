import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { expect, test } from "vitest";

import { exactly, listOf, sinceOf, whenOf } from "./format";
import { kLanguages, type Language } from "./languages";
import { kTexts } from "./texts";

const kNow = Date.parse("2026-11-28T17:00:00Z");
const kMinute = 60_000;
const kDay = 24 * 60 * kMinute;

const inEvery = (say: (language: Language) => string) => kLanguages.map(({ code }) => say(code));
const ago = (past: number) =>
  inEvery((language) => whenOf(timestampFromMs(kNow - past), kNow, kTexts[language], language, "Europe/Warsaw").replace(/\s/gu, " "));

test("moments are told as each language tells them", () => {
  expect(ago(20_000)).toEqual(["zojuist", "just now", "przed chwilą"]);
  expect(ago(12 * kMinute)).toEqual(["12 min", "12 mins", "12 min"]);
  expect(ago(3 * 60 * kMinute)).toEqual(["3 uur", "3 hrs", "3 godz."]);
  expect(ago(kDay)).toEqual(["gisteren", "yesterday", "wczoraj"]);
  expect(ago(16 * kDay)).toEqual(["12 november", "12 November", "12 listopada"]);
  expect(ago(400 * kDay)).toEqual(["24 oktober 2025", "24 October 2025", "24 października 2025"]);
});

test("a whole date has the day of the week, the month in the case it needs, and 24 hours", () => {
  const [nl, en, pl] = inEvery((language) => exactly(timestampFromMs(kNow), language, "Europe/Warsaw"));

  expect(nl).toMatch(/^zaterdag 28 november 2026 .*18:00$/u);
  expect(en).toMatch(/^Saturday,? 28 November 2026 .*18:00$/u);
  expect(pl).toMatch(/^sobota, 28 listopada 2026 .*18:00$/u);
});

test("more than three names are the first two and how many others", () => {
  const crowd = (count: number) => Array.from({ length: count }, (_, index) => `Ola ${index + 1}`);

  expect(listOf(crowd(3), kTexts.pl, "pl")).toBe("Ola 1, Ola 2 i Ola 3");
  expect(listOf(crowd(4), kTexts.pl, "pl")).toBe("Ola 1, Ola 2 i 2 inne osoby");
  expect(listOf(crowd(7), kTexts.pl, "pl")).toBe("Ola 1, Ola 2 i 5 innych osób");
  expect(listOf(crowd(7), kTexts.en, "en")).toBe("Ola 1, Ola 2 and 5 others");
});

test("since when is told by the clock, and the day where it is another", () => {
  const since = (past: number) => inEvery((language) => sinceOf(timestampFromMs(kNow - past), kNow, language, "Europe/Warsaw"));

  expect(since(20 * kMinute)).toEqual(["17:40", "17:40", "17:40"]);
  expect(since(kDay)[0]).toMatch(/^vrijdag .*18:00$/u);
  expect(since(16 * kDay)[2]).toMatch(/^12 listopada .*18:00$/u);
});
