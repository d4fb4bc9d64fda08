import { expect, test } from "vitest";

import { Subscribed_Status } from "../gen/koebel/v1/live_pb";
import { Connection } from "./connection";
import { FakeWorld } from "./fake_world";
import type { Status } from "./listeners";

function started() {
  const world = new FakeWorld();
  const statuses: Status[] = [];
  const builds: string[] = [];
  const connection = new Connection(
    { onStatus: (status) => statuses.push(status), onOtherBuild: (build) => builds.push(build) },
    { world },
  );
  connection.start();
  world.socket.says({ case: "welcome", value: { build: "b1" } });
  return { world, connection, statuses, builds };
}

function followed(setup: ReturnType<typeof started>, seq = 4n) {
  const applied: bigint[] = [];
  let resets = 0;
  const following = setup.connection.follow(
    { epoch: "e1", seqs: new Map([["feed", seq]]) },
    { apply: (_topic, event) => applied.push(event.seq), reset: () => (resets += 1) },
  );
  return { applied, following, resets: () => resets };
}

const live = { topic: "feed", status: Subscribed_Status.LIVE, epoch: "e1" };

test("what is followed is resumed from the last event after a reconnect", () => {
  const setup = started();
  const { applied } = followed(setup);
  setup.world.socket.says({ case: "event", value: { topic: "feed", seq: 5n } });

  setup.world.socket.closes(4003);
  setup.world.passes(1_000);
  setup.world.socket.says({ case: "welcome", value: { build: "b1" } });
  setup.world.socket.says({ case: "block", value: { topic: "feed", events: [{ seq: 5n }, { seq: 6n }, { seq: 7n }] } });

  expect(setup.world.socket.sent).toEqual(["subscribe feed e1 5"]);
  expect(applied).toEqual([5n, 6n, 7n]);
});

test("two followers of a topic share it, each from its own place", () => {
  const setup = started();
  const ahead = followed(setup, 6n);
  const behind = followed(setup, 4n);

  for (const seq of [5n, 6n, 7n]) setup.world.socket.says({ case: "event", value: { topic: "feed", seq } });

  expect(setup.world.socket.sent).toEqual(["subscribe feed e1 6", "subscribe feed e1 4"]);
  expect(ahead.applied).toEqual([7n]);
  expect(behind.applied).toEqual([5n, 6n, 7n]);
});

test("a gap subscribes again from the last one", () => {
  const setup = started();
  followed(setup);
  setup.world.socket.says({ case: "subscribed", value: { ...live, head: 4n } });

  setup.world.socket.says({ case: "event", value: { topic: "feed", seq: 6n } });

  expect(setup.world.socket.sent).toEqual(["subscribe feed e1 4", "subscribe feed e1 4"]);
});

test("a head in a ping that nothing follows subscribes again", () => {
  const setup = started();
  followed(setup);
  setup.world.socket.says({ case: "subscribed", value: { ...live, head: 4n } });

  setup.world.socket.says({ case: "ping", value: { t: 1n, heads: [{ topic: "feed", seq: 5n }] } });
  setup.world.passes(3_000);

  expect(setup.world.socket.sent).toEqual(["subscribe feed e1 4", "pong", "subscribe feed e1 4"]);
});

test("RESET tells the follower; the server has let go of the topic, so nothing is to be unsubscribed", () => {
  const setup = started();
  const { resets } = followed(setup);

  setup.world.socket.says({ case: "subscribed", value: { ...live, status: Subscribed_Status.RESET, epoch: "e2" } });

  expect(resets()).toBe(1);
  expect(setup.world.socket.sent).toEqual(["subscribe feed e1 4"]);
});

test("a topic that ended for good tells the follower and is not asked for again", () => {
  const setup = started();
  const { resets } = followed(setup);

  setup.world.socket.says({ case: "subscribed", value: { ...live, status: Subscribed_Status.ENDED } });
  followed(setup);

  expect(resets()).toBe(1);
  expect(setup.world.socket.sent).toEqual(["subscribe feed e1 4"]);
});

test("a follower hears when everything up to now was applied, and again after each return", () => {
  const setup = started();
  const told: string[] = [];
  setup.connection.follow(
    { epoch: "e1", seqs: new Map([["feed", 4n]]) },
    { apply: (_topic, event) => told.push(String(event.seq)), live: (topic) => told.push(`live ${topic}`), reset: () => {} },
  );

  setup.world.socket.says({ case: "event", value: { topic: "feed", seq: 5n } });
  setup.world.socket.says({ case: "subscribed", value: { ...live, head: 5n } });
  setup.world.socket.closes(4003);
  setup.world.passes(1_000);
  setup.world.socket.says({ case: "welcome", value: { build: "b1" } });
  setup.world.socket.says({ case: "subscribed", value: { ...live, head: 5n } });

  expect(told).toEqual(["5", "live feed", "live feed"]);
});

test("a page says that it looks when the topic is followed, every 20 s, and once that it does not any more", () => {
  const setup = started();
  const watching = setup.connection.watch("feed", () => {});
  watching.isShown = true;
  followed(setup);
  setup.world.passes(1_000);
  expect(setup.world.socket.sent).toEqual(["subscribe feed e1 4"]);

  setup.world.socket.says({ case: "subscribed", value: { ...live, head: 4n } });
  setup.world.passes(21_000);
  setup.world.hidden = true;
  setup.world.passes(5_000);

  const looks = "signal feed true";
  expect(setup.world.socket.sent.slice(1)).toEqual([looks, looks, "signal feed false"]);
});

test("only the newest number of people counts, and none is known without a connection", () => {
  const setup = started();
  const counts: number[] = [];
  setup.connection.watch("feed", (count) => counts.push(count));
  const says = (topic: string, version: bigint, count: number) =>
    setup.world.socket.says({ case: "state", value: { topic, version, state: { case: "watchers", value: { count } } } });

  says("feed", 3n, 12);
  says("feed", 2n, 11);
  says("wall", 4n, 9);
  setup.world.socket.closes(1006);
  setup.world.wake();
  says("feed", 1n, 7);

  expect(counts).toEqual([12, 0, 7]);
});
