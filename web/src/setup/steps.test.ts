import { describe, expect, it } from "vitest";

import { SetUpStep } from "../gen/koebel/v1/set_up_pb";
import { starterValues } from "./starter_values";
import { beside, firstOpen, stepIn } from "./steps";

const state = (step: SetUpStep, done: boolean, skipped = false) => ({ step, done, skipped });

describe("the guided path", () => {
  it("goes on at the first step that is neither done nor passed over", () => {
    expect(firstOpen([state(SetUpStep.ADMINISTRATOR, true), state(SetUpStep.VALUES, true), state(SetUpStep.PEOPLE, false, true), state(SetUpStep.SCREEN, false)])).toBe("screen");
  });
  it("ends at the bell", () => {
    expect(firstOpen([state(SetUpStep.ADMINISTRATOR, true)])).toBe("bell");
  });
  it("never goes back to the first step, and no further than the last", () => {
    expect(beside("values", -1)).toBeUndefined();
    expect(beside("people", -1)).toBe("values");
    expect(beside("bell", 1)).toBeUndefined();
  });
  it("takes no link's secret for a step", () => {
    expect(stepIn(`#${"a".repeat(64)}`)).toBeUndefined();
    expect(stepIn("#administrator")).toBeUndefined();
    expect(stepIn("#screen")).toBe("screen");
  });
});

describe("the values to begin with", () => {
  it("are five, each in a colour of its own", () => {
    const values = starterValues("nl");
    expect(values).toHaveLength(5);
    expect(new Set(values.map(({ colour }) => colour)).size).toBe(5);
  });
});
