// The same cases that the server's simulation is run with: tests/simulation/client_vectors.json.
import { fromBinary } from "@bufbuild/protobuf";
import { expect, test } from "vitest";

import vectors from "../../../tests/simulation/client_vectors.json?raw";
import { ServerFrameSchema } from "../gen/koebel/v1/live_pb";
import { Subscriptions } from "./subscriptions";

interface Step {
  readonly at: number;
  readonly follow?: { readonly epoch: string; readonly seqs: readonly [string, number][] };
  readonly connected?: true;
  readonly disconnected?: true;
  readonly tick?: true;
  readonly frame?: string;
  readonly does: readonly string[];
}

const { cases } = JSON.parse(vectors) as { cases: readonly (readonly Step[])[] };

/** What the page's code does, in the words of the file. */
class Witness {
  #did: string[] = [];
  readonly #subscriptions = new Subscriptions((frame) => {
    if (frame?.case === "unsubscribe") this.#did.push(`unsubscribe ${frame.value.topic}`);
    if (frame?.case !== "subscribe") return;
    this.#did.push(`subscribe ${frame.value.topic} ${frame.value.epoch} ${frame.value.from}`);
  });

  does(step: Step): string[] {
    this.#did = [];
    if (step.connected) this.#subscriptions.connected();
    if (step.disconnected) this.#subscriptions.disconnected();
    if (step.tick) this.#subscriptions.tick(step.at);
    if (step.frame !== undefined) this.#hears(step.frame, step.at);
    if (step.follow !== undefined) {
      const { epoch, seqs } = step.follow;
      const places = { epoch, seqs: new Map(seqs.map(([topic, seq]) => [topic, BigInt(seq)])) };
      this.#subscriptions.follow(places, {
        apply: (topic, event) => this.#did.push(`apply ${topic} ${event.seq} ${event.id}`),
        live: (topic) => this.#did.push(`live ${topic}`),
        reset: () => this.#did.push("reset"),
      });
    }
    return this.#did;
  }

  #hears(hex: string, now: number): void {
    const { frame } = fromBinary(ServerFrameSchema, Uint8Array.from(hex.match(/../g) ?? [], (octet) => parseInt(octet, 16)));
    if (frame.case === "event") this.#subscriptions.events(frame.value.topic, [frame.value]);
    if (frame.case === "block") this.#subscriptions.events(frame.value.topic, frame.value.events);
    if (frame.case === "subscribed") this.#subscriptions.subscribed(frame.value, now);
    if (frame.case !== "ping") return;
    for (const { topic, seq } of frame.value.heads) this.#subscriptions.head(topic, seq, now);
  }
}

test.each(cases.map((steps, number) => ({ number, steps })))("does what the model does: case $number", ({ steps }) => {
  const page = new Witness();

  const did = steps.map((step) => page.does(step));

  expect(did).toEqual(steps.map((step) => step.does));
});
