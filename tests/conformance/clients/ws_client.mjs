// Speaks with koebeld through npm's ws; see ../README.md for what it is told and what it prints.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createRequire } from "node:module";

const require = createRequire(new URL("../../../web/package.json", import.meta.url));
const { WebSocket } = require("ws");
const [what, origin, ...rest] = process.argv.slice(2);

async function echo() {
  const whole = ["", "Dag ☕ 👋", "x".repeat(125), "y".repeat(126), "z".repeat(65_535)];
  whole.push(...[0, 1, 125, 126, 127, 65_535, 65_536].map((size) => randomBytes(size)));
  const fragmented = [
    ["Ha", "ll", "o"],
    [Buffer.from("a"), Buffer.alloc(0), Buffer.from("bc")],
  ];
  const sent = [...whole, "Hallo", Buffer.from("abc")];
  const socket = new WebSocket(`${origin}/conformance-echo`);
  await once(socket, "open");
  const received = [];
  const all = new Promise((resolve) => {
    socket.on("message", (data, isBinary) => {
      received.push(isBinary ? data : data.toString());
      if (received.length === sent.length) resolve();
    });
  });
  for (const message of whole) socket.send(message);
  for (const [first, second, third] of fragmented) {
    const binary = typeof first !== "string";
    socket.send(first, { binary, fin: false });
    socket.send(second, { binary, fin: false });
    socket.send(third, { binary, fin: true });
  }
  const pong = once(socket, "pong");
  socket.ping("still there?");
  assert.equal(String(await pong), "still there?");
  await all;
  assert.deepEqual(received, sent);
  console.log(`${sent.length} messages came back as they went`);
  socket.close(4321);
  const [code] = await once(socket, "close");
  console.log(`closed ${code}`);
}

async function live(cookie, subscribe, until) {
  const socket = new WebSocket(`${origin}/live`, "koebel.v1", { origin, headers: { cookie } });
  socket.on("message", (data) => {
    console.log(`binary ${data.toString("hex")}`);
    if (data.includes(until)) socket.close(1000);
  });
  await once(socket, "open");
  assert.equal(socket.protocol, "koebel.v1");
  socket.send(Buffer.from(subscribe, "hex"));
  const [code] = await once(socket, "close");
  console.log(`closed ${code}`);
}

await { echo, live }[what](...rest);
