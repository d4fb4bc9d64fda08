import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";

import { SnapshotSchema } from "../../gen/koebel/v1/common_pb";
import { EventSchema, Subscribed_Status } from "../../gen/koebel/v1/live_pb";
import { RecognitionSchema } from "../../gen/koebel/v1/recognition_pb";
import { Connection } from "../../live/connection";
import { FakeWorld } from "../../live/fake_world";
import { RecognitionList, type Page } from "./recognition_list.svelte";

const page: Page = {
  recognitions: [],
  more: false,
  snapshot: create(SnapshotSchema, { epoch: "e1", heads: [{ topic: "feed", seq: 4n }] }),
};

function given(answers: (Page | Error)[]) {
  const world = new FakeWorld();
  const connection = new Connection({}, { world });
  connection.start();
  world.socket.says({ case: "welcome", value: { build: "b1" } });
  const reads: number[] = [];
  const list = new RecognitionList(connection, {
    page: () => {
      reads.push(world.now());
      const answer = answers.shift() ?? page;
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
  });
  /** Time passes, and what was asked is answered. */
  const passes = async (ms: number) => {
    world.passes(ms);
    for (let i = 0; i < 8; ++i) await Promise.resolve();
  };
  return { world, connection, list, reads, passes };
}

test("a snapshot that cannot be read is asked for again, less and less often, until it is followed", async () => {
  const { world, list, reads, passes } = given([new Error("busy"), new Error("busy")]);
  await list.load();
  expect(list.status).toBe("failed");

  await passes(500);
  await passes(1_000);

  expect(reads).toEqual([0, 500, 1_500]);
  expect(list.status).toBe("ready");
  expect(world.socket.sent).toEqual(["subscribe feed e1 4"]);
});

test("after a RESET the snapshot is read again, also when the first time fails", async () => {
  const { world, list, reads, passes } = given([page, new Error("busy")]);
  await list.load();

  world.socket.says({
    case: "subscribed",
    value: { topic: "feed", status: Subscribed_Status.RESET, epoch: "e2", head: 1n },
  });
  await passes(500);
  await passes(1_000);

  expect(reads).toEqual([0, 500, 1_500]);
  expect(list.isAdrift).toBe(false);
});

test("nothing is read for a page whose connection ended for good", async () => {
  const { connection, list, reads, passes } = given([new Error("busy")]);
  await list.load();

  connection.stop();
  await passes(60_000);

  expect(reads).toEqual([0]);
});

test("a list that is open for weeks keeps what one scrolls back over, and the rest can be read again", async () => {
  const row = (position: number) => create(RecognitionSchema, { id: `r${position}`, position: BigInt(position) });
  const older: Page = { ...page, recognitions: [row(1)], snapshot: create(SnapshotSchema, { epoch: "e1", heads: [{ topic: "feed", seq: 1_000n }] }) };
  const { world, list } = given([{ ...page, recognitions: [row(1)] }, older]);
  await list.load();
  for (let seq = 5; seq < 505; seq += 1) {
    const body = { body: { case: "recognitionGiven" as const, value: { recognition: row(seq) } } };
    world.socket.says({ case: "event", value: create(EventSchema, { topic: "feed", seq: BigInt(seq), position: BigInt(seq), body }) });
  }
  expect(list.rows).toHaveLength(501);

  list.shorten();
  expect([list.rows.length, list.rows[0]?.id, list.more]).toEqual([60, "r504", true]);

  await list.older();
  expect(list.rows.map(({ id }) => id).slice(-2)).toEqual(["r445", "r1"]);
});

test("an older page that was overtaken does not say that a newer one is here", async () => {
  const world = new FakeWorld();
  const connection = new Connection({}, { world });
  connection.start();
  const waiting: ((page: Page) => void)[] = [];
  const list = new RecognitionList(connection, { page: () => new Promise((answer) => waiting.push(answer)) });
  const answer = async () => {
    waiting.shift()?.({ ...page, recognitions: [create(RecognitionSchema, { id: "r1", position: 5n })], more: true });
    for (let i = 0; i < 8; ++i) await Promise.resolve();
  };
  void list.load();
  await answer();

  void list.older();
  void list.load();
  expect(list.isLoadingOlder).toBe(false);
  const overtaken = waiting.shift();
  await answer();
  void list.older();
  overtaken?.(page);
  for (let i = 0; i < 8; ++i) await Promise.resolve();

  expect(list.isLoadingOlder).toBe(true);
  await answer();
  expect(list.isLoadingOlder).toBe(false);
});
