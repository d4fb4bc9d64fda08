import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";

import { WakingHoursSchema } from "../gen/koebel/v1/screen_settings_pb";
import { isAwake } from "./hours";
import { Ringer, type Loudness, type RingerMemory } from "./ringer";

const kZone = "Europe/Amsterdam";
/** Monday 23 November 2026 in Amsterdam. */
const at = (day: number, time: string) => Date.parse(`2026-11-${day}T${time}:00+01:00`);
const hours = (fromMinute: number, untilMinute: number, weekdays: number[] = []) => create(WakingHoursSchema, { fromMinute, untilMinute, weekdays });

test("hours begin at their first minute and end before their last, by the screen's own clock", () => {
  const day = hours(7 * 60, 19 * 60);
  expect([at(23, "06:59"), at(23, "07:00"), at(23, "18:59"), at(23, "19:00")].map((one) => isAwake(day, kZone, one))).toEqual([false, true, true, false]);
  expect(isAwake(day, "America/New_York", at(23, "08:00"))).toBe(false);
  expect(isAwake(undefined, kZone, at(23, "03:00"))).toBe(true);
});

test("of a night the day is the one on which it began", () => {
  const fridays = hours(22 * 60, 6 * 60, [5]);
  expect([at(27, "05:00"), at(27, "23:00"), at(28, "05:00"), at(28, "23:00")].map((one) => isAwake(fridays, kZone, one))).toEqual([false, true, true, false]);
});

function ringing(memory?: Partial<RingerMemory>) {
  const volumes: number[] = [];
  const kept: RingerMemory[] = [];
  const strike = (volume: number) => {
    volumes.push(volume);
    return true;
  };
  return { ringer: new Ringer(strike, memory, (one) => kept.push(one)), volumes, kept };
}
const loud: Loudness = { sound: true, volume: 70, hours: undefined, zone: kZone, pauseMs: 300_000 };

test("it rings once in five minutes, as loud as it is set", () => {
  const { ringer, volumes } = ringing();
  expect(ringer.ring(loud, "on", at(23, "10:00"))).toBe(true);
  expect(ringer.ring(loud, "on", at(23, "10:04"))).toBe(false);
  expect(ringer.ring({ ...loud, volume: 20 }, "on", at(23, "10:05"))).toBe(true);
  expect(volumes).toEqual([0.7, 0.2]);
  expect(ringer.ringsToday(kZone, at(23, "23:00"))).toBe(2);
  expect(ringer.ringsToday(kZone, at(24, "00:01"))).toBe(0);
});

test("the pause holds over a load of the page, and a clock set back does not silence it for ever", () => {
  const { kept, ringer } = ringing();
  ringer.ring(loud, "on", at(23, "10:00"));
  const after = ringing(kept[0]).ringer;
  expect(after.ring(loud, "on", at(23, "10:03"))).toBe(false);
  expect(after.ringsToday(kZone, at(23, "10:03"))).toBe(1);
  expect(after.ring(loud, "on", at(23, "09:00"))).toBe(true);
});

test("off, asleep, blocked: it says so, and is silent", () => {
  const { ringer, volumes } = ringing();
  const night = { ...loud, hours: hours(7 * 60, 19 * 60) };
  expect(ringer.state({ ...loud, sound: false }, "on", at(23, "10:00"))).toBe("off");
  expect(ringer.state({ ...loud, volume: 0 }, "on", at(23, "10:00"))).toBe("off");
  expect(ringer.state(night, "on", at(23, "20:00"))).toBe("asleep");
  expect(ringer.state(night, "blocked", at(23, "10:00"))).toBe("blocked");
  expect(ringer.ring(night, "on", at(23, "20:00"))).toBe(false);
  expect(ringer.ring(loud, "blocked", at(23, "10:00"))).toBe(false);
  expect(volumes).toEqual([]);
});

test("a bell that did not sound is no ring", () => {
  const ringer = new Ringer(() => false, undefined, () => {});
  expect(ringer.ring(loud, "on", at(23, "10:00"))).toBe(false);
  expect(ringer.ringsToday(kZone, at(23, "10:00"))).toBe(0);
});
