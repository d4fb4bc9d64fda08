import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { expect, test } from "vitest";

import { NominationSchema } from "../gen/koebel/v1/nomination_pb";
import { firstFree, monthsFrom, usualTimes } from "./show_plan";
import { waitingDays } from "./waiting_days";

const kZone = "Europe/Amsterdam";
const kNow = Date.parse("2026-11-30T23:30:00Z"); // December already, there

test("a show can be planned for this month and the twelve after it, by the organisation's calendar", () => {
  const months = monthsFrom(kNow, kZone);

  expect([months[0], months[1], months[12], months.length]).toEqual(["2026-12", "2027-01", "2027-12", 13]);
});

test("it is on the last Friday at four; one nominates until a week before", () => {
  expect(usualTimes("2026-11")).toEqual({ opens: "2026-11-01T09:00", closes: "2026-11-20T17:00", airs: "2026-11-27T16:00" });
  expect(usualTimes("2027-12").airs).toBe("2027-12-31T16:00");
});

test("the first month that is free and can still collect is offered", () => {
  const months = monthsFrom(kNow, kZone);

  expect(firstFree(months, [], kNow, kZone)).toBe("2026-12");
  expect(firstFree(months, ["2026-12"], kNow, kZone)).toBe("2027-01");
  expect(firstFree(months, [], Date.parse("2026-12-20T12:00:00Z"), kZone)).toBe("2027-01");
});

test("what nobody read waits by whole days; what was read waits no more", () => {
  const at = (days: number) => timestampFromMs(kNow - days * 86_400_000);

  expect(waitingDays(create(NominationSchema, { nominatedAt: at(5.9) }), kNow)).toBe(5);
  expect(waitingDays(create(NominationSchema, { nominatedAt: at(-0.1) }), kNow)).toBe(0);
  expect(waitingDays(create(NominationSchema, { nominatedAt: at(5), readAt: at(1) }), kNow)).toBeUndefined();
});
