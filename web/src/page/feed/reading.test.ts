import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";

import { MarkFeedReadResponseSchema, RecognitionSchema } from "../../gen/koebel/v1/recognition_pb";
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

test("the place moves forward only, and is said once", async () => {
  const said: bigint[] = [];
  const reading = new Reading({
    markFeedRead: async ({ readPosition = 0n }) => {
      said.push(readPosition);
      return create(MarkFeedReadResponseSchema, { readPosition });
    },
  });
  await reading.mark(4n);
  expect(said).toEqual([]); // the server has not said where it is

  reading.take(5n);
  for (const position of [5n, 9n, 9n, 7n]) await reading.mark(position);
  reading.take(6n);

  expect([said, reading.position]).toEqual([[9n], 9n]);
});
