import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { beforeEach, expect, test, vi } from "vitest";

import { SnapshotSchema } from "../../gen/koebel/v1/common_pb";
import { EventBodySchema } from "../../gen/koebel/v1/event_pb";
import { EventSchema } from "../../gen/koebel/v1/live_pb";
import { RecognitionSchema } from "../../gen/koebel/v1/recognition_pb";
import { OwnPartSchema, ReactionKind, RemarkKind, RemarkSchema, type Remark } from "../../gen/koebel/v1/remark_pb";
import { Conversations, type ConversationClient, type ReadPage } from "./conversations.svelte";

type Body = MessageInitShape<typeof EventBodySchema>["body"];
type Conversation = MessageInitShape<typeof RecognitionSchema>["conversation"];

const { BELL, HEART, CLAP, UNSPECIFIED } = ReactionKind;

const remark = (id: string, position: number, more: MessageInitShape<typeof RemarkSchema> = {}): Remark =>
  create(RemarkSchema, { id, recognitionId: "r", kind: RemarkKind.COMMENT, text: id, position: BigInt(position), ...more });
const boost = (id: string, position: number) => remark(id, position, { kind: RemarkKind.BOOST });
const reactions = (...counts: [ReactionKind, number][]) => counts.map(([kind, count]) => ({ kind, count }));
const told = (counts: ReturnType<typeof reactions>): Body => ({ case: "reactionsChanged", value: { recognitionId: "r", reactions: counts } });
const posted = (one: Remark, commentCount: number, boostCount = 0): Body => ({ case: "remarkPosted", value: { remark: one, commentCount, boostCount } });
const removed = (remarkId: string, commentCount: number, boostCount = 0): Body => ({
  case: "remarkRemoved",
  value: { remarkId, recognitionId: "r", commentCount, boostCount },
});

let react: ReturnType<typeof vi.fn<(request: { kind?: ReactionKind }) => Promise<unknown>>>;
let pages: ((before: bigint) => Promise<{ remarks: Remark[]; more: boolean }>)[];

let readOne: ReturnType<typeof vi.fn<(id: string) => ReadPage>>;

function given() {
  pages = [];
  readOne = vi.fn(() => ({ recognitions: [] }));
  react = vi.fn(() => Promise.resolve({}));
  const all = new Conversations({
    react: (request: { kind?: ReactionKind }) => react(request),
    listRemarks: ({ beforePosition }: { beforePosition?: bigint }) => pages.shift()?.(beforePosition ?? 0n) ?? Promise.resolve({ remarks: [], more: false }),
  } as unknown as ConversationClient, (id) => Promise.resolve(readOne(id)));
  return {
    all,
    one: all.of("r"),
    /** A page of the feed, read when the feed stood at `seq`. */
    page: (seq: number, conversation: Conversation, part?: MessageInitShape<typeof OwnPartSchema>, epoch = "e1") =>
      all.read({
        recognitions: [create(RecognitionSchema, { id: "r", ...(conversation ? { conversation } : {}) })],
        mine: part ? [create(OwnPartSchema, { recognitionId: "r", ...part })] : [],
        snapshot: create(SnapshotSchema, { epoch, heads: [{ topic: "feed", seq: BigInt(seq) }, { topic: "person:me", seq: BigInt(seq) }] }),
      }),
    /** An event of a topic, at a place of the log. */
    event: (seq: number, position: number, body: Body, topic = "feed") =>
      all.tell(
        topic,
        create(EventSchema, { topic, seq: BigInt(seq), position: BigInt(position), body: { body } as MessageInitShape<typeof EventBodySchema> }),
        (id) => id === "r",
      ),
  };
}

const counts = (one: { reactions: readonly { kind: ReactionKind; count: number }[] }) => one.reactions.map(({ kind, count }) => [kind, count]);
const ids = (remarks: readonly { id: string }[]) => remarks.map(({ id }) => id);
const settled = () => new Promise((resolve) => setTimeout(resolve));

beforeEach(() => void vi.useRealTimers());

