import type { MessageInitShape } from "@bufbuild/protobuf";

import {
  Subscribed_Status,
  type ClientFrameSchema,
  type Event as TopicEvent,
  type State,
  type Subscribed,
} from "../gen/koebel/v1/live_pb";
import type { Places } from "./place";
import { Topic, type Step } from "./topic";

/** What can be sent. */
export type ClientFrameInit = MessageInitShape<typeof ClientFrameSchema>["frame"];

/** What follows topics from a snapshot's places on: a feed, a wall. */
export interface Follower {
  /** An event above the follower's place. In order, each once. */
  apply(topic: string, event: TopicEvent): void;
  /** The newest state of a topic that is followed. Not kept, not counted; only the latest matters. May be left out. */
  state?(topic: string, state: State["state"]): void;
  /** Everything up to now was applied; what comes from here on is news. May be left out. */
  live?(topic: string): void;
  /** History moved on without us: fetch the snapshot and follow again. Nothing comes after this. */
  reset(): void;
}

/** A follower's hold on its topics. */
export interface Following {
  /** Where it stands; to be kept beside the rows it was applied to. */
  readonly places: Places;
  stop(): void;
}

interface Reader {
  readonly follower: Follower;
  readonly epoch: string;
  readonly seqs: Map<string, bigint>;
}

interface Entry {
  readonly topic: Topic;
  readonly readers: Set<Reader>;
  /** Of the newest state on this connection. */
  version: bigint;
}

/**
 * Several followers over one connection: each topic is subscribed once, from the oldest place a
 * follower needs, and each follower gets only what is above its own. Pure: frames go out through
 * `send`, the caller brings the time.
 */
export class Subscriptions {
  readonly #send: (frame: ClientFrameInit) => void;
  readonly #entries = new Map<string, Entry>();
  /** Unsubscribed, but the server's answer is not here: until then what comes is of before. */
  readonly #leaving = new Set<string>();
  /** Topics this connection may not follow. */
  readonly #refused = new Set<string>();
  #connected = false;

  constructor(send: (frame: ClientFrameInit) => void) {
    this.#send = send;
  }

