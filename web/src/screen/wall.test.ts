import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError } from "@connectrpc/connect";
import { expect, test } from "vitest";

import { GoalSchema } from "../gen/koebel/v1/goal_pb";
import { EventSchema } from "../gen/koebel/v1/live_pb";
import { GetWallResponseSchema } from "../gen/koebel/v1/screen_pb";
import { ScreenRequest } from "../gen/koebel/v1/event_pb";
import { ShowState } from "../gen/koebel/v1/show_pb";
import { ScreenMode, ScreenSettingsSchema } from "../gen/koebel/v1/screen_settings_pb";
import { enter, isNotSignedIn } from "./entry";
import { Wall } from "./wall";

const kNow = Date.parse("2026-11-19T14:58:00Z");

function recognition(id: string, position: bigint, givenAt = kNow) {
  return { id, position, message: `Dank ${id}`, recipients: [{ id, name: "Samira", givenName: "Samira" }], giver: { id: "g", name: "Joost" }, givenAt: timestampFromMs(givenAt) };
}

function event(body: MessageInitShape<typeof EventSchema>["body"]) {
  return create(EventSchema, { topic: "wall", seq: 1n, ...(body ? { body } : {}) });
}

function started(): Wall {
  const wall = new Wall();
  wall.start(
    create(GetWallResponseSchema, {
      settings: { id: "s", name: "Hal", sound: true },
      organisation: { name: "Zwaluw", timeZone: "Europe/Amsterdam", language: "nl", publicUrl: "https://k.example", displayAddress: "k.example" },
      recognitions: [recognition("r1", 1n, kNow - 3_600_000)],
      thanksThisWeek: 7,
      topics: ["wall", "screen:s"],
    }),
    kNow,
  );
  wall.heard(kNow);
  wall.caughtUp("wall");
  wall.caughtUp("screen:s");
  return wall;
}

function startedWith(settings: MessageInitShape<typeof ScreenSettingsSchema>): Wall {
  const wall = new Wall();
  wall.start(
    create(GetWallResponseSchema, { settings, organisation: { name: "Zwaluw", timeZone: "Europe/Amsterdam", language: "nl" }, thanksThisWeek: 7, topics: ["wall"] }),
    kNow,
  );
  wall.heard(kNow);
  wall.caughtUp("wall");
  return wall;
}

test("a screen with values leaves out what was said with others", () => {
  const wall = startedWith({ id: "s", name: "Hal", valueIds: ["moed", "samen"] });
  const said = (id: string, valueIds: string[]) =>
    event({ body: { case: "recognitionShown", value: { recognition: { ...recognition(id, 9n), valueIds } } } });

  wall.apply(said("r2", ["zorg"]), kNow);
  expect(wall.view(kNow, "on").latest).toEqual([]);
  expect(wall.view(kNow, "on").thanksThisWeek).toBe(7);

  wall.apply(said("r3", ["zorg", "samen"]), kNow);
  expect(wall.view(kNow, "on").latest?.map((one) => one.id)).toEqual(["r3"]);
  expect(wall.view(kNow, "on").thanksThisWeek).toBe(8);
});

test("the clock is that of the place where the screen hangs", () => {
  const here = startedWith({ id: "s", name: "Hal" }).view(kNow, "on");
  const there = startedWith({ id: "s", name: "Hal", timeZone: "America/New_York" }).view(kNow, "on");

  expect(here.zone).toBe("Europe/Amsterdam");
  expect(there.zone).toBe("America/New_York");
  expect(there.clock).not.toEqual(here.clock);
});

const shown = (id: string, at = kNow) =>
  event({ body: { case: "recognitionShown", value: { recognition: recognition(id, 9n, at) } } });
const withdrawn = (id: string) => event({ body: { case: "recognitionWithdrawn", value: { recognitionId: id } } });

test("a new thank-you is on the picture, on the rail and in this week's count", () => {
  const wall = started();

  wall.apply(shown("r2"), kNow);

  const view = wall.view(kNow, "on");
  expect(view.scene).toMatchObject({ kind: "shoutout", shoutout: { id: "r2" }, sounds: true });
  expect(view.latest?.map((one) => one.id)).toEqual(["r2", "r1"]);
  expect(view.thanksThisWeek).toBe(8);
});

test("the same one on a second team's topic counts once", () => {
  const wall = started();

  wall.apply(shown("r2"), kNow);
  wall.apply(shown("r2"), kNow);

  expect(wall.view(kNow, "on").thanksThisWeek).toBe(8);
});

test("one that is known is shown in another way from now on, and counts once", () => {
  const wall = started();
  const again = { ...recognition("r1", 1n, kNow - 3_600_000), message: "Dank een collega" };

  const asks = wall.apply(event({ body: { case: "recognitionShown", value: { recognition: again } } }), kNow);

  expect(asks).toBe("nothing");
  expect(wall.view(kNow, "on").latest?.[0]?.message).toBe("Dank een collega");
  expect(wall.view(kNow, "on").thanksThisWeek).toBe(7);
});

