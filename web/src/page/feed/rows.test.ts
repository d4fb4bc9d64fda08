import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";

import { EventBodySchema, type EventBody } from "../../gen/koebel/v1/event_pb";
import { RecognitionSchema } from "../../gen/koebel/v1/recognition_pb";
import { applied as appliedWithin, asSaid, withOlder, type Extent } from "./rows";

const row = (id: string, position: number, message = "") =>
  create(RecognitionSchema, { id, position: BigInt(position), message });
const given = (recognition: ReturnType<typeof row>): EventBody["body"] =>
  create(EventBodySchema, { body: { case: "recognitionGiven", value: { recognition } } }).body;
const applied = (rows: ReturnType<typeof row>[] | readonly ReturnType<typeof row>[], body: EventBody["body"], extent: Partial<Extent> = {}) =>
  appliedWithin(rows, body, { belongs: () => true, reach: 0n, ...extent });
const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

test("a new one comes first, and once, over however many topics it comes", () => {
  const rows = applied([row("a", 5)], given(row("b", 9)));

  expect(ids(applied(rows, given(row("b", 9))))).toEqual(["b", "a"]);
});

test("a late one goes where its position says", () => {
  expect(ids(applied([row("c", 9), row("a", 3)], given(row("b", 5))))).toEqual(["c", "b", "a"]);
});

test("a changed one gives way in place; one that was gone comes back, unless it lies below what was read", () => {
  const changed = (recognition: ReturnType<typeof row>) =>
    create(EventBodySchema, { body: { case: "recognitionChanged", value: { recognition } } }).body;
  const rows = [row("b", 9), row("a", 5)];

  expect(applied(rows, changed(row("a", 5, "nieuw")))[1]?.message).toBe("nieuw");
  expect(ids(applied(rows, changed(row("z", 7)), { reach: 5n }))).toEqual(["b", "z", "a"]);
  expect(applied(rows, changed(row("z", 3)), { reach: 5n })).toBe(rows);
});

test("a withdrawn one is gone; redacted and unknown events do nothing", () => {
  const rows = [row("b", 9), row("a", 5)];
  const withdrawn = create(EventBodySchema, { body: { case: "recognitionWithdrawn", value: { recognitionId: "b" } } });

  expect(ids(applied(rows, withdrawn.body))).toEqual(["a"]);
  expect(applied(rows, create(EventBodySchema, {}).body)).toBe(rows);
});

test("one that is kept stays, whatever topic lost it", () => {
  const rows = [row("b", 9), row("a", 5)];
  const withdrawn = create(EventBodySchema, { body: { case: "recognitionWithdrawn", value: { recognitionId: "b" } } });

  expect(applied(rows, withdrawn.body, { keeps: ({ id }) => id === "b" })).toBe(rows);
  expect(ids(applied(rows, withdrawn.body, { keeps: ({ id }) => id === "a" }))).toEqual(["a"]);
});

test("what does not belong stays out", () => {
  expect(applied([], given(row("a", 1)), { belongs: () => false })).toEqual([]);
});

test("an older page goes behind, without what is here already", () => {
  expect(ids(withOlder([row("c", 9), row("b", 5)], [row("b", 5), row("a", 3)]))).toEqual(["c", "b", "a"]);
});

test("what arrives later than it was given stands where it arrived, and stays there whatever is said of it", () => {
  const said = (id: string, position: number, saidPosition: number, message = "") =>
    create(RecognitionSchema, { id, position: BigInt(position), saidPosition: BigInt(saidPosition), message });
  const rows = [row("b", 9), row("a", 5)];
  const arrived = applied(rows, given(said("late", 2, 12)), { placeOf: asSaid, reach: 5n });

  expect(ids(arrived)).toEqual(["late", "b", "a"]);
  const changed = create(EventBodySchema, { body: { case: "recognitionChanged", value: { recognition: row("late", 2, "nieuw") } } });
  const after = applied(arrived, changed.body, { placeOf: asSaid, reach: 5n });
  expect(ids(after)).toEqual(["late", "b", "a"]);
  expect([after[0]?.message, after[0]?.saidPosition]).toEqual(["nieuw", 12n]);
  expect(ids(applied(rows, given(said("late", 7, 12))))).toEqual(["b", "late", "a"]);
});
