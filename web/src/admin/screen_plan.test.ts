import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";

import { PersonCardSchema } from "../gen/koebel/v1/common_pb";
import { WakingHoursSchema } from "../gen/koebel/v1/screen_settings_pb";
import { knowing, merged, newDraft, planOf, type Draft } from "./screen_plan";
import { fromMessage, kWeekdays, toMessage, toMinute, toTime, weekdayName } from "./waking_hours";

const began = newDraft(undefined);
const but = (draft: Draft, settings: Partial<Draft["settings"]>, owner = draft.owner): Draft => ({ settings: { ...draft.settings, ...settings }, owner });
const hours = (weekdays: number[]) => create(WakingHoursSchema, { fromMinute: 420, untilMinute: 1_140, weekdays });
const ada = create(PersonCardSchema, { id: "ada", name: "Ada" });

test("what somebody else saved meanwhile stays, and what was filled in comes on top", () => {
  const { draft, conflicts } = merged(began, but(began, { place: "Assen" }), but(began, { sound: false, hours: hours([1]) }, ada));

  expect(conflicts).toEqual([]);
  expect(planOf(draft)).toMatchObject({ place: "Assen", silent: true, hours: { fromMinute: 420 }, ownerId: "ada" });
});

test("what both changed otherwise is told, what both changed alike is not", () => {
  const mine = but(began, { place: "Assen", town: "Assen", hours: hours([2, 1]) });
  const theirs = but(began, { place: "Emmen", town: "Assen", hours: hours([1, 2]) });

  expect(merged(began, mine, theirs).conflicts).toEqual(["place"]);
});

test("who saves again knowing what the other said means it, and only that", () => {
  const mine = but(began, { place: "Assen" });
  const theirs = but(began, { place: "Emmen", calm: true });

  const { draft, conflicts } = merged(knowing(began, ["place"], theirs), mine, theirs);

  expect(conflicts).toEqual([]);
  expect(draft.settings).toMatchObject({ place: "Assen", calm: true });
});

test("hours that were taken away are gone from the plan", () => {
  const awake = but(began, { hours: hours([]) });

  const { draft } = merged(awake, began, awake);

  expect("hours" in planOf(draft)).toBe(false);
});

test("a minute of the day is written as a field of time wants it, and read from it", () => {
  expect([0, 65, 1_439].map(toTime)).toEqual(["00:00", "01:05", "23:59"]);
  expect(["00:00", "01:05", "23:59:00", ""].map(toMinute)).toEqual([0, 65, 1_439, undefined]);
});

test("every day is sent as none in particular, and read back as all of them", () => {
  expect(toMessage({ fromMinute: 1, untilMinute: 2, weekdays: kWeekdays }).weekdays).toEqual([]);
  expect(toMessage({ fromMinute: 1, untilMinute: 2, weekdays: [7, 1] }).weekdays).toEqual([1, 7]);
  expect(fromMessage(hours([])).weekdays).toEqual(kWeekdays);
  expect([1, 7].map((day) => weekdayName(day, "nl"))).toEqual(["maandag", "zondag"]);
});