test("a card shows what its page says, and every change after it", () => {
  const { one, page, event } = given();
  page(4, { reactions: reactions([BELL, 2]), commentCount: 1, boosts: [boost("b1", 1)], boostCount: 1 }, { reaction: BELL });

  event(5, 50, told(reactions([BELL, 2], [HEART, 1])));
  event(6, 60, posted(remark("c", 60), 2, 1));
  event(7, 70, posted(boost("b2", 70), 2, 2));

  expect(counts(one)).toEqual([[BELL, 2], [HEART, 1]]);
  expect(one.reaction).toBe(BELL);
  expect(one.summary).toMatchObject({ commentCount: 2, boostCount: 2 });
  expect(ids(one.summary.boosts)).toEqual(["b1", "b2"]);
});

test("the same over several topics counts once, and what comes late changes nothing", () => {
  const { one, page, event } = given();
  page(4, { commentCount: 1 });
  event(5, 50, told(reactions([BELL, 1])));
  event(6, 60, told(reactions([BELL, 1], [CLAP, 1])));
  event(7, 70, posted(remark("c", 70), 2));
  event(8, 80, removed("c", 1));

  event(5, 51, told(reactions([BELL, 1])), "person:me");
  event(6, 71, posted(remark("c", 70), 2), "person:me");

  expect(counts(one)).toEqual([[BELL, 1], [CLAP, 1]]);
  expect(one.summary.commentCount).toBe(1);
});

test("a page that was read before the newest event does not take it back", () => {
  const { one, page, event } = given();
  page(4, { commentCount: 1 });
  event(5, 50, posted(remark("c", 50), 2));

  page(4, { commentCount: 1 });
  expect(one.summary.commentCount).toBe(2);

  page(6, { commentCount: 3 });
  expect(one.summary.commentCount).toBe(3);
});

test("after a rewind the page is what counts, and what follows it", () => {
  const { one, page, event } = given();
  page(40, { commentCount: 8 });
  event(41, 500, posted(remark("c", 500), 9));

  page(3, { commentCount: 2 }, undefined, "e2");
  event(4, 30, removed("c", 1));

  expect(one.summary.commentCount).toBe(1);
});

test("the three newest boosts are shown, an older one that was edited is not, and one that goes leaves its place", () => {
  const { one, page, event } = given();
  page(4, { boosts: [boost("b2", 2), boost("b3", 3), boost("b4", 4)], boostCount: 4 });

  event(5, 50, posted(remark("b1", 1, { kind: RemarkKind.BOOST, text: "anders" }), 0, 4));
  expect(ids(one.summary.boosts)).toEqual(["b2", "b3", "b4"]);

  event(6, 60, posted(remark("b3", 3, { kind: RemarkKind.BOOST, text: "anders" }), 0, 4));
  expect(one.summary.boosts[1]?.text).toBe("anders");

  event(7, 70, removed("b3", 0, 3));
  expect(ids(one.summary.boosts)).toEqual(["b2", "b4"]);
  expect(one.summary.boostCount).toBe(3);
});

test("a recognition that changed carries the whole", () => {
  const { one, page, event } = given();
  page(4, { commentCount: 7, reactions: reactions([BELL, 3]) });

  event(5, 50, { case: "recognitionChanged", value: { recognition: { id: "r", conversation: { commentCount: 1, reactions: reactions([HEART, 1]) } } } });
  event(5, 49, told(reactions([BELL, 3])), "person:me");

  expect(one.summary.commentCount).toBe(1);
  expect(counts(one)).toEqual([[HEART, 1]]);

  event(6, 60, { case: "recognitionChanged", value: { recognition: { id: "r", message: "anders" } } });
  expect(one.summary.commentCount).toBe(1);
});

test("another tab of the same person follows", () => {
  const { one, page, event } = given();
  page(4, {});

  event(5, 50, { case: "ownPartChanged", value: { part: { recognitionId: "r", reaction: HEART, boosted: true, muted: true } } }, "person:me");
  event(5, 49, told(reactions([HEART, 1])));

  expect([one.reaction, one.isBoosted, one.isMuted]).toEqual([HEART, true, true]);
  expect(counts(one)).toEqual([[HEART, 1]]);
});

test("a reaction is there at once and counted once, whichever comes first: the answer or the event", async () => {
  for (const isEventFirst of [true, false]) {
    const { one, page, event } = given();
    page(4, { reactions: reactions([BELL, 2]) });
    let answer = (_: unknown): void => undefined;
    react.mockImplementation(() => new Promise((resolve) => (answer = resolve)));

    const done = one.react(BELL);
    expect(counts(one)).toEqual([[BELL, 3]]);
    expect(one.reaction).toBe(BELL);
    const tell = () => event(5, 50, told(reactions([BELL, 3])));
    if (isEventFirst) tell();
    expect(counts(one)).toEqual([[BELL, 3]]);
    answer({});
    await done;
    expect(counts(one)).toEqual([[BELL, 3]]);
    if (!isEventFirst) tell();
    event(6, 60, told(reactions([BELL, 4])));

    expect(counts(one)).toEqual([[BELL, 4]]);
  }
});

