import { create } from "@bufbuild/protobuf";
import { timestampMs } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError } from "@connectrpc/connect";
import { expect, test } from "vitest";

import { SnapshotSchema } from "../../../gen/koebel/v1/common_pb";
import { EventBodySchema, type EventBody } from "../../../gen/koebel/v1/event_pb";
import { ErrorSchema, EventSchema } from "../../../gen/koebel/v1/live_pb";
import { ListFeedRequestSchema, ListFeedResponseSchema, RecognitionSchema, type ListFeedRequest } from "../../../gen/koebel/v1/recognition_pb";
import { Connection } from "../../../live/connection";
import { FakeWorld } from "../../../live/fake_world";
import { RecognitionList } from "../recognition_list.svelte";
import { kNoFilter } from "./filter";
import { Search } from "./search.svelte";

const row = (id: string, position: number) => create(RecognitionSchema, { id, position: BigInt(position) });

function given(found = [row("b", 9), row("a", 5)]) {
  const world = new FakeWorld();
  const connection = new Connection({}, { world });
  connection.start();
  world.socket.says({ case: "welcome", value: { build: "b1" } });
  const asked: ListFeedRequest[] = [];
  let refusals = 0;
  const search = new Search({
    recognitions: {
      listFeed: async (request) => {
        asked.push(create(ListFeedRequestSchema, request));
        if (refusals-- > 0) {
          for (let i = 0; i < 6; ++i) await Promise.resolve(); // behind the next one's answer
          throw new ConnectError("no", Code.InvalidArgument, undefined, [{ desc: ErrorSchema, value: { reason: "FILTER_INVALID" } }]);
        }
        const heads = [{ topic: "feed", seq: 0n }, { topic: "person:me", seq: 0n }];
        return create(ListFeedResponseSchema, { recognitions: found, matches: 12, snapshot: create(SnapshotSchema, { epoch: "e1", heads }) });
      },
    },
    list: (source) => new RecognitionList(connection, source),
    keeps: () => false,
    mayWait: ({ id }) => id === "waiting",
    now: () => Date.parse("2026-11-25T12:00:00Z"),
    timeZone: () => "Europe/Amsterdam",
  });
  const seqs = new Map<string, bigint>();
  const tells = (topic: string, body: EventBody["body"]) => {
    const seq = (seqs.get(topic) ?? 0n) + 1n;
    seqs.set(topic, seq);
    world.socket.says({ case: "event", value: create(EventSchema, { topic, seq, body: create(EventBodySchema, { body }) }) });
  };
  const gives = (topic: string, id: string) =>
    tells(topic, create(EventBodySchema, { body: { case: "recognitionGiven", value: { recognition: row(id, 20) } } }).body);
  const takesBack = (id: string) =>
    tells("feed", create(EventBodySchema, { body: { case: "recognitionWithdrawn", value: { recognitionId: id } } }).body);
  const answered = async () => {
    for (let i = 0; i < 12; ++i) await Promise.resolve();
  };
  const refusesNext = () => (refusals = 1);
  return { search, asked, refusesNext, gives, takesBack, answered };
}

const ids = (search: Search) => search.list.rows.map(({ id }) => id);

test("everything that was chosen is asked together, days as moments", async () => {
  const { search, asked, answered } = given();

  search.open({ ...kNoFilter, query: "warm", valueId: "v1", kind: "customer", from: "2026-11-23", until: "2026-11-24" });
  await answered();

  const [{ filter } = create(ListFeedRequestSchema)] = asked;
  expect(filter).toMatchObject({ query: "warm", valueId: "v1", teamId: "", personId: "", kind: 1 });
  expect(filter?.from && new Date(timestampMs(filter.from)).toISOString()).toBe("2026-11-22T23:00:00.000Z");
  expect(filter?.until && new Date(timestampMs(filter.until)).toISOString()).toBe("2026-11-24T23:00:00.000Z");
  expect([ids(search), search.matches]).toEqual([["b", "a"], 12]);
});

test("what is given meanwhile is counted once and not mixed in; taken back it counts no more", async () => {
  const { search, gives, takesBack, answered } = given();
  search.open({ ...kNoFilter, kind: "mine" });
  await answered();

  gives("feed", "new");
  gives("person:me", "new");
  gives("feed", "other");
  takesBack("other");

  expect([ids(search), search.news]).toEqual([["b", "a"], 1]);
  await search.again();
  expect(search.news).toBe(0);
});

test("what may wait for who gets it quietly is not counted", async () => {
  const { search, gives, answered } = given();
  search.open({ ...kNoFilter, kind: "mine" });
  await answered();

  gives("feed", "waiting");

  expect(search.news).toBe(0);
});

test("what was found and is taken back is gone, and counted so", async () => {
  const { search, takesBack, answered } = given();
  search.open({ ...kNoFilter, kind: "mine" });
  await answered();

  takesBack("b");

  expect([ids(search), search.matches]).toEqual([["a"], 11]);
});

test("too many words are not asked; the same filter is not asked twice, and none is not asked at all", async () => {
  const { search, asked, answered } = given();

  search.open({ ...kNoFilter, query: "1 2 3 4 5 6 7 8 9" });
  await answered();
  expect([asked.length, search.isRefused, search.list.status]).toEqual([0, true, "ready"]);

  search.open({ ...kNoFilter, query: "een" });
  search.open({ ...kNoFilter, query: "een" });
  await answered();
  search.open(kNoFilter);
  await answered();
  expect([asked.length, search.isRefused, search.isOn, ids(search)]).toEqual([1, false, false, []]);
});

test("a refusal that comes late is not of what is looked for by now", async () => {
  const { search, asked, refusesNext, answered } = given();
  refusesNext();
  search.open({ ...kNoFilter, query: "een" });
  search.open({ ...kNoFilter, query: "twee" });
  await answered();

  expect(asked).toHaveLength(2);
  expect([search.isRefused, ids(search)]).toEqual([false, ["b", "a"]]);
});
