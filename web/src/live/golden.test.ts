import { fromBinary, fromJson, toBinary, toJson, type DescMessage, type JsonValue } from "@bufbuild/protobuf";
import { expect, test } from "vitest";

import { ClientFrameSchema, ServerFrameSchema } from "../gen/koebel/v1/live_pb";

interface Golden {
  readonly name: string;
  readonly schema: DescMessage;
  /** Behind the WebSocket header, which the browser has taken off. */
  readonly payload: Uint8Array;
  readonly says: string;
  readonly message: JsonValue;
}

// Vite reads the files.
const files = import.meta.glob<string>("../../../proto/golden/*", { query: "?raw", import: "default", eager: true });

function golden(path: string): Golden {
  const { says, message } = JSON.parse(files[path] ?? "") as Pick<Golden, "says" | "message">;
  const hex = (files[path.replace(/json$/u, "hex")] ?? "").trim().split(/\s+/u);
  const bytes = Uint8Array.from(hex, (pair) => Number.parseInt(pair, 16));
  const name = path.replace(/^.*\/|\.json$/gu, "");
  if (name.startsWith("client_")) return { name, schema: ClientFrameSchema, payload: bytes, says, message };
  return { name, schema: ServerFrameSchema, payload: bytes.slice(bytes[1] === 126 ? 4 : 2), says, message };
}

const all = Object.keys(files).filter((path) => path.endsWith(".json")).map(golden);

test.each(all)("$name: $says", ({ name, schema, payload, message }) => {
  const frame = fromBinary(schema, payload);

  expect(toJson(schema, frame)).toEqual(message);
  expect(toBinary(schema, frame)).toEqual(payload);
  if (!name.startsWith("server_unknown_")) expect(toBinary(schema, fromJson(schema, message))).toEqual(payload);
});

test.each([ClientFrameSchema, ServerFrameSchema])("every kind of $typeName has a golden frame", (schema) => {
  const kinds = schema.oneofs.flatMap(({ fields }) => fields.map(({ jsonName }) => jsonName));
  const covered = all.filter((one) => one.schema === schema).flatMap(({ message }) => Object.keys(message ?? {}));

  expect(new Set(covered)).toEqual(new Set(kinds));
});
