import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { expect, test } from "vitest";

import { GoalKind, GoalSchema } from "../gen/koebel/v1/goal_pb";
import { countedBy, dayAt, ticksLit } from "./goals";

const goal = (progress: number, target = 1_000) => create(GoalSchema, { progress, target });

test("the first one lights a tick, and the last tick waits until it is reached", () => {
  expect(ticksLit(goal(0), 40)).toBe(0);
  expect(ticksLit(goal(1), 40)).toBe(1);
  expect(ticksLit(goal(741), 40)).toBe(29);
  expect(ticksLit(goal(999), 40)).toBe(39);
  expect(ticksLit(goal(1_000), 40)).toBe(39);
  expect(ticksLit({ ...goal(1_000), reachedAt: timestampFromMs(1) }, 40)).toBe(40);
});

test("what is counted is said by its kind", () => {
  expect([GoalKind.COUNT, GoalKind.VALUE, GoalKind.PARTICIPATION, GoalKind.TEAMS_REACHED].map((kind) => countedBy({ kind }))).toEqual([
    "given",
    "given",
    "people",
    "teams",
  ]);
});

test("a day is the same day wherever the device is", () => {
  for (const timeZone of ["UTC", "Pacific/Honolulu", "Europe/Amsterdam"]) {
    expect(new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(dayAt("2026-12-24"))).toBe("2026-12-24");
  }
});
