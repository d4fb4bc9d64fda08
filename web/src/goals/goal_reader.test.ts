import { create } from "@bufbuild/protobuf";
import { Code, ConnectError, createClient, createRouterTransport } from "@connectrpc/connect";
import { expect, test } from "vitest";

import { GoalService, GoalsSchema, ListGoalsResponseSchema } from "../gen/koebel/v1/goal_pb";
import { Connection } from "../live/connection";
import { FakeWorld } from "../live/fake_world";
import { GoalReader } from "./goal_reader";

const goals = (progress: number, position: bigint) => create(GoalsSchema, { goals: [{ id: "g", progress, target: 100 }], position });

/** A page that reads goals from a server. */
async function given() {
  const server = { goals: goals(3, 10n), epoch: "e1", isAway: false };
  const transport = createRouterTransport(({ service }) => {
    service(GoalService, {
      listGoals: () => {
        if (server.isAway) throw new ConnectError("away", Code.Unavailable);
        return create(ListGoalsResponseSchema, { goals: server.goals, snapshot: { epoch: server.epoch, heads: [{ topic: "goals", seq: 0n }] } });
      },
    });
  });
  const world = new FakeWorld();
  const connection = new Connection({}, { world });
  connection.start();
  world.socket.says({ case: "welcome", value: { build: "b1" } });
  const shown: (number | undefined)[] = [];
  const reader = new GoalReader(createClient(GoalService, transport), connection, (all) => shown.push(all[0]?.progress));
  let version = 0n;
  const pushes = (progress: number, position: bigint) => {
    const value = goals(progress, position);
    world.socket.says({ case: "state", value: { topic: "goals", version: ++version, state: { case: "goals", value } } });
  };
  return { server, world, reader, shown, pushes };
}

test("what is read is shown, and then what is pushed", async () => {
  const { reader, shown, pushes } = await given();
  expect(reader.isAdrift).toBe(true);

  await reader.read();
  pushes(4, 12n);

  expect(shown).toEqual([3, 4]);
  expect(reader.isAdrift).toBe(false);
});

test("an older one than what is shown is dropped, also from a read; of another history it counts", async () => {
  const { server, reader, shown, pushes } = await given();
  await reader.read();
  pushes(6, 20n);

  pushes(5, 15n);
  await reader.read();
  expect(shown).toEqual([3, 6]);

  server.epoch = "e2";
  await reader.read();
  expect(shown).toEqual([3, 6, 3]);
});

test("a read that failed is tried again", async () => {
  const { server, world, reader, shown } = await given();
  server.isAway = true;
  await reader.read();
  expect(shown).toEqual([]);

  server.isAway = false;
  world.passes(30_000);
  await expect.poll(() => shown).toEqual([3]);
});

test("stopped, it shows nothing more", async () => {
  const { reader, shown, pushes } = await given();
  await reader.read();

  reader.stop();
  pushes(9, 30n);

  expect(shown).toEqual([3]);
  expect(reader.isAdrift).toBe(true);
});
