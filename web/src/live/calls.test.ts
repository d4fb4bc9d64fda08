import { create, toBinary } from "@bufbuild/protobuf";
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { expect, test } from "vitest";

import { GetAllowanceResponseSchema, RecognitionService } from "../gen/koebel/v1/recognition_pb";
import { Connection } from "./connection";
import { FakeWorld } from "./fake_world";
import { reasonOf } from "./reason";

function started() {
  const world = new FakeWorld();
  const connection = new Connection({}, { world });
  connection.start();
  world.socket.says({ case: "welcome", value: { build: "b1" } });
  return { world, connection };
}

test("a call is answered by its id, a refusal carries its reason", async () => {
  const { world, connection } = started();
  const client = createClient(RecognitionService, connection.transport);
  const first = client.getAllowance({});
  const second = client.getAllowance({});
  await Promise.resolve();
  const [one = 0, two = 0] = world.socket.calls;

  world.socket.says({
    case: "reply",
    value: { id: two, result: { case: "error", value: { code: Code.NotFound, reason: "PERSON_NOT_FOUND" } } },
  });
  const ok = toBinary(GetAllowanceResponseSchema, create(GetAllowanceResponseSchema, { left: 24 }));
  world.socket.says({ case: "reply", value: { id: one, result: { case: "ok", value: ok } } });

  expect((await first).left).toBe(24);
  const refusal: unknown = await second.catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(ConnectError);
  expect(reasonOf(refusal)).toBe("PERSON_NOT_FOUND");
});

test("calls fail when the connection does, and at once when there is none", async () => {
  const { world, connection } = started();
  const client = createClient(RecognitionService, connection.transport);
  const inFlight = client.getAllowance({});
  await Promise.resolve();

  world.socket.closes(1006);

  expect(reasonOf(await inFlight.catch((error: unknown) => error))).toBe("CONNECTION_LOST");
  expect(reasonOf(await client.getAllowance({}).catch((error: unknown) => error))).toBe("CONNECTION_LOST");
});

test("at most eight calls are on their way", async () => {
  const { world, connection } = started();
  const client = createClient(RecognitionService, connection.transport);

  const calls = Array.from({ length: 10 }, () => client.getAllowance({}).catch(() => undefined));
  await Promise.resolve();
  expect(world.socket.calls).toHaveLength(8);
  world.socket.says({ case: "reply", value: { id: world.socket.calls[0] ?? 0, result: { case: "ok", value: new Uint8Array() } } });

  expect(world.socket.calls).toHaveLength(9);
  world.socket.closes(1006);
  await Promise.all(calls);
});

test("what waited behind the eight fails with them, and nothing of it goes out on the next connection", async () => {
  const { world, connection } = started();
  const client = createClient(RecognitionService, connection.transport);
  const calls = Array.from({ length: 10 }, () => client.getAllowance({}).catch(reasonOf));
  await Promise.resolve();

  world.socket.closes(4000);
  world.passes(1_000);
  world.socket.says({ case: "welcome", value: { build: "b1" } });

  expect(await Promise.all(calls)).toEqual(Array.from({ length: 10 }, () => "CONNECTION_LOST"));
  expect(world.socket.calls).toEqual([]);
});