test("an older one that comes back asks for the wall again: it may have been counted", () => {
  const wall = started();
  const older = recognition("r0", 0n, kNow - 7_200_000);

  expect(wall.apply(event({ body: { case: "recognitionShown", value: { recognition: older } } }), kNow)).toBe("read again");
  expect(wall.view(kNow, "on").thanksThisWeek).toBe(7);
});

test("taken back: gone from picture, rail and count", () => {
  const wall = started();
  wall.apply(shown("r2"), kNow);
  expect(wall.apply(withdrawn("r2"), kNow)).toBe("nothing");

  const view = wall.view(kNow, "on");
  expect(JSON.stringify(view, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value))).not.toContain("r2");
  expect(view.thanksThisWeek).toBe(7);
});

test("an older one that is withdrawn asks for the wall again: it was counted", () => {
  expect(started().apply(withdrawn("long ago"), kNow)).toBe("read again");
});

test("a redacted event and one of a newer server change nothing", () => {
  const wall = started();

  expect(wall.apply(event(undefined), kNow)).toBe("nothing");

  expect(wall.view(kNow, "on").thanksThisWeek).toBe(7);
});

test("the connection counts as alive only when every topic has caught up", () => {
  const wall = started();
  wall.disconnected();
  expect(wall.view(kNow + 1_000, "on")).toMatchObject({ connected: false, asOf: "15.58" });

  wall.heard(kNow + 2_000);
  wall.caughtUp("wall");
  expect(wall.truth(kNow + 2_000).alive).toBe(false);
  wall.caughtUp("screen:s");

  expect(wall.truth(kNow + 2_000)).toEqual({ alive: true, lastAlive: kNow + 2_000 });
});

test("a connection that says nothing for half a minute is not believed", () => {
  const wall = started();

  expect(wall.truth(kNow + 29_000).alive).toBe(true);
  expect(wall.truth(kNow + 30_000)).toEqual({ alive: false, lastAlive: kNow });
});

test("a television that slept for a night is not believed when it wakes, until something is heard", () => {
  const wall = started();
  const morning = kNow + 15 * 3_600_000;

  expect(wall.view(morning, "on")).toMatchObject({ connected: false, latest: null, thanksThisWeek: null, scene: { kind: "value" } });

  wall.heard(morning);
  expect(wall.view(morning, "on")).toMatchObject({ connected: true, thanksThisWeek: 7 });
});

test("a clock that was set too far ahead, and then right, leaves nothing to believe without a server", () => {
  const wall = started();
  wall.heard(kNow + 7_200_000);
  wall.heard(kNow); // the server said what time it is
  wall.disconnected();

  expect(wall.truth(kNow + 1_000)).toEqual({ alive: false, lastAlive: kNow });
  expect(wall.view(kNow + 600_000, "on").latest).toBeNull();
});

test("ten minutes away: no names, no count; clock, organisation and values stay", () => {
  const wall = started();
  wall.disconnected();

  const view = wall.view(kNow + 600_000, "on");

  expect(view.latest).toBeNull();
  expect(view.thanksThisWeek).toBeNull();
  expect(view.scene.kind).toBe("value");
  expect(view.organisation).toBe("Zwaluw");
  expect(view.clock.time).toBe("16.08");
});

test("a new week makes the count stale", () => {
  const wall = started();
  const monday = Date.parse("2026-11-23T09:00:00Z");

  expect(wall.isStale(kNow)).toBe(false);
  expect(wall.isStale(monday)).toBe(true);
  expect(wall.view(monday, "on").thanksThisWeek).toBeNull();
});

test("the token leaves the address once the server has answered it, and only then", async () => {
  const tried: string[] = [];
  let dropped = 0;
  const address = { hash: "#abc", dropFragment: () => void dropped++ };
  const answer = (error?: ConnectError) => (token: string) => (tried.push(token), error ? Promise.reject(error) : Promise.resolve());

  expect(await enter(address, answer(new ConnectError("", Code.Unavailable)))).toBe("no answer");
  expect(await enter(address, answer(new ConnectError("", Code.ResourceExhausted)))).toBe("too many attempts");
  expect(dropped).toBe(0);
  expect(await enter(address, answer())).toBe("enter");
  expect(await enter(address, answer(new ConnectError("", Code.Unauthenticated)))).toBe("refused");
  expect(dropped).toBe(2);
  expect(await enter({ ...address, hash: "" }, answer())).toBe("enter");
  expect(tried).toEqual(["abc", "abc", "abc", "abc"]);
});

