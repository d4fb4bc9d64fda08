import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";

import { CoverageLineSchema, GetCoverageResponseSchema } from "../gen/koebel/v1/candidate_pb";
import { ValueSchema } from "../gen/koebel/v1/common_pb";
import { studioEn } from "../text/studio_en";
import { studioNl } from "../text/studio_nl";
import { studioPl } from "../text/studio_pl";
import { gapsOf, sentenceOf } from "./coverage_gaps";

const values = [
  create(ValueSchema, { id: "anders", nameNl: "Een tikje anders", nameEn: "A little weird" }),
  create(ValueSchema, { id: "samen", nameNl: "Samen", nameEn: "Together" }),
  create(ValueSchema, { id: "oud", nameNl: "Oud", nameEn: "Old", retired: true }),
];
const ofValue = (id: string, before: number, now: number) => create(CoverageLineSchema, { group: { case: "valueId", value: id }, before, now });
const ofTeam = (name: string, before: number, now: number) => create(CoverageLineSchema, { group: { case: "team", value: { id: name, name } }, before, now });
const coverage = (lines: ReturnType<typeof ofValue>[], teams: ReturnType<typeof ofTeam>[]) => create(GetCoverageResponseSchema, { values: lines, teams });
const said = (lines: ReturnType<typeof ofValue>[], teams: ReturnType<typeof ofTeam>[]) => sentenceOf(gapsOf(coverage(lines, teams), values), values, studioNl.coverage, "nl");

test("a value without a story and a team no show told of are one sentence", () => {
  const lines = [ofValue("anders", 1, 0), ofValue("samen", 8, 2)];
  const teams = [ofTeam("Inkoop", 0, 0), ofTeam("Planning", 3, 0), ofTeam("Magazijn", 0, 1)];
  const gaps = gapsOf(coverage(lines, teams), values);

  expect(sentenceOf(gaps, values, studioNl.coverage, "nl")).toBe("Nog niemand voor “Een tikje anders”, en Inkoop is er nog niet bij.");
  expect(sentenceOf(gaps, values, studioEn.coverage, "en")).toBe("Nobody yet for “A little weird”, and Inkoop is not in it yet.");
  expect(sentenceOf(gaps, values, studioPl.coverage, "pl")).toBe("Jeszcze nikogo dla „A little weird”, a jeszcze nie ma zespołu Inkoop.");
});

test("each alone is a sentence too", () => {
  expect(said([ofValue("samen", 0, 0)], [])).toBe("Nog niemand voor “Samen”.");
  expect(said([], [ofTeam("Inkoop", 0, 0), ofTeam("Werkplaats", 0, 0)])).toBe("Inkoop en Werkplaats zijn er nog niet bij.");
});

test("the least told value is named first, and no more than two", () => {
  const many = [ofValue("samen", 9, 0), ofValue("anders", 1, 0)];

  expect(said(many, [])).toBe("Nog niemand voor “Een tikje anders” en “Samen”.");
  expect(said([], ["A", "B", "C"].map((name) => ofTeam(name, 0, 0)))).toBe("A en B zijn er nog niet bij.");
});

test("a retired value is not missed, and nothing missing is nothing to say", () => {
  expect(said([ofValue("oud", 0, 0), ofValue("samen", 0, 1)], [ofTeam("Planning", 4, 0)])).toBe("");
});
