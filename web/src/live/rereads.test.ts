import { expect, test } from "vitest";

import { FakeWorld } from "./fake_world";
import { Rereads } from "./rereads";

function given(random = 0.5, isOver = () => false) {
  const world = new FakeWorld();
  world.random = () => random;
  const reads: number[] = [];
  const rereads = new Rereads(world, () => reads.push(world.now()), isOver);
  return { world, reads, rereads };
}

test("a rewind's readers spread over a second", () => {
  expect([0, 0.25, 0.75].map((random) => {
    const { world, reads, rereads } = given(random);
    rereads.again();
    world.passes(1_000);
    return reads;
  })).toEqual([[0], [250], [750]]);
});

/** Plans a read and lets time pass until it happens; how long that took. */
function waited({ world, reads, rereads }: ReturnType<typeof given>): number {
  const before = world.now();
  const count = reads.length;
  rereads.again();
  while (reads.length === count) world.passes(250);
  return (reads[count] ?? 0) - before;
}

test("a server that answers RESET again and again is asked less and less", () => {
  const setup = given(1);

  const waits = Array.from({ length: 7 }, () => {
    const ms = waited(setup);
    setup.rereads.done();
    return ms;
  });

  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
});

test("what could be followed for thirty seconds begins anew", () => {
  const setup = given(1);
  waited(setup);
  waited(setup);
  setup.rereads.done();

  setup.world.passes(30_000);

  expect(waited(setup)).toBe(1_000);
});

test("two reasons make one read, and one that happens anyway none", () => {
  const { world, reads, rereads } = given();
  rereads.again();
  rereads.again();
  world.passes(60_000);
  expect(reads).toHaveLength(1);

  rereads.again();
  rereads.cancel();
  world.passes(60_000);
  expect(reads).toHaveLength(1);
});

test("after the connection's end nothing is read again", () => {
  let isOver = false;
  const { world, reads, rereads } = given(0.5, () => isOver);
  rereads.again();

  isOver = true;
  world.passes(60_000);
  rereads.again();
  world.passes(60_000);

  expect(reads).toEqual([]);
});