test("only a refusal of who we are ends the picture, never a server in trouble", () => {
  expect(isNotSignedIn(new ConnectError("", Code.Unauthenticated))).toBe(true);
  expect(isNotSignedIn(new ConnectError("", Code.Unavailable))).toBe(false);
  expect(isNotSignedIn(new TypeError("Failed to fetch"))).toBe(false);
});

const lobby = { id: "s", name: "Balie", place: "Ingang", mode: ScreenMode.LOBBY };
const bell = (id: string, at = kNow) => event({ body: { case: "bellRang", value: { recognitionId: id, valueId: "moed", teamNames: ["Noord"], recipients: 2, at: timestampFromMs(at) } } });

test("in a lobby the bell rings, is counted and is taken back, and no boards stand beside it", () => {
  const wall = startedWith(lobby);

  wall.apply(bell("b1"), kNow);
  const view = wall.view(kNow, "on");
  expect(view.lobby).toBe(true);
  expect(view.scene).toMatchObject({ kind: "shoutout", shoutout: { id: "b1", message: "", recipients: [], recipientCount: 2, bell: { teamNames: ["Noord"] } } });
  expect(view.thanksThisWeek).toBe(8);
  expect(view.cards.map(({ kind }) => kind)).toEqual(["latest"]);

  wall.apply(event({ body: { case: "recognitionWithdrawn", value: { recognitionId: "b1" } } }), kNow);
  expect(wall.view(kNow, "on").scene.kind).not.toBe("shoutout");
  expect(wall.view(kNow, "on").thanksThisWeek).toBe(7);
});

test("a screen that becomes a lobby's forgets names and words at once, also on its picture", () => {
  const wall = startedWith({ id: "s", name: "Hal" });
  wall.apply(event({ body: { case: "recognitionShown", value: { recognition: recognition("r9", 9n) } } }), kNow);
  expect(JSON.stringify(wall.view(kNow, "on").scene, (_, value) => (typeof value === "bigint" ? String(value) : value))).toContain("Samira");

  const bells = [{ recognitionId: "r9", valueId: "", teamNames: [], recipients: 1, at: timestampFromMs(kNow) }];
  wall.start(create(GetWallResponseSchema, { settings: lobby, organisation: { name: "Zwaluw", timeZone: "Europe/Amsterdam", language: "nl" }, bells, topics: ["lobby"] }), kNow);
  wall.heard(kNow);
  wall.caughtUp("lobby");

  const after = JSON.stringify(wall.view(kNow, "on"), (_, value) => (typeof value === "bigint" ? String(value) : value));
  expect(after).not.toContain("Samira");
  expect(after).not.toContain("Dank r9");
});

test("it is a lobby as soon as it hears so, before the server has said the rest", () => {
  const wall = startedWith({ id: "s", name: "Hal", mode: ScreenMode.WALL });
  wall.apply(event({ body: { case: "recognitionShown", value: { recognition: recognition("r9", 9n) } } }), kNow);

  expect(wall.apply(event({ body: { case: "screenChanged", value: { settings: lobby } } }), kNow)).toBe("read again");
  const view = wall.view(kNow, "on");
  expect(view.lobby).toBe(true);
  expect(JSON.stringify(view, (_, value) => (typeof value === "bigint" ? String(value) : value))).not.toContain("Samira");
  expect(wall.apply(event({ body: { case: "screenChanged", value: { settings: { ...lobby, blanked: true } } } }), kNow)).toBe("read again");
  expect(wall.view(kNow, "on").blanked).toBe(true);
});

test("what is withdrawn or looks different is so in last year's words too, also where the newest hold it", () => {
  const wall = new Wall();
  const old = recognition("r1", 1n, kNow - 364 * 86_400_000);
  wall.start(
    create(GetWallResponseSchema, { settings: { id: "s", name: "Hal" }, organisation: { name: "Zwaluw", timeZone: "Europe/Amsterdam", language: "nl" }, recognitions: [old], lastYear: [old], topics: ["wall"] }),
    kNow,
  );
  wall.heard(kNow);
  wall.caughtUp("wall");
  const lastYear = () => wall.view(kNow, "on").cards.flatMap((card) => (card.kind === "last year" ? [card.shoutout.message] : []));
  expect(lastYear()).toEqual(["Dank r1"]);

  wall.apply(event({ body: { case: "recognitionShown", value: { recognition: { ...old, message: "Dank, anders" } } } }), kNow);
  expect(lastYear()).toEqual(["Dank, anders"]);
  wall.apply(event({ body: { case: "recognitionWithdrawn", value: { recognitionId: "r1" } } }), kNow);
  expect(lastYear()).toEqual([]);
});

