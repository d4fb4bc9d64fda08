import { create } from "@bufbuild/protobuf";
import { beforeEach, expect, test } from "vitest";

import { GetWallResponseSchema } from "../gen/koebel/v1/screen_pb";
import { keptOnDevice } from "./fake_storage";
import { forgetPlace, keepPlace, keptPlace } from "./kept_place";
import { Wall } from "./wall";

const kNow = Date.parse("2026-11-19T14:58:00Z");
const wall = create(GetWallResponseSchema, {
  settings: { id: "s", name: "Hal", language: "en", timeZone: "America/New_York" },
  organisation: {
    name: "Zwaluw",
    timeZone: "Europe/Amsterdam",
    language: "nl",
    publicUrl: "https://k.example",
    displayAddress: "k.example",
    logoPath: "/media/logo",
    values: [{ id: "v", nameNl: "Zeg het eerlijk", picturePath: "/media/value" }],
  },
  recognitions: [{ id: "r1", message: "Dank je wel", recipients: [{ name: "Samira" }], giver: { name: "Joost" } }],
});

let device: ReturnType<typeof keptOnDevice>;
beforeEach(() => {
  device = keptOnDevice();
});

/** A screen that starts from what was kept, before any server has answered. */
function restored(at = kNow) {
  const screen = new Wall();
  screen.restore(keptPlace());
  return screen.view(at, "on");
}

test("a screen that starts without a server shows clock, values, organisation and address, and nobody", () => {
  keepPlace(wall);

  const view = restored();

  expect(view).toMatchObject({ organisation: "Zwaluw", address: "k.example", publicUrl: "https://k.example", language: "en", zone: "America/New_York" });
  expect(view).toMatchObject({ scene: { kind: "value" }, latest: null, cards: [{ kind: "latest" }], thanksThisWeek: null, connected: false, asOf: null });
  expect(view.values.map(({ nameNl }) => nameNl)).toEqual(["Zeg het eerlijk"]);
  expect(view.clock.time).toBe("09:58");
});

test("so it does on a television that believes it is 1970", () => {
  keepPlace(wall);

  expect(restored(1_000)).toMatchObject({ scene: { kind: "value" }, latest: null, thanksThisWeek: null });
});

test("nothing anybody said, nobody's name and no picture is kept", () => {
  keepPlace(wall);

  expect([...device.items.values()].join()).not.toMatch(/Dank je wel|Samira|Joost|media/u);
});

test("what did not change is not written again", () => {
  keepPlace(wall);
  keepPlace(wall);
  expect(device.writes).toBe(1);

  keepPlace({ ...wall, settings: { ...wall.settings!, name: "Kantine" } });
  expect(device.writes).toBe(2);
});

test.each(["[]", "{}", "nonsense", '{"settings":{"sound":"loud"},"organisation":{}}'])("what another build kept, %s, is nothing", (text) => {
  device.items.set("koebel.screen.place", text);

  expect(keptPlace()).toBeUndefined();
});

test("fields of a newer build do not matter", () => {
  device.items.set("koebel.screen.place", '{"settings":{"name":"Hal","smell":"roses"},"organisation":{"name":"Zwaluw"}}');

  expect(keptPlace()?.organisation?.name).toBe("Zwaluw");
});

test("a screen that is nobody's any more has forgotten whose it was", () => {
  keepPlace(wall);

  forgetPlace();

  expect(keptPlace()).toBeUndefined();
  expect(restored().organisation).toBe("");
});
