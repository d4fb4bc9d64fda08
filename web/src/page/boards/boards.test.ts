import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";
import { expect, test, vi } from "vitest";

import {
  BoardKind,
  BoardRowSchema,
  BoardSchema,
  BoardsShown,
  GetBoardResponseSchema,
  GetBoardResponse_Absence as Absence,
  ListBoardsResponseSchema,
  PeriodKind,
  type Board,
} from "../../gen/koebel/v1/leaderboard_pb";
import { SnapshotSchema } from "../../gen/koebel/v1/common_pb";
import { ErrorSchema, NoticeSchema, Notice_Kind } from "../../gen/koebel/v1/live_pb";
import { Connection } from "../../live/connection";
import { FakeWorld } from "../../live/fake_world";
import { Boards } from "./boards.svelte";
import { kFirst } from "./selection";

const kTopic = "board:given:month";
const row = (id: string, rank: number) => create(BoardRowSchema, { rank, person: { id, name: id }, score: 20 - rank });
type Answer = MessageInitShape<typeof GetBoardResponseSchema> | Error;

function board(position: bigint, members: string[], about: { period?: bigint; shown?: BoardsShown; closed?: boolean } = {}): Board {
  return create(BoardSchema, {
    key: { kind: BoardKind.GIVEN, periodKind: PeriodKind.MONTH, period: about.period ?? 7n },
    shown: about.shown ?? BoardsShown.RANKS,
    closed: about.closed ?? false,
    top: members.map((id, index) => row(id, index + 1)),
    size: members.length,
    position,
  });
}
const followed = { epoch: "e1", heads: [{ topic: kTopic, seq: 0n }] };
const refusal = (reason: string) =>
  new ConnectError("", Code.FailedPrecondition, undefined, [{ desc: ErrorSchema, value: { code: 9, reason } }]);

async function given(...answers: Answer[]) {
  const world = new FakeWorld();
  const connection = new Connection({}, { world });
  connection.start();
  world.socket.says({ case: "welcome", value: { build: "b1" } });
  const asked: bigint[] = [];
  const appeared: boolean[] = [];
  const listed: MessageInitShape<typeof ListBoardsResponseSchema> = {
    shown: BoardsShown.RANKS,
    boards: [{ kind: BoardKind.GIVEN, periodKind: PeriodKind.MONTH }],
  };
  const source = {
    list: () => Promise.resolve(create(ListBoardsResponseSchema, listed)),
    board: ({ period }: { period: bigint }) => {
      asked.push(period);
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(create(GetBoardResponseSchema, answer));
    },
    appear: (isOnBoards: boolean) => {
      appeared.push(isOnBoards);
      return Promise.resolve(30n);
    },
  };
  const boards = new Boards(connection, source, "me", world.now);
  const passes = async (ms: number) => {
    world.passes(ms);
    for (let i = 0; i < 8; ++i) await Promise.resolve();
  };
  let version = 0n;
  const pushes = (pushed: Board, topic = kTopic) =>
    world.socket.says({ case: "state", value: { topic, version: ++version, state: { case: "board", value: pushed } } });
  const top = () => boards.board?.top.map(({ person }) => person?.id);
  await boards.arrive();
  await boards.open(kFirst);
  return { world, boards, listed, asked, appeared, passes, pushes, top };
}

test("a pushed board takes the place of an older one, and tells who moved", async () => {
  const { boards, pushes, top, world } = await given({ board: board(10n, ["a", "b"]), snapshot: followed });
  expect(world.socket.sent).toEqual([`subscribe ${kTopic} e1 0`]);

  pushes(board(12n, ["b", "a", "c"]));
  pushes(board(11n, ["a", "b"]));

  expect(top()).toEqual(["b", "a", "c"]);
  expect(boards.movements.get("b")).toEqual({ kind: "up", places: 1 });
  expect(boards.movements.get("c")).toEqual({ kind: "new" });
});

test("my place below the ten is asked for when the board moves, once in a while however often it does", async () => {
  const { boards, asked, passes, pushes } = await given(
    { board: board(10n, ["a"]), me: row("me", 12), snapshot: followed },
    { board: board(49n, ["b"]), me: row("me", 11), around: [row("a", 10), row("me", 11)], snapshot: followed },
  );

  for (let position = 11n; position < 51n; ++position) {
    pushes(board(position, ["b"]));
    await passes(250);
  }

  expect(asked.length).toBe(3);
  expect(boards.me?.rank).toBe(11);
  expect(boards.below).toMatchObject({ rows: [{ rank: 10 }, { rank: 11 }], isApart: true });
  // Its answer was of a moment before the newest push.
  expect(boards.board?.position).toBe(50n);
});

test("among the ten, nothing more is asked for", async () => {
  const { boards, asked, passes, pushes } = await given({ board: board(10n, ["a"]), me: row("me", 12), snapshot: followed });

  pushes(board(11n, ["a", "me"]));
  await passes(60_000);

  expect(asked.length).toBe(1);
  expect(boards.me?.rank).toBe(2);
  expect(boards.below.rows).toEqual([]);
});

