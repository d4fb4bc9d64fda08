import { create } from "@bufbuild/protobuf";
import { createClient, createRouterTransport } from "@connectrpc/connect";
import { expect, test } from "vitest";

import {
  BoardKind,
  BoardRowSchema,
  BoardSchema,
  BoardsShown,
  GetBoardResponseSchema,
  LeaderboardService,
  ListBoardsResponseSchema,
  PeriodKind,
} from "../gen/koebel/v1/leaderboard_pb";
import { Connection } from "../live/connection";
import { FakeWorld } from "../live/fake_world";
import { BoardReader } from "./board_reader";
import { RailBoards } from "./rail_boards";

const kShown = "wall:board:shown";
const key = { kind: BoardKind.GIVEN, periodKind: PeriodKind.WEEK, period: 7n };

/** A screen that reads its boards from a server which shows them as `organisation.shown` says. */
async function given(shown: BoardsShown) {
  const organisation = { shown };
  const transport = createRouterTransport(({ service }) => {
    service(LeaderboardService, {
      listBoards: () =>
        create(ListBoardsResponseSchema, {
          shown: organisation.shown,
          boards: organisation.shown === BoardsShown.OFF ? [] : [key],
          snapshot: { epoch: "e1", heads: [{ topic: kShown, seq: 0n }] },
        }),
      getBoard: () =>
        create(GetBoardResponseSchema, {
          board: { key, shown: organisation.shown, top: ["a", "b", "c"].map((id) => create(BoardRowSchema, { person: { id, name: id } })) },
          snapshot: { epoch: "e1", heads: [{ topic: "wall:board:given:week", seq: 0n }] },
        }),
    });
  });
  const world = new FakeWorld();
  const connection = new Connection({}, { world });
  connection.start();
  world.socket.says({ case: "welcome", value: { build: "b1" } });
  const rail = new RailBoards();
  const reader = new BoardReader(createClient(LeaderboardService, transport), connection, rail, world.now);
  await reader.read();
  let version = 0n;
  const chooses = (wanted: BoardsShown) => {
    organisation.shown = wanted;
    const value = create(BoardSchema, { shown: wanted });
    world.socket.says({ case: "state", value: { topic: kShown, version: ++version, state: { case: "board", value } } });
  };
  return { world, rail, chooses };
}

test("a screen that was loaded while boards are off shows them when they are switched on, within a second", async () => {
  const { world, rail, chooses } = await given(BoardsShown.OFF);
  expect(rail.slides(0)).toEqual([]);

  chooses(BoardsShown.RANKS);
  world.passes(1_000);

  await expect.poll(() => rail.slides(0).length).toBe(1);
});

test("boards that are switched off are off the wall at once, and come back", async () => {
  const { world, rail, chooses } = await given(BoardsShown.RANKS);
  expect(rail.slides(0).length).toBe(1);

  chooses(BoardsShown.OFF);
  expect(rail.slides(0)).toEqual([]);
  world.passes(2_000);
  await new Promise((resolve) => setTimeout(resolve)); // it has read that they are off
  expect(rail.slides(0)).toEqual([]);

  chooses(BoardsShown.RANKS);
  world.passes(4_000);
  await expect.poll(() => rail.slides(0).length).toBe(1);
});

test("what is told as it is known is not asked for again", async () => {
  const { world, rail, chooses } = await given(BoardsShown.RANKS);
  const before = rail.slides(0)[0];

  chooses(BoardsShown.RANKS);
  world.passes(60_000);
  await Promise.resolve();

  expect(rail.slides(0)[0]).toBe(before);
});
