import type { State } from "../gen/koebel/v1/live_pb";
import type { ClientFrameInit } from "./subscriptions";

/** The server forgets who was silent for longer than twice this. */
const kRepeatMs = 20_000;

/**
 * One topic that may be in front of somebody: says so again and again while it is, and keeps how many look.
 * Pure: frames go out through `send`, the caller brings the time.
 */
export class Watching {
  /** Whether the page shows this topic; the caller's to change. */
  isShown = false;

  readonly topic: string;
  readonly #send: (frame: ClientFrameInit) => void;
  readonly #onCount: (count: number) => void;
  /** When this connection last said that it looks. */
  #saidAt: number | undefined;
  #version = 0n;
  #count = 0;

  /** `onCount` hears every other number of people; 0: fewer than the server tells. */
  constructor(topic: string, send: (frame: ClientFrameInit) => void, onCount: (count: number) => void) {
    this.topic = topic;
    this.#send = send;
    this.#onCount = onCount;
  }

  /** Time passed on a connection that follows the topic. */
  tick(now: number, isPageInFront: boolean): void {
    const isWatched = this.isShown && isPageInFront;
    if (!isWatched && this.#saidAt === undefined) return;
    if (isWatched && this.#saidAt !== undefined && now - this.#saidAt < kRepeatMs) return;
    this.#saidAt = isWatched ? now : undefined;
    const signal = { case: "watching", value: { visible: isWatched } } as const;
    this.#send({ case: "signal", value: { topic: this.topic, signal } });
  }

  /** The newest state of a topic came. */
  state({ topic, version, state }: State): void {
    if (topic !== this.topic || state.case !== "watchers" || version <= this.#version) return;
    this.#version = version;
    this.#tell(state.value.count);
  }

  /** The connection is gone, and what it counted with it. */
  disconnected(): void {
    this.#saidAt = undefined;
    this.#version = 0n;
    this.#tell(0);
  }

  #tell(count: number): void {
    if (count === this.#count) return;
    this.#count = count;
    this.#onCount(count);
  }
}
