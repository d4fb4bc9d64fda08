import { expect, test } from "vitest";

import { Topic } from "./topic";

const given = (seq = 4n) => new Topic({ epoch: "e1", seq });

test("the next event is applied and moves the place", () => {
  const topic = given();

  expect(topic.event(5n)).toBe("apply");
  expect(topic.place).toEqual({ epoch: "e1", seq: 5n });
});

test("an older event is dropped", () => {
  const topic = given();

  expect(topic.event(4n)).toBe("drop");
  expect(topic.event(1n)).toBe("drop");
  expect(topic.place.seq).toBe(4n);
});

test("a gap asks once, and what overtakes the answer is dropped", () => {
  const topic = given();

  expect(topic.event(7n)).toBe("subscribe");
  topic.asked();
  expect(topic.event(8n)).toBe("drop");
  expect(topic.subscribed("e1", 8n, false, 0)).toBe("none");
  expect([5n, 6n, 7n, 8n].map((seq) => topic.event(seq))).toEqual(["apply", "apply", "apply", "apply"]);
});

test("a head that stays ahead for two seconds asks again", () => {
  const topic = given();

  expect(topic.head(5n, 1_000)).toBe("none");
  expect(topic.tick(2_900)).toBe("none");
  expect(topic.tick(3_000)).toBe("subscribe");
});

test("a head that is caught up with in time is forgotten", () => {
  const topic = given();
  topic.head(5n, 1_000);

  topic.event(5n);

  expect(topic.tick(60_000)).toBe("none");
});

test("a newer head starts the patience again when the older one was reached", () => {
  const topic = given();
  topic.head(5n, 1_000);
  topic.event(5n);

  expect(topic.head(6n, 11_000)).toBe("none");
  expect(topic.tick(12_999)).toBe("none");
  expect(topic.tick(13_000)).toBe("subscribe");
});

test("a head that grows while nothing comes does not start the patience again", () => {
  const topic = given();
  topic.head(5n, 1_000);

  expect(topic.head(6n, 2_500)).toBe("none");
  expect(topic.head(7n, 3_000)).toBe("subscribe");
});

test("RESET and another epoch ask for the snapshot", () => {
  expect(given().subscribed("e1", 9n, true, 0)).toBe("reset");
  expect(given().subscribed("e2", 4n, false, 0)).toBe("reset");
});

test("a reader from an older place rewinds it, one from a newer does not", () => {
  const topic = given();

  expect(topic.rewind({ epoch: "e1", seq: 6n })).toBe(false);
  expect(topic.rewind({ epoch: "e1", seq: 2n })).toBe(true);
  expect(topic.event(3n)).toBe("apply");
});

test("a long way to catch up is not asked for again as long as something comes", () => {
  const topic = given();
  topic.asked();
  topic.subscribed("e1", 900n, false, 0);

  topic.event(5n);
  expect(topic.tick(1_900)).toBe("none");
  topic.event(6n);
  expect(topic.tick(3_000)).toBe("none");
  expect(topic.tick(4_999)).toBe("none");
  expect(topic.tick(5_000)).toBe("subscribe");
});
