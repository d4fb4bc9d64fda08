import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError } from "@connectrpc/connect";
import { expect, test } from "vitest";

import { ListShowsResponseSchema, ShowState } from "../gen/koebel/v1/show_pb";
import { Rereads } from "../live/rereads";
import { FakeWorld } from "../live/fake_world";
import { KnownShows } from "./next_show";
import { ShowReader } from "./show_reader";

const answer = (id: string) => create(ListShowsResponseSchema, { shows: [{ id, state: ShowState.PLANNED, airsAt: timestampFromMs(1_000) }] });

function given() {
  const world = new FakeWorld();
  const server = { id: "a", isAway: false, calls: 0 };
  const listShows = async () => {
    server.calls += 1;
    if (server.isAway) throw new ConnectError("away", Code.Unavailable);
    return answer(server.id);
  };
  const shows = new KnownShows();
  const reader = new ShowReader({ listShows }, { rereads: (read) => new Rereads(world, read) }, shows);
  return { world, server, reader, next: () => shows.next(0, "UTC")?.id };
}

test("what is read is known, and read again it is what is answered then", async () => {
  const { server, reader, next } = given();

  await reader.read();
  expect(next()).toBe("a");

  server.id = "b";
  await reader.read();
  expect(next()).toBe("b");
});

test("a read that failed is tried again, and what was known stays meanwhile", async () => {
  const { world, server, reader, next } = given();
  await reader.read();
  server.isAway = true;
  await reader.read();
  expect(next()).toBe("a");

  server.isAway = false;
  server.id = "b";
  world.passes(30_000);
  await expect.poll(next).toBe("b");
});

test("stopped, an answer on its way changes nothing, and nothing is tried again", async () => {
  const { world, server, reader, next } = given();
  const reading = reader.read();
  reader.stop();
  await reading;
  expect(next()).toBeUndefined();

  server.isAway = true;
  await reader.read();
  reader.stop();
  world.passes(60_000);
  expect(server.calls).toBe(2);
});