test("my new place is said, not at every move and not into what the page says when it opens", async () => {
  const { boards, passes, pushes, world } = await given({ board: board(10n, ["a", "me"]), snapshot: followed });
  const said: [number, number][] = [];
  boards.onRank = (rank) => said.push([world.now(), rank]);

  for (let position = 11n; position < 51n; ++position) {
    pushes(board(position, position % 2n === 1n ? ["a", "me"] : ["b", "a", "me"]));
    await passes(1_000);
  }
  pushes(board(60n, ["me", "a"]));
  await passes(60_000);

  expect(said).toEqual([[30_000, 3], [60_000, 1]]);
});

test("the next period begins: the whole board is read again, and moves start anew", async () => {
  const { boards, asked, passes, pushes, top } = await given(
    { board: board(10n, ["a", "b"]), snapshot: followed },
    { board: board(12n, ["b"], { period: 8n }), snapshot: followed, previousPeriod: 7n },
  );

  pushes(board(11n, [], { period: 8n }));
  expect(top()).toEqual(["a", "b"]);
  await passes(1_000);

  expect(asked).toEqual([0n, 0n]);
  expect(top()).toEqual(["b"]);
  expect(boards.previousPeriod).toBe(7n);
  expect(boards.movements.size).toBe(0);
});

test("a closed period is not followed, and the running one by its number is the running one", async () => {
  const { world, boards } = await given({ board: board(10n, ["a"], { closed: true }), snapshot: followed }, { board: board(10n, ["a"]), snapshot: followed });
  expect(world.socket.sent).toEqual([]);

  await boards.open({ ...kFirst, period: 7n });

  expect(boards.selection.period).toBe(0n);
  expect(world.socket.sent).toEqual([`subscribe ${kTopic} e1 0`]);
});

test("boards that were switched off are gone, whoever tells it", async () => {
  const { boards, passes, pushes } = await given({ board: board(10n, ["a"]), snapshot: followed }, refusal("BOARDS_OFF"));

  pushes(board(11n, [], { shown: BoardsShown.OFF }));
  await passes(1_000);

  expect(boards.isOff).toBe(true);
  expect(boards.board).toBeUndefined();
});

test("boards that are switched on are there within a second, and off at once, also on a page that looks at something else", async () => {
  const { world, boards, listed, passes, pushes } = await given({ board: board(10n, ["a"]) });
  boards.close();
  const kShown = "board:shown";
  listed.snapshot = create(SnapshotSchema, { epoch: "e1", heads: [{ topic: kShown, seq: 0n }] });
  const { boards: some } = listed;
  Object.assign(listed, { shown: BoardsShown.OFF, boards: [] });
  await boards.arrive();
  expect(boards.isOff).toBe(true);
  expect(world.socket.sent).toContain(`subscribe ${kShown} e1 0`);
  const says = (shown: BoardsShown) => pushes(create(BoardSchema, { shown, position: 20n }), kShown);

  Object.assign(listed, { shown: BoardsShown.RANKS, boards: some });
  says(BoardsShown.RANKS);
  await passes(1_000);
  expect(boards.isHidden).toBe(false);
  expect(boards.offered.length).toBe(1);

  says(BoardsShown.OFF);
  expect(boards.isHidden).toBe(true);
  expect(boards.board).toBeUndefined();
});

test("a board that does not come leaves no other one in its place, and is asked for again", async () => {
  const { boards, passes } = await given({ board: board(10n, ["a"]) }, new Error("busy"), { board: board(11n, ["b"], { closed: true, period: 3n }) });

  await boards.open({ ...kFirst, period: 3n });
  expect(boards.status).toBe("failed");
  expect(boards.board).toBeUndefined();
  await passes(1_000);

  expect(boards.status).toBe("ready");
});

test("a period of which nothing is kept leads to the one that runs", async () => {
  const { boards, asked, passes } = await given({ board: board(10n, ["a"]) }, refusal("BOARD_NOT_FOUND"), { board: board(11n, ["b"]) });

  await boards.open({ ...kFirst, period: 3n });
  await passes(0);

  expect(asked).toEqual([0n, 3n, 0n]);
  expect(boards.status).toBe("ready");
});

test("who goes onto boards sees it at once, also when the board is a moment behind", async () => {
  vi.useFakeTimers();
  const { boards, appeared } = await given(
    { board: board(10n, ["a"]), absence: Absence.PUBLICITY, snapshot: followed },
    { board: board(29n, ["a"]), absence: Absence.PUBLICITY },
    { board: board(30n, ["a", "me"]) },
  );

  const done = boards.appear(true);
  await vi.runAllTimersAsync();
  await done;
  vi.useRealTimers();

  expect(appeared).toEqual([true]);
  expect(boards.absence).toBe(Absence.UNSPECIFIED);
  expect(boards.me?.rank).toBe(2);
});

test("boards may lag while the server says so, and no longer than the connection that was told", async () => {
  const { boards } = await given({ board: board(10n, ["a"]) });
  const notice = (kind: Notice_Kind, component = "redis") => boards.notice(create(NoticeSchema, { kind, component }));

  notice(Notice_Kind.DEGRADED, "sql");
  expect(boards.isLagging).toBe(false);
  notice(Notice_Kind.DEGRADED);
  expect(boards.isLagging).toBe(true);
  notice(Notice_Kind.RECOVERED);
  expect(boards.isLagging).toBe(false);
  notice(Notice_Kind.DEGRADED);
  boards.disconnected();
  expect(boards.isLagging).toBe(false);
});
