import { expect, test } from "vitest";

import { FakeWorld } from "./fake_world";
import { Paced } from "./paced";

function given() {
  const world = new FakeWorld();
  const done: number[] = [];
  return { world, done, paced: new Paced(world, { gapMs: 5_000, spreadMs: 1_000 }, () => done.push(world.now())) };
}

test("what is asked for a hundred times is done once, soon", () => {
  const { world, done, paced } = given();

  for (let i = 0; i < 100; ++i) paced.ask();
  world.passes(60_000);

  expect(done).toEqual([500]);
});

test("asked for all the time, it is done once per gap, and once after the last time", () => {
  const { world, done, paced } = given();

  for (let i = 0; i < 40; ++i) {
    paced.ask();
    world.passes(250);
  }
  world.passes(60_000);

  expect(done).toEqual([500, 6_000, 11_500]);
});

test("while nobody looks it waits, and is done when somebody does", () => {
  const { world, done, paced } = given();
  world.hidden = true;
  paced.ask();
  world.passes(600_000);
  expect(done).toEqual([]);

  world.hidden = false;
  paced.wake();
  paced.wake();

  expect(done).toEqual([600_000]);
});

test("what was cancelled is not done", () => {
  const { world, done, paced } = given();
  paced.ask();

  paced.cancel();
  world.passes(60_000);

  expect(done).toEqual([]);
});

test("what was done by other means is not done again before the gap is over", () => {
  const { world, done, paced } = given();
  paced.ask();

  paced.done();
  world.passes(2_000);
  paced.ask();
  world.passes(60_000);

  expect(done).toEqual([5_500]);
});

test("what is told outside the page is done while nobody looks, too", () => {
  const world = new FakeWorld();
  const done: number[] = [];
  const paced = new Paced(world, { gapMs: 5_000, spreadMs: 1_000, alsoHidden: true }, () => done.push(world.now()));
  world.hidden = true;

  paced.ask();
  world.passes(60_000);

  expect(done).toEqual([500]);
});
