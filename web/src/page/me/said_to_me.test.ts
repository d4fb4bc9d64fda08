import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { expect, test } from "vitest";

import { EventBodySchema } from "../../gen/koebel/v1/event_pb";
import { ListSaidToMeResponseSchema, MarkSaidToMeReadResponseSchema, RecognitionSchema } from "../../gen/koebel/v1/recognition_pb";
import type { Lists } from "../feed/lists";
import type { RecognitionList, Source } from "../feed/recognition_list.svelte";
import type { Away } from "./away.svelte";
import { SaidToMe } from "./said_to_me.svelte";

const row = (position: number) => create(RecognitionSchema, { id: `r${position}`, position: BigInt(position), giver: { id: "other" } });

/** Said at 3 and 5, read up to 3. */
async function given() {
  const marked: bigint[] = [];
  const away = { isAway: false };
  const list = { rows: [row(5), row(3)] };
  let source: Source | undefined;
  const lists = {
    of: (asked: Source) => {
      source = asked;
      return list as unknown as RecognitionList;
    },
  };
  const client = {
    listSaidToMe: async () => create(ListSaidToMeResponseSchema, { unread: 1, readPosition: 3n }),
    markSaidToMeRead: async ({ readPosition = 0n }) => {
      marked.push(readPosition);
      return create(MarkSaidToMeReadResponseSchema, {});
    },
  };
  const said = new SaidToMe(client, lists as Lists, away as Away, "me", () => {});
  await source?.page(0n);
  /** An event, and the rows once they have taken it. */
  const comes = (init: MessageInitShape<typeof EventBodySchema>["body"], rows = list.rows) => {
    const before = list.rows;
    list.rows = rows;
    source?.onEvent?.(create(EventBodySchema, { body: init ?? { case: undefined } }).body, before);
  };
  return { said, away, marked, comes };
}

test("what comes is unread, and what is taken back is not any more", async () => {
  const { said, comes } = await given();
  expect(said.unread).toBe(1);

  comes({ case: "recognitionGiven", value: { recognition: row(8) } }, [row(8), row(5), row(3)]);
  expect(said.unread).toBe(2);

  comes({ case: "recognitionWithdrawn", value: { recognitionId: "r5" } }, [row(8), row(3)]);
  expect(said.unread).toBe(1);
});

test("what was read on another device is read here", async () => {
  const { said, comes } = await given();

  comes({ case: "saidToMeRead", value: { unread: 0, readPosition: 5n } });

  expect([said.unread, said.readPosition]).toEqual([0, 5n]);
});

test("up to the newest is read once; who is away says so even when nothing is unread", async () => {
  const { said, away, marked, comes } = await given();

  await said.markRead();
  expect(marked).toEqual([5n]);
  await said.markRead();
  expect(marked).toEqual([5n]);

  away.isAway = true;
  await said.markRead();
  expect(marked).toEqual([5n, 5n]);

  comes({ case: "saidToMeRead", value: { unread: 0, readPosition: 5n } });
  await said.markRead();
  expect(marked).toEqual([5n, 5n]);
});