test("one's own is not lost among those of others, and another replaces it", async () => {
  const { one, page, event } = given();
  page(4, { reactions: reactions([BELL, 5], [HEART, 1]) }, { reaction: HEART });
  let answer = (_: unknown): void => undefined;
  react.mockImplementation(() => new Promise((resolve) => (answer = resolve)));

  const done = one.react(BELL);
  expect(counts(one)).toEqual([[BELL, 6]]);
  event(5, 50, told(reactions([BELL, 4], [HEART, 1])));
  expect(counts(one)).toEqual([[BELL, 5]]);
  event(6, 60, told(reactions([BELL, 5])));
  answer({});
  await done;

  expect(counts(one)).toEqual([[BELL, 5]]);
  expect(one.reaction).toBe(BELL);
});

test("the same again takes it off; the last of many wishes is what the server hears", async () => {
  const { one, page } = given();
  page(4, { reactions: reactions([BELL, 1]) }, { reaction: BELL });
  let answer = (_: unknown): void => undefined;
  react.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));

  const done = one.react(BELL);
  expect(counts(one)).toEqual([]);
  void one.react(CLAP);
  void one.react(HEART);
  expect(counts(one)).toEqual([[HEART, 1]]);
  answer({});
  await done;

  expect(react.mock.calls.map(([{ kind }]) => kind)).toEqual([UNSPECIFIED, HEART]);
  expect(one.reaction).toBe(HEART);
});

test("what was refused is as it was before", async () => {
  const { one, page } = given();
  page(4, { reactions: reactions([BELL, 1]) });
  react.mockRejectedValue(new Error("no"));

  await expect(one.react(HEART)).rejects.toThrow("no");

  expect(counts(one)).toEqual([[BELL, 1]]);
  expect(one.reaction).toBe(UNSPECIFIED);
});

test("an open thread has each remark once, in its place, edited and removed ones too", async () => {
  const { one, page, event } = given();
  page(4, { commentCount: 2 });
  pages.push(() => Promise.resolve({ remarks: [remark("a", 1), remark("c", 3)], more: false }));
  await one.thread.open();

  event(5, 50, posted(remark("d", 50), 3));
  event(5, 51, posted(remark("d", 50), 3), "person:me");
  event(6, 60, posted(remark("a", 1, { text: "anders" }), 3));
  event(7, 70, removed("c", 2));

  expect(ids(one.thread.remarks)).toEqual(["a", "d"]);
  expect(one.thread.remarks[0]?.text).toBe("anders");
});

test("what was removed or said while a page was on its way is so after it", async () => {
  const { one, page, event } = given();
  page(4, { commentCount: 2 });
  let answer = (_: { remarks: Remark[]; more: boolean }): void => undefined;
  pages.push(() => new Promise((resolve) => (answer = resolve)));
  const opened = one.thread.open();

  event(5, 50, removed("b", 1));
  event(6, 60, posted(remark("c", 60), 2));
  event(7, 70, posted(remark("a", 1, { text: "nieuw" }), 2));
  answer({ remarks: [remark("a", 1), remark("b", 2)], more: false });
  await opened;

  expect(ids(one.thread.remarks)).toEqual(["a", "c"]);
  expect(one.thread.remarks[0]?.text).toBe("nieuw");
});

test("earlier ones come above, and a removed one does not come back with them", async () => {
  const { one, page, event } = given();
  page(4, { commentCount: 4 });
  pages.push(() => Promise.resolve({ remarks: [remark("c", 30), remark("d", 40)], more: true }));
  pages.push((before) => {
    expect(before).toBe(30n);
    return Promise.resolve({ remarks: [remark("a", 10), remark("b", 20)], more: false });
  });
  await one.thread.open();
  event(5, 50, removed("b", 3));
  event(6, 60, posted(remark("a", 10, { text: "verder terug" }), 3));
  expect(ids(one.thread.remarks)).toEqual(["c", "d"]);

  await one.thread.earlier();

  expect(ids(one.thread.remarks)).toEqual(["a", "c", "d"]);
  expect(one.thread.more).toBe(false);
});

