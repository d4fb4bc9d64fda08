import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";

import demonstrationEn from "../../../services/koebeld/demonstration/recognitions.en.txt?raw";
import demonstrationNl from "../../../services/koebeld/demonstration/recognitions.nl.txt?raw";
import realInput from "../../../tests/real_input/recognitions.tsv?raw";
import { ValueSchema } from "../gen/koebel/v1/common_pb";
import { valueLang, valueName } from "./value_name";
import { writtenIn } from "./written_in";

const kDemonstration = { nl: demonstrationNl, en: demonstrationEn };

/** The sentences of the demonstration's people: what stands between the fourth and fifth bar. */
function sentences(language: "nl" | "en"): string[] {
  return kDemonstration[language].split("\n").flatMap((line) => line.split("|")[3]?.trim() ?? []);
}

test.each(["nl", "en"] as const)("what the demonstration's people say in %s is told so, and never as another language", (language) => {
  const told = sentences(language).map(writtenIn);

  expect(told.length).toBeGreaterThan(60);
  expect(told.filter((one) => one !== language && one !== "")).toEqual([]);
  expect(told.filter((one) => one === language).length / told.length).toBeGreaterThan(0.9);
});

test("recognitions as people type them are told where they say enough, in nine languages more nothing is claimed", () => {
  const lines = realInput.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  const words = lines.map((line) => line.split("\t")[5] ?? "");
  const told = words.map(writtenIn);

  const toldAs = (language: string) => words.filter((_, index) => told[index] === language);
  expect(toldAs("nl").length).toBeGreaterThan(200);
  expect(toldAs("en").length).toBeGreaterThan(15);
  expect(toldAs("en").filter((one) => /(?:^|\s)(?:het|een|ik|je|niet)\s/iu.test(one))).toEqual([]);
  expect(toldAs("pl")).toEqual(words.filter((one) => /[łż]/u.test(one) && !one.includes("ğ")));
});

test.each([
  ["Dziękuję, że w piątek udało się oddzwonić do wszystkich klientów.", "pl"],
  ["Super robota przy awarii, nikt nie został bez ciepła.", "pl"],
  ["Thank you for staying with the customer until it was warm.", "en"],
  ["Je bleef bij de klant tot het warm werd.", "nl"],
  ["Top!", ""],
  ["🎉🎉🎉", ""],
  ["Merci pour ton aide, c’était parfait.", ""],
  ["Danke, dass du gestern noch gekommen bist.", ""],
  ["Teşekkürler, harika bir iş çıkardın.", ""],
  ["", ""],
])("“%s” is written in “%s”", (words, language) => {
  expect(writtenIn(words)).toBe(language);
});

test("who reads Polish gets a value's English name, or the only one, of which no language is claimed", () => {
  const both = create(ValueSchema, { nameNl: "Samen", nameEn: "Together" });
  const one = create(ValueSchema, { nameNl: "Razem" });

  expect([valueName(both, "nl"), valueLang(both, "nl")]).toEqual(["Samen", "nl"]);
  expect([valueName(both, "en"), valueLang(both, "en")]).toEqual(["Together", "en"]);
  expect([valueName(both, "pl"), valueLang(both, "pl")]).toEqual(["Together", "en"]);
  expect([valueName(one, "pl"), valueLang(one, "pl")]).toEqual(["Razem", ""]);
});
