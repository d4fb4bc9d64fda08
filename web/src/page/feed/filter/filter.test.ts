import { expect, test } from "vitest";

import { filterIn, fragmentOf, isEmpty, isPossible, kNoFilter, type Filter } from "./filter";

test("a filter stands in the address, and comes back from it as it was", () => {
  const filters: Filter[] = [
    kNoFilter,
    { ...kNoFilter, query: "ketel & “warm” #1 / 50%" },
    { ...kNoFilter, kind: "customer", valueId: "v1", teamId: "t1", personId: "p1", period: "month" },
    { ...kNoFilter, from: "2026-02-28", until: "2026-11-01" },
  ];

  for (const filter of filters) expect(filterIn(fragmentOf(filter))).toEqual(filter);
  expect(fragmentOf(kNoFilter)).toBe("#today");
  expect(fragmentOf({ ...kNoFilter, query: "warm water", kind: "mine" })).toBe("#today?q=warm+water&kind=mine");
});

test("what the page does not know is left out of what an address asks for", () => {
  const fragment = "#today?kind=all&period=century&from=2026-02-30&until=morgen&colour=red&q=%20ketel%20";

  expect(filterIn(fragment)).toEqual({ ...kNoFilter, query: "ketel" });
  for (const other of ["", "#today", "#boards/given/month", "#me"]) expect(isEmpty(filterIn(other))).toBe(true);
});

test("a period that runs and days exclude each other: the period is meant", () => {
  expect(filterIn("#today?period=week&from=2026-01-01&until=2026-01-31")).toEqual({ ...kNoFilter, period: "week" });
});

test("eight words can be looked for, and no ninth", () => {
  const query = "een twee drie vier vijf zes zeven acht";

  expect(isPossible({ ...kNoFilter, query: `  ${query}  ` })).toBe(true);
  expect(isPossible({ ...kNoFilter, query: `${query} negen` })).toBe(false);
  expect(isPossible({ ...kNoFilter, query: "x".repeat(201) })).toBe(false);
});
