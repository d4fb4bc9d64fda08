// What the tests of this folder use instead of a browser. Not part of any page.
import { create, fromBinary, toBinary, type MessageInitShape } from "@bufbuild/protobuf";

import { ClientFrameSchema, ServerFrameSchema } from "../gen/koebel/v1/live_pb";
import type { Socket } from "./channel";
import type { World } from "./world";

/** A socket whose other side is the test. */
export class FakeSocket implements Socket {
  binaryType: BinaryType = "blob";
  readyState = 1;
  onopen: Socket["onopen"] = null;
  onmessage: Socket["onmessage"] = null;
  onclose: Socket["onclose"] = null;
  readonly sent: string[] = [];
  readonly calls: number[] = [];

  send(data: Uint8Array<ArrayBuffer>): void {
    const { frame } = fromBinary(ClientFrameSchema, data);
    if (frame.case === "call") this.calls.push(frame.value.id);
    const of = frame.case === "subscribe" ? ` ${frame.value.topic} ${frame.value.epoch} ${frame.value.from}` : "";
    const seen = frame.case === "signal" ? ` ${frame.value.topic} ${frame.value.signal.value?.visible}` : "";
    this.sent.push(`${frame.case}${of}${seen}`);
  }
  close(): void {
    this.readyState = 3;
  }
  says(frame: MessageInitShape<typeof ServerFrameSchema>["frame"]): void {
    if (frame === undefined) return;
    const { buffer } = toBinary(ServerFrameSchema, create(ServerFrameSchema, { frame })).slice();
    this.onmessage?.(new MessageEvent("message", { data: buffer }));
  }
  closes(code: number): void {
    this.readyState = 3;
    this.onclose?.({ code } as CloseEvent);
  }
}

/** Time that moves only when the test says so. */
export class FakeWorld implements World {
  readonly sockets: FakeSocket[] = [];
  hidden = false;
  wake: () => void = () => {};
  #now = 0;
  #timers: { at: number; act: () => void }[] = [];

  now = () => this.#now;
  random = () => 0.5;
  isHidden = () => this.hidden;
  onWake(act: () => void) {
    this.wake = act;
    return () => {};
  }
  after(ms: number, act: () => void) {
    const timer = { at: this.#now + ms, act };
    this.#timers.push(timer);
    return () => void (this.#timers = this.#timers.filter((other) => other !== timer));
  }
  openSocket() {
    const socket = new FakeSocket();
    this.sockets.push(socket);
    return socket;
  }
  passes(ms: number): void {
    const until = this.#now + ms;
    for (;;) {
      const [next] = this.#timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
      if (next === undefined) break;
      this.#now = next.at;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      next.act();
    }
    this.#now = until;
  }
  get socket(): FakeSocket {
    const socket = this.sockets[this.sockets.length - 1];
    if (socket === undefined) throw new Error("no socket was opened");
    return socket;
  }
}
