import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { expect, test } from "vitest";

import { EventBodySchema } from "../gen/koebel/v1/event_pb";
import { ReactionKind, WallConversationSchema } from "../gen/koebel/v1/remark_pb";
import { after, kQuiet, reactionsOf, toAround, type Around } from "./around";

type Body = MessageInitShape<typeof EventBodySchema>["body"];

const body = (of: Body) => create(EventBodySchema, { body: of } as MessageInitShape<typeof EventBodySchema>).body;
const reacted = (kind: ReactionKind, count: number): Body => ({ case: "reactionsChanged", value: { recognitionId: "r", reactions: [{ kind, count }] } });
const boosted = (id: string, boostCount: number, text = id): Body => ({ case: "boostShown", value: { recognitionId: "r", boost: { id, text }, boostCount, commentCount: 0 } });
const removed = (remarkId: string, boostCount: number): Body => ({ case: "remarkRemoved", value: { recognitionId: "r", remarkId, boostCount } });
const ids = ({ boosts }: Around) => boosts.map(({ id }) => id);

test("the newest reasons of three colleagues are known, and one that goes or changes does so in place", () => {
  let around = kQuiet;
  for (const [index, id] of ["a", "b", "c", "d"].entries()) around = after(around, body(boosted(id, index + 1)), BigInt(index + 1));
  expect(ids(around)).toEqual(["b", "c", "d"]);

  around = after(around, body(boosted("c", 4, "anders")), 5n);
  expect(around.boosts[1]?.text).toBe("anders");
  expect(ids(after(around, body(boosted("a", 4, "ook anders")), 6n))).toEqual(["b", "c", "d"]);

  around = after(around, body(removed("c", 3)), 7n);
  expect([ids(around), around.boostCount]).toEqual([["b", "d"], 3]);
});

test("what comes late over another topic changes nothing, and reactions do not wait for reasons", () => {
  let around = after(kQuiet, body(reacted(ReactionKind.BELL, 2)), 20n);
  around = after(around, body(boosted("a", 1)), 21n);
  around = after(around, body(removed("a", 0)), 25n);

  expect(after(around, body(reacted(ReactionKind.BELL, 1)), 10n)).toBe(around);
  expect(after(around, body(boosted("a", 1)), 22n)).toBe(around);
  expect(after(around, body(reacted(ReactionKind.BELL, 3)), 24n).reactions[0]?.count).toBe(3);
});

test("a comment changes the number and no reason", () => {
  const around = after(kQuiet, body(boosted("a", 1)), 1n);

  const talked = after(around, body({ case: "boostShown", value: { recognitionId: "r", boostCount: 1, commentCount: 4 } }), 2n);

  expect([ids(talked), talked.commentCount]).toEqual([["a"], 4]);
});

test("reactions stand in the contract's order, without what nobody chose or nobody here knows", () => {
  const reactions = [{ kind: ReactionKind.SPARK, count: 1 }, { kind: ReactionKind.BELL, count: 14 }, { kind: 99, count: 3 }];

  const around = toAround(create(WallConversationSchema, { reactions }));

  expect(reactionsOf(around)).toEqual([{ icon: "bell", count: 14 }, { icon: "spark", count: 1 }]);
});