test("after a reset an open thread is read again, as far back as it was, and a shut one is not", async () => {
  const { all, one, page } = given();
  page(4, { commentCount: 3 });
  const newest = () => Promise.resolve({ remarks: [remark("c", 30)], more: true });
  const older = (before: bigint) => (expect(before).toBe(30n), Promise.resolve({ remarks: [remark("a", 10), remark("b", 20)], more: false }));
  pages.push(newest, older);
  await one.thread.open();
  await one.thread.earlier();

  pages.push(newest, older);
  all.reread();
  await settled();
  expect(ids(one.thread.remarks)).toEqual(["a", "b", "c"]);
  expect(pages).toEqual([]);

  one.thread.shut();
  pages.push(newest);
  all.reread();
  expect(pages).toHaveLength(1);
});

test("a thread that could not be read is read when the connection is back", async () => {
  const { all, one, page } = given();
  page(4, { commentCount: 1 });
  pages.push(() => Promise.reject(new Error("lost")));
  await one.thread.open();
  expect(one.thread.status).toBe("failed");

  pages.push(() => Promise.resolve({ remarks: [remark("a", 1)], more: false }));
  all.arrive();
  await settled();

  expect(one.thread.status).toBe("ready");
});

test("one's own is there with the server's answer, once, and stays one's own where names are hidden", async () => {
  const { one, page, event } = given();
  page(4, {});
  await one.thread.open();

  one.said(remark("mine", 50, { author: { id: "me", name: "Noor" } }));
  event(5, 50, posted(remark("mine", 50), 1));

  expect(ids(one.thread.remarks)).toEqual(["mine"]);
  const [mine] = one.thread.remarks;
  expect(mine && one.isOwn(mine, "me")).toBe(true);
  expect(one.isOwn(remark("theirs", 60), "me")).toBe(false);
});

test("one that is seen again is read, because events do not say what was said around it meanwhile", async () => {
  vi.useFakeTimers();
  const { one, page, event } = given();
  page(4, { commentCount: 2 });
  const changed: Body = { case: "recognitionChanged", value: { recognition: { id: "r" } } };
  event(5, 50, changed);
  event(6, 60, { case: "recognitionWithdrawn", value: { recognitionId: "r" } });
  readOne.mockReturnValue({
    recognitions: [create(RecognitionSchema, { id: "r", conversation: { commentCount: 5 } })],
    snapshot: create(SnapshotSchema, { epoch: "e1", heads: [{ topic: "feed", seq: 9n }] }),
  });

  event(7, 70, changed);
  event(8, 80, changed);
  await vi.runAllTimersAsync();

  expect(readOne.mock.calls).toEqual([["r"]]);
  expect(one.summary.commentCount).toBe(5);
});

test("of what nobody sees on this page nothing is kept, and nothing is asked", async () => {
  vi.useFakeTimers();
  const { all, event } = given();
  const elsewhere = remark("c", 50, { recognitionId: "elsewhere" });

  event(5, 50, posted(elsewhere, 7));
  event(6, 60, { case: "recognitionChanged", value: { recognition: { id: "elsewhere" } } });
  await vi.runAllTimersAsync();

  expect(readOne).not.toHaveBeenCalled();
  expect(all.of("elsewhere").summary.commentCount).toBe(0);
});

test("what is not shown any more is forgotten, and what is stays the same", () => {
  const { all, one, page } = given();
  page(4, { commentCount: 2 });
  const other = all.of("other");

  all.keepOnly(new Set(["r"]));

  expect(all.of("r")).toBe(one);
  expect(all.of("other")).not.toBe(other);
});

test("a shut thread keeps nothing of what is told, and is read anew when it is opened", async () => {
  const { one, page, event } = given();
  page(4, { commentCount: 1 });
  pages.push(() => Promise.resolve({ remarks: [remark("a", 1)], more: false }));
  await one.thread.open();
  event(5, 50, removed("a", 0));
  one.thread.shut();
  event(6, 60, posted(remark("b", 60), 1));

  // As a server says that put the first one back meanwhile, and lost the second: nothing from before stands in its way.
  pages.push(() => Promise.resolve({ remarks: [remark("a", 1)], more: false }));
  await one.thread.open();

  expect(ids(one.thread.remarks)).toEqual(["a"]);
});
