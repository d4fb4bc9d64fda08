import type { MessageInitShape } from "@bufbuild/protobuf";
import { expect, test } from "vitest";

import type { ReportStateRequestSchema } from "../gen/koebel/v1/fleet_pb";
import { ScreenPicture, ScreenSound } from "../gen/koebel/v1/screen_state_pb";
import { shoutout, values } from "./harness/cases";
import { Reporter, stateOf } from "./reporter";
import type { Scene } from "./scene";
import type { View } from "./view";

type Report = MessageInitShape<typeof ReportStateRequestSchema>;
const kSelf = { build: "b1", width: 1920, height: 1080, ringsToday: 3 };
const kEvery = 60_000;

function view(scene: Scene, about: Partial<View> = {}): View {
  return {
    language: "nl", zone: "Europe/Amsterdam", now: 0, scene, values: values(), thanksThisWeek: 0, latest: [], cards: [], goals: [], show: null, organisation: "", logo: "",
    address: "", publicUrl: "", clock: { time: "", weekday: "", day: "" }, connected: true, asOf: null, sound: "on", lobby: false, blanked: false,
    calm: false, overscanPercent: 0, asked: null, ...about,
  };
}
const rings = (id: string): Scene => ({ kind: "shoutout", key: id, shoutout: shoutout({ id, message: id }), page: 0, sounds: true });
const kValue: Scene = { kind: "value", key: "v", turn: 1 };

function reporting() {
  const reports: Report[] = [];
  let isDown = false;
  const reporter = new Reporter(
    (report) => {
      reports.push(report);
      return isDown ? Promise.reject(new Error("down")) : Promise.resolve();
    },
    () => 0,
  );
  const tick = async (of: View, now: number) => {
    reporter.tick(of, kSelf, kEvery, now);
    await Promise.resolve();
    await Promise.resolve();
  };
  const shownIn = (index: number) => reports[index]?.shown?.map(({ recognitionId, rang }) => `${recognitionId}${rang ? "!" : ""}`);
  return { reporter, reports, tick, shownIn, fail: (down: boolean) => (isDown = down) };
}

test("it says what stands there, at once when that is another picture, else once a minute", async () => {
  const { reports, tick } = reporting();
  await tick(view(kValue), 0);
  await tick(view(kValue), 30_000);
  expect(reports).toHaveLength(1);
  expect(reports[0]?.state).toMatchObject({ picture: ScreenPicture.VALUE, valueId: "tafel", build: "b1", ringsToday: 3, sound: ScreenSound.ON });

  await tick(view(kValue), 60_000);
  expect(reports).toHaveLength(2);
  await tick(view(rings("a")), 61_000);
  await tick(view(rings("a")), 61_500);
  expect(reports.map(({ state }) => state?.picture)).toEqual([ScreenPicture.VALUE, ScreenPicture.VALUE, ScreenPicture.SHOUTOUT]);
});

test("what was shown is told once, and whether it rang", async () => {
  const { reporter, reports, tick, shownIn } = reporting();
  await tick(view(kValue), 0);
  reporter.shown(view(rings("a")), true);
  await tick(view(rings("a")), 1_000);
  await tick(view(rings("a")), 1_600);
  expect(shownIn(1)).toEqual(["a!"]);
  await tick(view(rings("a")), 62_000);
  expect(shownIn(2)).toEqual([]);
  expect(reports).toHaveLength(3);
});

test("while the server does not take it, nothing is lost, and it does not hammer", async () => {
  const { reporter, reports, tick, shownIn, fail } = reporting();
  fail(true);
  reporter.shown(view(rings("a")), true);
  await tick(view(rings("a")), 0);
  reporter.shown(view(rings("b")), false);
  for (let now = 250; now < 30_000; now += 250) await tick(view(rings("b")), now);
  expect(reports).toHaveLength(1);

  fail(false);
  await tick(view(rings("b")), 30_000);
  expect(shownIn(1)).toEqual(["a!", "b"]);
});

test("without a connection it waits, and then tells", async () => {
  const { reporter, reports, tick, shownIn } = reporting();
  reporter.shown(view(rings("a")), true);
  await tick(view(rings("a"), { connected: false }), 0);
  expect(reports).toHaveLength(0);
  await tick(view(kValue), 5_000);
  expect(shownIn(0)).toEqual(["a!"]);
});

test("more than fifty are told in turns", async () => {
  const { reporter, tick, shownIn } = reporting();
  for (let index = 0; index < 60; index++) reporter.shown(view(rings(`r${index}`)), false);
  await tick(view(kValue), 0);
  await tick(view(kValue), 1_000);
  await tick(view(kValue), 2_000);
  expect(shownIn(0)).toHaveLength(50);
  expect(shownIn(1)).toHaveLength(10);
});

test("in a lobby, and in the dark, nothing that is said is named", () => {
  expect(stateOf(view(rings("a"), { lobby: true }), kSelf)).toMatchObject({ picture: ScreenPicture.BELL, recognitionIds: [], valueId: "meer" });
  expect(stateOf(view(rings("a"), { blanked: true }), kSelf)).toMatchObject({ picture: ScreenPicture.BLANK, recognitionIds: [] });
  expect(stateOf(view(rings("a")), kSelf)).toMatchObject({ recognitionIds: ["a"] });
});
