import { expect, test } from "vitest";

import { wordsFor } from "../screen/words";
import { kLanguages, toLanguage, type Language } from "./languages";

/** A sentence of an area of the texts, or what makes one. */
interface Saying {
  readonly path: string;
  readonly says: unknown;
}

/** "admin" of "./admin_nl.ts"; the page's own texts ("./nl.ts") are the area "". */
const kFile = new RegExp(`^\\./(?:(.+)_)?(${kLanguages.map(({ code }) => code).join("|")})\\.ts$`, "u");

/** Every text of every language, found by the names of the files: a new area is held to this as well. */
const areas = new Map<string, Map<Language, unknown>>();
for (const [path, file] of Object.entries(import.meta.glob<Record<string, unknown>>(["./*.ts", "!./*.test.ts"], { eager: true }))) {
  const [, area = "", code] = kFile.exec(path) ?? [];
  const language = toLanguage(code);
  if (language === undefined) continue;
  areas.set(area, (areas.get(area) ?? new Map<Language, unknown>()).set(language, Object.values(file)[0]));
}
areas.set("screen", new Map(kLanguages.map(({ code }) => [code, wordsFor(code)])));

function sayings(says: unknown, path: string): Saying[] {
  if (says === null || typeof says !== "object") return [{ path, says }];
  return Object.entries(says).flatMap(([key, below]) => sayings(below, `${path}.${key}`));
}

const spoken = new Map<Language, Map<string, unknown>>(
  kLanguages.map(({ code }) => [
    code,
    new Map([...areas].flatMap(([area, languages]) => sayings(languages.get(code), area)).map(({ path, says }) => [path, says])),
  ]),
);
const of = (language: Language) => spoken.get(language) ?? new Map<string, unknown>();

/** What it says when every blank holds the same. Some take a figure that was written out already. */
function said(says: unknown, blank: number | string): string {
  if (typeof says !== "function") return String(says);
  const say = says as (...blanks: unknown[]) => unknown;
  const blanks = (filling: unknown) => Array.from({ length: Math.max(1, say.length) }, () => filling);
  try {
    return String(say(...blanks(blank)));
  } catch {
    return String(say(...blanks(String(blank))));
  }
}

/** What it says of so many, with a mark for every figure. */
const form = (says: unknown, count: number) => said(says, count).replace(/\d+/gu, "#");

/** What has a blank that may be a figure. The screen's own two write it out, and are tested by themselves. */
const counting = (language: Language) =>
  [...of(language)].filter(([path, says]) => typeof says === "function" && !/\.(?:bells|within)$/u.test(path));

/** The same in more than one language: names, and words that travelled. */
const kSameWords = new Set(
  `adres api koebel team teams enter credits curator admin administrator import e-mail emoji csv link kiosk kiosks pin
  token tokens nr id qr status week # qr-code logo test wifi show shows start ok name naam studio`.split(/\s+/u),
);

const mayBeSame = (text: string) => (text.toLowerCase().match(/[\p{L}-]+/gu) ?? []).every((word) => kSameWords.has(word));

test("every language has a file of every area, and as many words in it", () => {
  for (const [area, languages] of areas) {
    expect([...languages.keys()].sort(), area).toEqual(kLanguages.map(({ code }) => code).sort());
  }
  const paths = [...of("nl").keys()];
  for (const { code } of kLanguages) expect([...of(code).keys()].sort(), code).toEqual([...paths].sort());
});

test("no language says by accident what another says", () => {
  const same: string[] = [];
  for (const path of of("nl").keys()) {
    const words = kLanguages.map(({ code }) => said(of(code).get(path), "Koebel"));
    const repeated = words.filter((one, index) => words.indexOf(one) !== index);
    if (repeated.some((text) => !mayBeSame(text))) same.push(`${path}: ${repeated[0] ?? ""}`);
  }
  expect(same).toEqual([]);
});

test("nothing of Polish is left in another language, and its quotation marks are its own", () => {
  const kForeign = /(?:^|[^\p{L}])(?:het|een|niet|voor|zijn|deze|werkt|the|and|your|this|with|is not)(?:[^\p{L}]|$)/iu;
  const wrong = [...of("pl")].flatMap(([path, says]) => {
    const text = said(says, "Koebel");
    const opened = (text.match(/„/gu) ?? []).length;
    const closed = (text.match(/”/gu) ?? []).length;
    return kForeign.test(text) || /["“]/u.test(text) || opened !== closed ? [`${path}: ${text}`] : [];
  });
  expect(wrong).toEqual([]);
});

test("Dutch and English have one form for 1 and one for all else", () => {
  const wrong = (["nl", "en"] as const).flatMap((language) =>
    counting(language).flatMap(([path, says]) =>
      [5, 12, 22, 25].filter((count) => form(says, count) !== form(says, 2)).map((count) => `${language} ${path} of ${count}`),
    ),
  );
  expect(wrong).toEqual([]);
});

test("Polish has a form for 1, one for 2 and 22, one for 5, 12 and 25, wherever Dutch counts", () => {
  const wrong = counting("pl").flatMap(([path, says]) => [
    ...(form(says, 22) === form(says, 2) ? [] : [`${path} of 22`]),
    ...[12, 25].filter((many) => form(says, many) !== form(says, 5)).map((many) => `${path} of ${many}`),
  ]);
  const dutch = counting("nl").filter(([, says]) => form(says, 1) !== form(says, 2));
  const alike = dutch.filter(([path]) => form(of("pl").get(path), 1) === form(of("pl").get(path), 5));
  expect(wrong).toEqual([]);
  expect(alike.map(([path]) => path)).toEqual([]);
  expect(dutch.length).toBeGreaterThan(15);
  const people = of("pl").get(".demonstration.results");
  expect([0, 1, 2, 5, 12, 22, 25].map((count) => said(people, count))).toEqual([
    "0 osób",
    "1 osoba",
    "2 osoby",
    "5 osób",
    "12 osób",
    "22 osoby",
    "25 osób",
  ]);
  expect(["1", "1,5", "4", "12 345"].map((score) => said(of("pl").get("boards.scored"), score))).toEqual([
    "1 punkt",
    "1,5 punktu",
    "4 punkty",
    "12 345 punktów",
  ]);
});

test("the screen's figures as words are counted in Polish too", () => {
  const { bells, within, timesThanked } = wordsFor("pl");

  expect([1, 2, 5, 12, 13].map(bells)).toEqual([
    "Raz dzwonek",
    "Dwa razy dzwonek",
    "Pięć razy dzwonek",
    "Dwanaście razy dzwonek",
    "13 razy dzwonek",
  ]);
  expect([0, 1, 2, 5, 22].map(within)).toEqual(["w jedną minutę.", "w jedną minutę.", "w dwie minuty.", "w pięć minut.", "w 22 minuty."]);
  expect([0, 1, 2, 5, 12, 22, 25].map(timesThanked)).toEqual([
    "podziękowań",
    "podziękowanie",
    "podziękowania",
    "podziękowań",
    "podziękowań",
    "podziękowania",
    "podziękowań",
  ]);
});

test.each([
  ["pl-PL", "pl"],
  ["PL_pl", "pl"],
  ["en-US", "en"],
  ["nl", "nl"],
  ["plt", undefined],
  ["fr", undefined],
  ["", undefined],
  [undefined, undefined],
])("%s is asked for as %s", (written, language) => {
  expect(toLanguage(written)).toBe(language);
});
