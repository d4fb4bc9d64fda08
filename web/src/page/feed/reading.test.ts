import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";

import { MarkFeedReadResponseSchema, RecognitionSchema } from "../../gen/koebel/v1/recognition_pb";
import { FakeWorld } from "../../live/fake_world";
import { Paced } from "../../live/paced";
import { firstRead, Reading } from "./reading.svelte";

const row = (id: string, position: number, giver = "other") =>
  create(RecognitionSchema, { id, position: BigInt(position), giver: { id: giver } });

test("the line stands above the newest that was read", () => {
  const rows = [row("c", 9), row("b", 5), row("a", 3)];

  expect(firstRead(rows, 5n, "me")).toBe("b");
  expect(firstRead(rows, 7n, "me")).toBe("b");
});

test("there is no line where nothing is new, where all of it is, or on the first visit", () => {
  const rows = [row("c", 9), row("b", 5)];

  expect(firstRead(rows, 9n, "me")).toBeUndefined();
  expect(firstRead(rows, 2n, "me")).toBeUndefined();
  expect(firstRead(rows, 0n, "me")).toBeUndefined();
  expect(firstRead([], 5n, "me")).toBeUndefined();
});

test("what one gave oneself is no news", () => {
  expect(firstRead([row("c", 9, "me"), row("b", 5)], 5n, "me")).toBeUndefined();
  expect(firstRead([row("d", 10, "me"), row("c", 9), row("b", 5)], 5n, "me")).toBe("b");
});

function given() {
  const world = new FakeWorld();
  const server = { said: [] as bigint[], isAway: false };
  const client = {
    markFeedRead: async ({ readPosition = 0n }) => {
      if (server.isAway) throw new Error("away");
      server.said.push(readPosition);
      return create(MarkFeedReadResponseSchema, { readPosition });
    },
  };
  return { world, server, reading: new Reading(client, (pace, act) => new Paced(world, pace, act)) };
}

test("the place moves forward only, and is said once", () => {
  const { world, server, reading } = given();
  reading.mark(4n);
  world.passes(60_000);
  expect(server.said).toEqual([]); // the server has not said where it is

  reading.take(5n);
  for (const position of [5n, 9n, 9n, 7n]) reading.mark(position);
  reading.take(6n);
  world.passes(60_000);

  expect([server.said, reading.position]).toEqual([[9n], 9n]);
});

test("whatever comes while one looks is told twice a minute at most, and what is left when one leaves", async () => {
  const { world, server, reading } = given();
  reading.take(1n);

  for (let position = 2n; position <= 61n; position += 1n) {
    reading.mark(position);
    world.passes(1_000);
  }
  expect(server.said).toHaveLength(2);

  await reading.tell();
  await reading.tell();

  expect(server.said.at(-1)).toBe(61n);
  expect(server.said).toHaveLength(3);
});

test("what could not be told is told the next time", async () => {
  const { server, reading } = given();
  reading.take(1n);
  reading.mark(5n);
  server.isAway = true;
  await reading.tell();

  server.isAway = false;
  await reading.tell();

  expect(server.said).toEqual([5n]);
});
