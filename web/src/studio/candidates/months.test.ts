import { expect, test } from "vitest";

import { monthsBefore } from "./months";

test("the year before comes behind January", () => {
  expect(monthsBefore("2026-02", 4)).toEqual(["2026-02", "2026-01", "2025-12", "2025-11"]);
});
