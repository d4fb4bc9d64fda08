import { create, fromBinary, toBinary, type MessageInitShape } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";

import {
  ClientFrameSchema,
  ErrorSchema,
  ServerFrameSchema,
  type Reply,
  type ServerFrame,
} from "../gen/koebel/v1/live_pb";

/** The part of a WebSocket that a channel uses. */
export interface Socket {
  binaryType: BinaryType;
  readonly readyState: number;
  onopen: ((event: Event) => void) | null;
  onmessage: ((event: MessageEvent) => void) | null;
  onclose: ((event: CloseEvent) => void) | null;
  send(data: Uint8Array<ArrayBuffer>): void;
  close(code?: number, reason?: string): void;
}

/** The sub-protocol of /live. */
export const kProtocol = "koebel.v1";

/** The server reads no further while eight calls wait; what is more waits here. */
const kCallsInFlight = 8;

interface Pending {
  readonly method: string;
  readonly payload: Uint8Array;
  readonly settle: (result: Uint8Array | ConnectError) => void;
}

/**
 * The life of one WebSocket: frames out, frames in, calls matched with their replies by id. Owned by a
 * Connection, which makes a new one to reconnect. Invariant: every call is settled exactly once, at
 * the latest when the socket closes.
 */
export class Channel {
  readonly #socket: Socket;
  readonly #calls = new Map<number, Pending>();
  #waiting: [number, Pending][] = [];
  #nextId = 1;
  #closed = false;

  /** `onFrame` gets every frame but replies; `onClose` comes once. */
  constructor(socket: Socket, onFrame: (frame: ServerFrame) => void, onClose: (code: number) => void) {
    this.#socket = socket;
    socket.binaryType = "arraybuffer";
    socket.onmessage = ({ data }) => {
      if (this.#closed || !(data instanceof ArrayBuffer)) return;
      const frame = read(data);
      // Bytes that are no frame: nothing later on this connection could be trusted.
      if (frame === undefined) return this.close();
      if (frame.frame.case === "reply") this.#reply(frame.frame.value);
      else onFrame(frame);
    };
    socket.onclose = ({ code }) => this.#end(code, onClose);
    this.#abandon = () => this.#end(1006, onClose);
  }

  readonly #abandon: () => void;

  send(frame: MessageInitShape<typeof ClientFrameSchema>["frame"]): void {
    if (this.#closed || this.#socket.readyState !== 1 || frame === undefined) return;
    this.#socket.send(toBinary(ClientFrameSchema, create(ClientFrameSchema, { frame })));
  }

  /** Calls a method, "koebel.v1.RecognitionService/Give". Rejects with a ConnectError. */
  call(method: string, payload: Uint8Array, signal: AbortSignal): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(connectionLost());
      const id = this.#nextId++;
      const onAbort = () => {
        this.#waiting = this.#waiting.filter(([waiting]) => waiting !== id);
        settle(ConnectError.from(signal.reason, Code.DeadlineExceeded));
        this.#pump();
      };
      const settle = (result: Uint8Array | ConnectError) => {
        signal.removeEventListener("abort", onAbort);
        this.#calls.delete(id);
        if (result instanceof Uint8Array) resolve(result);
        else reject(result);
      };
      signal.addEventListener("abort", onAbort, { once: true });
      this.#waiting.push([id, { method, payload, settle }]);
      this.#pump();
    });
  }

  /** Ends it without waiting for the other side, which may be gone. */
  close(): void {
    this.#socket.close(1000);
    this.#abandon();
  }

  #pump(): void {
    while (this.#calls.size < kCallsInFlight) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      const [id, pending] = next;
      this.#calls.set(id, pending);
      this.send({ case: "call", value: { id, method: pending.method, payload: pending.payload } });
    }
  }

  #reply({ id, result }: Reply): void {
    // A reply to a call that was given up has nobody waiting.
    this.#calls.get(id)?.settle(
      result.case === "ok"
        ? result.value
        : new ConnectError(
            result.value?.message ?? "",
            result.value?.code ?? Code.Unknown,
            undefined,
            result.value === undefined ? [] : [{ desc: ErrorSchema, value: result.value }],
          ),
    );
    this.#pump();
  }

  #end(code: number, onClose: (code: number) => void): void {
    if (this.#closed) return;
    this.#closed = true;
    const unsettled = [...this.#calls.values(), ...this.#waiting.map(([, pending]) => pending)];
    this.#waiting = [];
    for (const { settle } of unsettled) settle(connectionLost());
    onClose(code);
  }
}

function read(data: ArrayBuffer): ServerFrame | undefined {
  try {
    return fromBinary(ServerFrameSchema, new Uint8Array(data));
  } catch {
    return undefined;
  }
}

/** What a call gets that has no connection: it may or may not have happened. */
export function connectionLost(): ConnectError {
  return new ConnectError("no connection", Code.Unavailable, undefined, [
    { desc: ErrorSchema, value: { code: Code.Unavailable, reason: "CONNECTION_LOST" } },
  ]);
}
