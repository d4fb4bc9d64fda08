import { expect, test } from "vitest";

import { Notice_Kind } from "../gen/koebel/v1/live_pb";
import { Connection } from "./connection";
import { FakeWorld } from "./fake_world";
import type { Listeners, Status } from "./listeners";

function started(listeners: Listeners = {}, options: { connectsHidden?: boolean } = {}) {
  const world = new FakeWorld();
  const statuses: Status[] = [];
  const builds: string[] = [];
  const connection = new Connection(
    { onStatus: (status) => statuses.push(status), onOtherBuild: (build) => builds.push(build), ...listeners },
    { world, ...options },
  );
  connection.start();
  const welcome = (build = "b1") => world.socket.says({ case: "welcome", value: { build } });
  welcome();
  return { world, connection, statuses, builds, welcome };
}

test("silence ends the connection and a new one is opened", () => {
  const { world, statuses } = started();

  world.passes(27_500);
  world.passes(1_500);

  expect(world.sockets).toHaveLength(2);
  expect(statuses).toEqual(["connecting", "live", "waiting", "connecting"]);
});

test("one who asks for it is connected anew, and hears what time it is", () => {
  const offsets: number[] = [];
  const { world, connection } = started({ onClock: (offset) => offsets.push(offset) });

  connection.renew();
  world.passes(1_000);
  world.socket.says({ case: "welcome", value: { build: "b1", now: { seconds: 1n, nanos: 0 } } });

  expect(world.sockets).toHaveLength(2);
  expect(offsets).toHaveLength(1);
  connection.stop();
  connection.renew();
  world.passes(600_000);
  expect(world.sockets).toHaveLength(2);
});

test("a hidden page waits until somebody looks", () => {
  const { world } = started();
  world.hidden = true;
  world.socket.closes(1006);
  world.passes(60_000);
  expect(world.sockets).toHaveLength(1);

  world.hidden = false;
  world.wake();

  expect(world.sockets).toHaveLength(2);
});

test("the network's return is tried at once", () => {
  const { world } = started();
  world.socket.closes(1006);

  world.wake();

  expect(world.sockets).toHaveLength(2);
});

test("a session that ended is not tried again, another build is told", () => {
  const { world, statuses, builds } = started();
  world.socket.says({ case: "notice", value: { kind: Notice_Kind.DRAIN, retryWindowMs: 100 } });
  world.socket.closes(4000);
  world.passes(500);
  world.socket.says({ case: "welcome", value: { build: "b2" } });
  expect(builds).toEqual(["b2"]);

  world.socket.closes(4101);
  world.passes(600_000);

  expect(statuses[statuses.length - 1]).toBe("signed_out");
  expect(world.sockets).toHaveLength(2);
});

test("the network's return is tried once; what flickers waits its turn", () => {
  const { world } = started();
  world.socket.closes(1006);
  world.wake();
  world.socket.closes(1006);

  world.wake();
  world.wake();

  expect(world.sockets).toHaveLength(2);
  world.passes(1_000);
  expect(world.sockets).toHaveLength(3);
});

test.each([4229, 4200])("%d is not hurried, and comes back after thirty seconds at the earliest", (code) => {
  const { world } = started();
  world.socket.closes(code);

  world.wake();
  world.passes(29_999);
  expect(world.sockets).toHaveLength(1);

  world.passes(30_001);
  expect(world.sockets).toHaveLength(2);
});

test("a drain is not hurried either", () => {
  const { world } = started();
  world.socket.says({ case: "notice", value: { kind: Notice_Kind.DRAIN, retryWindowMs: 10_000 } });
  world.socket.closes(4000);

  world.wake();
  world.passes(4_999);
  expect(world.sockets).toHaveLength(1);

  world.passes(1);
  expect(world.sockets).toHaveLength(2);
});

test("the network's return does not connect a hidden page, but a screen, whoever looks", () => {
  const page = started();
  const screen = started({}, { connectsHidden: true });
  for (const { world } of [page, screen]) {
    world.hidden = true;
    world.socket.closes(1006);
    world.wake();
  }

  expect(page.world.sockets).toHaveLength(1);
  expect(screen.world.sockets).toHaveLength(2);
});

test("what is said over HTTP to be still signed in comes back", () => {
  const { world, connection, statuses, welcome } = started();
  world.socket.closes(4101);

  connection.resume();
  world.passes(500);
  welcome();

  expect(statuses).toEqual(["connecting", "live", "signed_out", "waiting", "connecting", "live"]);
});

test("one who stopped does not come back", () => {
  const { world, connection } = started();
  world.socket.closes(4400);

  connection.resume();
  world.wake();
  world.passes(600_000);

  expect(world.sockets).toHaveLength(1);
  expect(connection.status).toBe("stopped");
});

test("bytes that are no frame end the connection, and what is followed is resumed", () => {
  const { world, connection } = started();
  connection.follow({ epoch: "e1", seqs: new Map([["feed", 4n]]) }, { apply: () => {}, reset: () => {} });

  world.socket.onmessage?.(new MessageEvent("message", { data: Uint8Array.of(0xff).buffer }));
  world.passes(1_000);
  world.socket.says({ case: "welcome", value: { build: "b1" } });

  expect(world.sockets).toHaveLength(2);
  expect(world.socket.sent).toEqual(["subscribe feed e1 4"]);
});

test("frames and fields of a newer server change nothing", () => {
  const { world, statuses } = started();

  world.socket.onmessage?.(new MessageEvent("message", { data: Uint8Array.of(0x7a, 2, 0x0a, 0).buffer }));

  expect(statuses).toEqual(["connecting", "live"]);
});

test("a page asks why it is refused at the second time, then every thirty seconds", () => {
  let asked = 0;
  const { world } = started({ onRefused: () => (asked += 1) });
  world.socket.closes(1006);
  const asks: number[] = [];
  for (let second = 0; second < 70; ++second) {
    if (world.socket.readyState === 1) world.socket.closes(1006);
    world.passes(1_000);
    asks.push(asked);
  }

  expect(asks[0]).toBe(0);
  expect(asks[20]).toBe(1);
  expect(asks[45]).toBe(2);
});
