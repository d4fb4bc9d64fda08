import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";

import { SnapshotSchema } from "../../gen/koebel/v1/common_pb";
import { EventBodySchema, type EventBody } from "../../gen/koebel/v1/event_pb";
import { InboxItemSchema, ListInboxResponseSchema, MarkInboxReadResponseSchema, type InboxItem } from "../../gen/koebel/v1/inbox_pb";
import { EventSchema } from "../../gen/koebel/v1/live_pb";
import { Connection } from "../../live/connection";
import { FakeWorld } from "../../live/fake_world";
import { Inbox } from "./inbox.svelte";

const kTopic = "person:me";
const item = (position: number, recognitionId = `r${position}`, remarkId = "") =>
  create(InboxItemSchema, { position: BigInt(position), recognitionId, remarkId });
const positions = (items: readonly InboxItem[]) => items.map(({ position }) => Number(position));

/** A server with these items, all that is above 5 unread; `seq` moves with every event that is told. */
function given(items: InboxItem[]) {
  const world = new FakeWorld();
  const connection = new Connection({}, { world });
  connection.start();
  world.socket.says({ case: "welcome", value: { build: "b1" } });
  const server = { items, readPosition: 5n, seq: 0n, reads: 0, fails: false };
  const unread = () => server.items.filter(({ position }) => position > server.readPosition).length;
  const arrived: number[][] = [];
  const inbox = new Inbox(
    connection,
    {
      listInbox: async ({ beforePosition = 0n, pageSize = 30 }) => {
        server.reads += 1;
        if (server.fails) throw new Error("busy");
        const below = server.items.filter(({ position }) => beforePosition === 0n || position < beforePosition);
        return create(ListInboxResponseSchema, {
          items: below.slice(0, pageSize),
          more: below.length > pageSize,
          readPosition: server.readPosition,
          unread: unread(),
          snapshot: create(SnapshotSchema, { epoch: "e1", heads: [{ topic: kTopic, seq: server.seq }] }),
        });
      },
      markInboxRead: async ({ readPosition = 0n }) => {
        if (server.fails) throw new Error("busy");
        server.readPosition = readPosition;
        return create(MarkInboxReadResponseSchema, { readPosition, unread: unread() });
      },
    },
    "me",
    (items) => arrived.push(positions(items)),
  );
  const tells = (body: EventBody["body"]) => {
    server.seq += 1n;
    world.socket.says({ case: "event", value: create(EventSchema, { topic: kTopic, seq: server.seq, body: create(EventBodySchema, { body }) }) });
  };
  const changed = () => tells(create(EventBodySchema, { body: { case: "inboxChanged", value: { unread: unread(), readPosition: server.readPosition } } }).body);
  const passes = async (ms: number) => {
    world.passes(ms);
    for (let i = 0; i < 12; ++i) await Promise.resolve();
  };
  return { world, inbox, server, arrived, tells, changed, passes };
}

test("what came is counted at once and read once for a burst, and told as arrived; what was there at first is not", async () => {
  const { inbox, server, arrived, changed, passes } = given([item(9)]);
  await inbox.load();
  expect(inbox.unread).toBe(1);

  for (const position of [10, 11, 12]) {
    server.items = [item(position), ...server.items];
    changed();
  }
  expect(inbox.unread).toBe(4);
  await passes(10_000);

  expect(positions(inbox.items)).toEqual([12, 11, 10, 9]);
  expect(server.reads).toBe(2);
  expect(arrived).toEqual([[10, 11, 12]]);
});

test("while nobody looks it is read, too", async () => {
  const { world, inbox, server, arrived, changed, passes } = given([]);
  await inbox.load();
  world.hidden = true;

  server.items = [item(7)];
  changed();
  await passes(10_000);

  expect(arrived).toEqual([[7]]);
});

test("read on another device it is read here; what is read here is not unread again", async () => {
  const { inbox, server, changed } = given([item(9), item(8)]);
  await inbox.load();
  server.readPosition = 8n;
  changed();
  expect([inbox.unread, inbox.readPosition]).toEqual([1, 8n]);

  await inbox.markRead();

  expect([inbox.unread, inbox.readPosition, server.readPosition]).toEqual([0, 9n, 9n]);
  await inbox.markRead();
  expect(server.readPosition).toBe(9n);
});

test("an event that only says that something came does not move the place back", async () => {
  const { inbox, server, tells, passes } = given([item(9)]);
  await inbox.load();

  server.items = [item(10), item(9)];
  tells(create(EventBodySchema, { body: { case: "inboxChanged", value: { unread: 2 } } }).body);

  expect([inbox.unread, inbox.readPosition]).toEqual([2, 5n]);
  await passes(10_000);
  expect(positions(inbox.items)).toEqual([10, 9]);
});

test("what could not be said to be read is unread still", async () => {
  const { inbox, server } = given([item(9)]);
  await inbox.load();
  server.fails = true;

  await inbox.markRead();

  expect([inbox.unread, inbox.readPosition]).toEqual([1, 5n]);
});

test("what was taken back is gone before it is read again, and so is a remark that was removed elsewhere", async () => {
  const { inbox, tells } = given([item(9, "gone"), item(8, "stays", "remark"), item(7, "stays")]);
  await inbox.load();

  tells(create(EventBodySchema, { body: { case: "recognitionWithdrawn", value: { recognitionId: "gone" } } }).body);
  expect(positions(inbox.items)).toEqual([8, 7]);
  inbox.heard(create(EventBodySchema, { body: { case: "remarkRemoved", value: { remarkId: "remark" } } }).body);

  expect(positions(inbox.items)).toEqual([7]);
});

test("older ones that were scrolled to stay when something comes", async () => {
  const all = Array.from({ length: 65 }, (_, index) => item(100 - index));
  const { inbox, server, changed, passes } = given(all);
  await inbox.load();
  await inbox.older();
  expect(inbox.items.length).toBe(60);

  server.items = [item(101), ...all];
  changed();
  await passes(10_000);

  expect(inbox.items.length).toBe(61);
  expect(inbox.more).toBe(true);
  await inbox.older();
  expect([inbox.items.length, inbox.more]).toEqual([66, false]);
});

test("a read that fails is done again, from a snapshot", async () => {
  const { inbox, server, passes } = given([item(9)]);
  server.fails = true;
  await inbox.load();
  expect(inbox.status).toBe("failed");

  server.fails = false;
  await passes(1_000);

  expect(inbox.status).toBe("ready");
  expect(inbox.isAdrift).toBe(false);
});