test("asked which one it is, it says so for half a minute; what was asked long ago is not done", () => {
  const wall = startedWith(lobby);
  const asked = (request: ScreenRequest, at: number) => event({ body: { case: "screenAsked", value: { request, at: timestampFromMs(at) } } });

  expect(wall.apply(asked(ScreenRequest.IDENTIFY, kNow - 2_000), kNow)).toBe("nothing");
  expect(wall.view(kNow, "on").asked).toEqual({ name: "Balie", place: "Ingang" });
  expect(wall.view(kNow + 30_000, "on").asked).toBeNull();
  expect(wall.apply(asked(ScreenRequest.RELOAD, kNow), kNow)).toBe("load again");
  expect(wall.apply(asked(ScreenRequest.RELOAD, kNow - 61_000), kNow)).toBe("nothing");
});

test("what colleagues say around a thank-you is on the picture at once, without another ring, and stays with it", () => {
  const wall = started();
  const about = { recognitionId: "r2" };
  wall.apply(shown("r2"), kNow);
  const before = wall.view(kNow, "on").scene;

  const requests = [
    wall.apply(event({ body: { case: "reactionsChanged", value: { ...about, reactions: [{ kind: 1, count: 3 }] } } }), kNow),
    wall.apply(event({ body: { case: "boostShown", value: { ...about, boost: { id: "b", text: "ook voor mij" }, boostCount: 1 } } }), kNow),
    wall.apply(event({ body: { case: "reactionsChanged", value: { recognitionId: "unknown", reactions: [{ kind: 1, count: 9 }] } } }), kNow),
  ];

  const { scene, thanksThisWeek } = wall.view(kNow + 1, "on");
  expect(requests).toEqual(["nothing", "nothing", "nothing"]);
  expect(thanksThisWeek).toBe(8);
  expect(scene.key).toBe(before.key);
  expect(scene.kind === "shoutout" && scene.shoutout.around).toMatchObject({ reactions: [{ kind: 1, count: 3 }], boosts: [{ text: "ook voor mij" }] });

  wall.apply(shown("r2"), kNow);
  const anew = wall.view(kNow + 2, "on").scene;
  expect(anew.kind === "shoutout" && anew.shoutout.around.boosts).toHaveLength(1);

  wall.apply(event({ body: { case: "remarkRemoved", value: { ...about, remarkId: "b" } } }), kNow);
  const after = wall.view(kNow + 2, "on").scene;
  expect(after.kind === "shoutout" && after.shoutout.around.boosts).toEqual([]);
});

test("a reached goal is celebrated, and the goals there are stand beside it; nothing of them while the server is long away", () => {
  const wall = started();
  const goal = { id: "g", title: "In één bezoek warm", target: 10, progress: 10 };
  wall.showGoals([create(GoalSchema, goal)]);
  wall.apply(create(EventSchema, { ...event({ body: { case: "goalReached", value: { goal } } }), at: timestampFromMs(kNow) }), kNow);

  expect(wall.view(kNow, "on").scene).toMatchObject({ kind: "goal", goal: { title: "In één bezoek warm" } });
  expect(wall.view(kNow, "on").goals.map(({ id }) => id)).toEqual(["g"]);

  wall.disconnected();
  expect(wall.view(kNow + 700_000, "on").goals).toEqual([]);
  expect(wall.view(kNow + 700_000, "on").scene.kind).not.toBe("goal");
});

test("a goal that is told of late is not celebrated", () => {
  const wall = started();
  const told = { ...event({ body: { case: "goalReached", value: { goal: { id: "g", title: "Warm" } } } }), at: timestampFromMs(kNow - 3_600_000) };

  wall.apply(create(EventSchema, told), kNow);

  expect(wall.view(kNow, "on").scene.kind).not.toBe("goal");
});

test("the next show is in the rail, follows what is told, is there for visitors too, and goes when nothing is known any more", () => {
  const wall = started();
  const told = (airsAt: number, removed = false) =>
    event({ body: { case: "showChanged", value: { show: { id: "s", month: "2026-11", state: ShowState.PLANNED, airsAt: timestampFromMs(airsAt) }, removed } } });
  const isCard = () => wall.view(kNow, "on").cards.some(({ kind }) => kind === "show");
  expect(wall.view(kNow, "on").show).toBeNull();
  expect(isCard()).toBe(false);

  expect(wall.apply(told(kNow + 86_400_000), kNow)).toBe("nothing");
  expect(wall.view(kNow, "on").show).toMatchObject({ month: "2026-11", airsAt: kNow + 86_400_000, zone: "Europe/Amsterdam" });
  expect(isCard()).toBe(true);

  wall.apply(event({ body: { case: "screenChanged", value: { settings: { id: "s", name: "Balie", mode: ScreenMode.LOBBY } } } }), kNow);
  expect(wall.view(kNow, "on").show).not.toBeNull();
  expect(wall.view(kNow + 700_000, "on").show).toBeNull();

  wall.apply(told(kNow + 86_400_000, true), kNow);
  expect(wall.view(kNow, "on").show).toBeNull();
});
