import { create, toBinary } from "@bufbuild/protobuf";
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { expect, test } from "vitest";

import { Notice_Kind, Subscribed_Status } from "../gen/koebel/v1/live_pb";
import { GetAllowanceResponseSchema, RecognitionService } from "../gen/koebel/v1/recognition_pb";
import { Connection, type Status } from "./connection";
import { FakeWorld } from "./fake_world";
import { reasonOf } from "./reason";

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

test("RESET tells the follower and leaves the topic", () => {
  const setup = started();
  const { resets } = followed(setup);

  setup.world.socket.says({ case: "subscribed", value: { ...live, status: Subscribed_Status.RESET, epoch: "e2" } });

  expect(resets()).toBe(1);
  expect(setup.world.socket.sent).toEqual(["subscribe feed e1 4", "unsubscribe"]);
});

test("a topic that ended for good tells the follower and is not asked for again", () => {
  const setup = started();
  const { resets } = followed(setup);

  setup.world.socket.says({ case: "subscribed", value: { ...live, status: Subscribed_Status.ENDED } });
  followed(setup);

  expect(resets()).toBe(1);
  expect(setup.world.socket.sent).toEqual(["subscribe feed e1 4"]);
});

test("silence ends the connection and a new one is opened", () => {
  const { world, statuses } = started();

  world.passes(27_500);
  world.passes(1_500);

  expect(world.sockets).toHaveLength(2);
  expect(statuses).toEqual(["connecting", "live", "waiting", "connecting"]);
});

test("a hidden page waits until somebody looks", () => {
  const { world } = started();
  world.hidden = true;
  world.socket.closes(1006);
  world.passes(60_000);
  expect(world.sockets).toHaveLength(1);

  world.hidden = false;
  world.wake("visible");

  expect(world.sockets).toHaveLength(2);
});

test("the network's return is tried at once", () => {
  const { world } = started();
  world.socket.closes(1006);

  world.wake("online");

  expect(world.sockets).toHaveLength(2);
});

test("a session that ended is not tried again, another build is told", () => {
  const { world, statuses, builds } = started();
  world.socket.says({ case: "notice", value: { kind: Notice_Kind.DRAIN, retryWindowMs: 100 } });
  world.socket.closes(4000);
  world.passes(100);
  world.socket.says({ case: "welcome", value: { build: "b2" } });
  expect(builds).toEqual(["b2"]);

  world.socket.closes(4101);
  world.passes(600_000);

  expect(statuses[statuses.length - 1]).toBe("signed_out");
  expect(world.sockets).toHaveLength(2);
});

test("a call is answered by its id, a refusal carries its reason", async () => {
  const { world, connection } = started();
  const client = createClient(RecognitionService, connection.transport);
  const first = client.getAllowance({});
  const second = client.getAllowance({});
  await Promise.resolve();
  const [one = 0, two = 0] = world.socket.calls;

  world.socket.says({
    case: "reply",
    value: { id: two, result: { case: "error", value: { code: Code.NotFound, reason: "PERSON_NOT_FOUND" } } },
  });
  const ok = toBinary(GetAllowanceResponseSchema, create(GetAllowanceResponseSchema, { left: 24 }));
  world.socket.says({ case: "reply", value: { id: one, result: { case: "ok", value: ok } } });

  expect((await first).left).toBe(24);
  const refusal: unknown = await second.catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(ConnectError);
  expect(reasonOf(refusal)).toBe("PERSON_NOT_FOUND");
});

test("calls fail when the connection does, and at once when there is none", async () => {
  const { world, connection } = started();
  const client = createClient(RecognitionService, connection.transport);
  const inFlight = client.getAllowance({});
  await Promise.resolve();

  world.socket.closes(1006);

  expect(reasonOf(await inFlight.catch((error: unknown) => error))).toBe("CONNECTION_LOST");
  expect(reasonOf(await client.getAllowance({}).catch((error: unknown) => error))).toBe("CONNECTION_LOST");
});

test("at most eight calls are on their way", async () => {
  const { world, connection } = started();
  const client = createClient(RecognitionService, connection.transport);

  const calls = Array.from({ length: 10 }, () => client.getAllowance({}).catch(() => undefined));
  await Promise.resolve();
  expect(world.socket.calls).toHaveLength(8);
  world.socket.says({ case: "reply", value: { id: world.socket.calls[0] ?? 0, result: { case: "ok", value: new Uint8Array() } } });

  expect(world.socket.calls).toHaveLength(9);
  world.socket.closes(1006);
  await Promise.all(calls);
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