  follow(places: Places, follower: Follower): Following {
    const reader: Reader = { follower, epoch: places.epoch, seqs: new Map(places.seqs) };
    for (const [name, seq] of places.seqs) {
      if (!this.#refused.has(name)) this.#join(name, { epoch: places.epoch, seq }, reader);
    }
    return {
      get places() {
        return { epoch: reader.epoch, seqs: new Map(reader.seqs) };
      },
      stop: () => this.#leave(reader),
    };
  }

  connected(): void {
    this.#connected = true;
    for (const [name, { topic }] of this.#entries) this.#ask(name, topic);
  }

  disconnected(): void {
    this.#connected = false;
    this.#leaving.clear();
    this.#refused.clear();
    for (const entry of this.#entries.values()) {
      entry.topic.disconnected();
      entry.version = 0n;
    }
  }

  events(name: string, events: readonly TopicEvent[]): void {
    for (const event of events) {
      const entry = this.#entries.get(name);
      if (entry === undefined || this.#leaving.has(name)) return;
      const verdict = entry.topic.event(event.seq);
      if (verdict === "subscribe") return this.#ask(name, entry.topic);
      if (verdict === "apply") this.#apply(name, entry, event);
    }
  }

  state({ topic: name, version, state }: State): void {
    const entry = this.#entries.get(name);
    if (entry === undefined || this.#leaving.has(name) || version <= entry.version) return;
    entry.version = version;
    for (const reader of [...entry.readers]) this.#tell(reader, () => reader.follower.state?.(name, state));
  }

  subscribed({ topic: name, status, epoch, head }: Subscribed, now: number): void {
    const isOver = status === Subscribed_Status.ENDED || status === Subscribed_Status.RESET;
    if (this.#leaving.has(name)) return isOver ? this.#left(name) : undefined;
    if (status === Subscribed_Status.ENDED) return this.#ended(name);
    const entry = this.#entries.get(name);
    if (entry === undefined) return;
    const step = entry.topic.subscribed(epoch, head, isOver, now);
    if (isOver) return this.#reset([...entry.readers], name);
    this.#do(name, entry, step);
    if (step === "none" && status === Subscribed_Status.LIVE && entry.topic.place.seq >= head) {
      for (const reader of [...entry.readers]) this.#tell(reader, () => reader.follower.live?.(name));
    }
  }

  head(name: string, head: bigint, now: number): void {
    const entry = this.#entries.get(name);
    if (entry !== undefined) this.#do(name, entry, entry.topic.head(head, now));
  }

  /** Whether the server has answered that this connection follows the topic. */
  isFollowed(name: string): boolean {
    const topic = this.#entries.get(name)?.topic;
    return this.#connected && topic !== undefined && !topic.isAsked && !this.#leaving.has(name);
  }

  tick(now: number): void {
    for (const [name, entry] of this.#entries) this.#do(name, entry, entry.topic.tick(now));
  }

  #join(name: string, place: { epoch: string; seq: bigint }, reader: Reader): void {
    const entry = this.#entries.get(name);
    if (entry === undefined) {
      const topic = new Topic(place);
      this.#entries.set(name, { topic, readers: new Set([reader]), version: 0n });
      return this.#ask(name, topic);
    }
    // Readers of another history than this snapshot's are behind a rewind they have not heard of yet.
    const strangers = [...entry.readers].filter((other) => other.epoch !== place.epoch);
    entry.readers.add(reader);
    if (entry.topic.rewind(place)) this.#ask(name, entry.topic);
    this.#reset(strangers);
  }

  /** `over`: the topic that the server has let go of by itself. */
  #leave(reader: Reader, over?: string): void {
    for (const [name, entry] of this.#entries) {
      if (!entry.readers.delete(reader) || entry.readers.size > 0) continue;
      this.#entries.delete(name);
      if (!this.#connected || name === over || this.#leaving.has(name)) continue;
      this.#leaving.add(name);
      this.#send({ case: "unsubscribe", value: { topic: name } });
    }
  }

  /** The server has let go of a topic that was unsubscribed. Somebody may want it again by now. */
  #left(name: string): void {
    this.#leaving.delete(name);
    const entry = this.#entries.get(name);
    if (entry !== undefined) this.#ask(name, entry.topic);
  }

  #apply(name: string, { readers }: Entry, event: TopicEvent): void {
    for (const reader of [...readers]) {
      if (event.seq <= (reader.seqs.get(name) ?? 0n)) continue;
      reader.seqs.set(name, event.seq);
      this.#tell(reader, () => reader.follower.apply(name, event));
    }
  }

  /** A follower that throws has rows nobody knows: it starts again, and the others miss nothing. */
  #tell(reader: Reader, say: () => void): void {
    try {
      say();
    } catch (fault) {
      console.error(fault);
      this.#reset([reader]);
    }
  }

  #ended(name: string): void {
    const entry = this.#entries.get(name);
    if (entry === undefined) return;
    // What was on this topic may not be seen any more: the rows have to be read again.
    this.#refused.add(name);
    this.#entries.delete(name);
    this.#reset([...entry.readers]);
  }

  #do(name: string, { topic, readers }: Entry, step: Step): void {
    if (step === "subscribe") this.#ask(name, topic);
    if (step === "reset") this.#reset([...readers]);
  }

  #ask(name: string, topic: Topic): void {
    if (!this.#connected || this.#leaving.has(name)) return;
    topic.asked();
    const { epoch, seq } = topic.place;
    this.#send({ case: "subscribe", value: { topic: name, epoch, from: seq } });
  }

  #reset(readers: readonly Reader[], over?: string): void {
    for (const reader of readers) this.#leave(reader, over);
    for (const reader of readers) reader.follower.reset();
  }
}
