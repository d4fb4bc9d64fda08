import type { Transport } from "@connectrpc/connect";

import { Notice_Kind, type Ping, type ServerFrame } from "../gen/koebel/v1/live_pb";
import { Channel, connectionLost } from "./channel";
import type { Listeners, Status } from "./listeners";
import { NextTry } from "./next_try";
import { Paced, type Pace } from "./paced";
import type { Places } from "./place";
import { Reconnect } from "./reconnect";
import { Refusals } from "./refusals";
import { Rereads } from "./rereads";
import { Subscriptions, type Follower, type Following } from "./subscriptions";
import { liveTransport } from "./transport";
import { Watchdog } from "./watchdog";
import { Watching } from "./watching";
import { browserWorld, type World } from "./world";

const kTickMs = 1_000;

/**
 * The page's connection to /live: connects, comes back, resumes what is followed. One per page,
 * owned by its main. All state lives on the page's only thread.
 */
export class Connection {
  /** For `createClient`. A call without a connection fails at once with CONNECTION_LOST. */
  readonly transport: Transport;

  readonly #listeners: Listeners;
  readonly #world: World;
  readonly #reconnect: Reconnect;
  readonly #nextTry: NextTry;
  readonly #subscriptions = new Subscriptions((frame) => this.#channel?.send(frame));
  readonly #watchings: Watching[] = [];
  readonly #refusals = new Refusals();
  readonly #paced: Paced[] = [];
  #channel: Channel | undefined;
  #watchdog: Watchdog | undefined;
  #status: Status = "waiting";
  #welcomed = false;
  #hasEnded = false;
  #build: string | undefined;
  #cancelTick = () => {};
  #stopWaking = () => {};

  /** `connectsHidden`: also while nobody looks, as a screen does. */
  constructor(listeners: Listeners, options: { connectsHidden?: boolean; world?: World } = {}) {
    this.#listeners = listeners;
    this.#world = options.world ?? browserWorld();
    this.#reconnect = new Reconnect(this.#world.random);
    this.#nextTry = new NextTry(this.#world, this.#reconnect, options.connectsHidden ?? false, () => this.#connect());
    this.transport = liveTransport((method, payload, signal) =>
      this.#welcomed && this.#channel !== undefined
        ? this.#channel.call(method, payload, signal)
        : Promise.reject(connectionLost()),
    );
  }

  /** Of the server that said Welcome first: the one this page came from, if it came from a server. */
  get build(): string | undefined {
    return this.#build;
  }

  get status(): Status {
    return this.#status;
  }

  start(): void {
    this.#stopWaking = this.#world.onWake(() => this.#wake());
    this.#connect();
  }

  /** Ends it for good. */
  stop(): void {
    this.#stopWaking();
    this.#hasEnded = true;
    this.#setStatus("stopped");
    this.#nextTry.cancel();
    this.#cancelTick();
    this.#channel?.close();
    for (const paced of this.#paced) paced.cancel();
  }

  /** Connects anew: the device slept, or its clock was set, and Welcome says what time it is. */
  renew(): void {
    this.#channel?.close();
  }

  /** The session goes on after all: another tab signed in, or rights changed hands. */
  resume(): void {
    if (this.#status === "signed_out") this.#connectLater(this.#reconnect.backOff());
  }

  /** Follows topics from a snapshot's places on, over every reconnect. */
  follow(places: Places, follower: Follower): Following {
    return this.#subscriptions.follow(places, follower);
  }

  /** Counts with who looks at a topic that is followed, as long as `isShown` says so. */
  watch(topic: string, onCount: (count: number) => void): Watching {
    const watching = new Watching(topic, (frame) => this.#channel?.send(frame), onCount);
    this.#watchings.push(watching);
    return watching;
  }

  /** For what reads a snapshot and follows it: when to read again. */
  rereads(read: () => void): Rereads {
    // Kept by who reads: lists come and go with the places of a page that is open for weeks.
    return new Rereads(this.#world, read, () => this.#hasEnded);
  }

  /** For what news asks for again and again, and should be done now and then. */
  paced(pace: Pace, act: () => void): Paced {
    const paced = new Paced(this.#world, pace, act);
    this.#paced.push(paced);
    return paced;
  }

  #connect(): void {
    this.#setStatus("connecting");
    this.#watchdog = new Watchdog(this.#world.now());
    const channel = new Channel(
      this.#world.openSocket(),
      (frame) => this.#frame(frame),
      (code) => this.#closed(code),
    );
    this.#channel = channel;
    this.#scheduleTick();
  }

  #scheduleTick(): void {
    this.#cancelTick = this.#world.after(kTickMs, () => {
      const now = this.#world.now();
      if (this.#watchdog?.isDead(now)) return this.#channel?.close();
      if (this.#welcomed) this.#tick(now);
      this.#scheduleTick();
    });
  }

  #tick(now: number): void {
    this.#subscriptions.tick(now);
    for (const watching of this.#watchings) {
      if (this.#subscriptions.isFollowed(watching.topic)) watching.tick(now, !this.#world.isHidden());
    }
  }

  #frame({ frame }: ServerFrame): void {
    const now = this.#world.now();
    this.#watchdog?.heard(now);
    this.#listeners.onHeard?.();
    switch (frame.case) {
      case "welcome": {
        const at = frame.value.now;
        if (at !== undefined) {
          this.#listeners.onClock?.(Number(at.seconds) * 1000 + at.nanos / 1e6 - Date.now());
        }
        return this.#welcome(frame.value.build, now);
      }
      case "event":
        return this.#subscriptions.events(frame.value.topic, [frame.value]);
      case "block":
        return this.#subscriptions.events(frame.value.topic, frame.value.events);
      case "state":
        for (const watching of this.#watchings) watching.state(frame.value);
        return this.#subscriptions.state(frame.value);
      case "subscribed":
        return this.#subscriptions.subscribed(frame.value, now);
      case "ping":
        return this.#ping(frame.value, now);
      case "notice":
        if (frame.value.kind === Notice_Kind.DRAIN) this.#reconnect.draining(frame.value.retryWindowMs);
        return this.#listeners.onNotice?.(frame.value);
    }
  }

  #welcome(build: string, now: number): void {
    this.#welcomed = true;
    this.#refusals.welcomed();
    this.#reconnect.welcomed(now);
    this.#build ??= build;
    this.#subscriptions.connected();
    this.#setStatus("live");
    if (build !== this.#build) this.#listeners.onOtherBuild?.(build);
  }

  #ping({ t, heads }: Ping, now: number): void {
    this.#channel?.send({ case: "pong", value: { t } });
    for (const { topic, seq } of heads) this.#subscriptions.head(topic, seq, now);
  }

  #closed(code: number): void {
    const now = this.#world.now();
    const neverOpened = !this.#welcomed;
    this.#cancelTick();
    this.#channel = undefined;
    this.#welcomed = false;
    this.#subscriptions.disconnected();
    for (const watching of this.#watchings) watching.disconnected();
    if (this.#status === "stopped") return;
    const next = this.#reconnect.closed(code, now);
    if (next.kind === "sign_in") return this.#setStatus("signed_out");
    if (next.kind === "stop") return this.#setStatus("stopped");
    this.#connectLater(next.ms);
    if (neverOpened && this.#refusals.refused(now)) this.#listeners.onRefused?.();
  }

  #connectLater(ms: number): void {
    this.#setStatus("waiting");
    this.#nextTry.plan(ms);
  }

  /** The network returned, or somebody looks. */
  #wake(): void {
    if (!this.#world.isHidden()) for (const paced of this.#paced) paced.wake();
    if (this.#status === "waiting") return this.#nextTry.wake();
    // After a sleep the timers were late; the watchdog knows better.
    if (this.#watchdog?.isDead(this.#world.now())) this.#channel?.close();
  }

  #setStatus(status: Status): void {
    if (status === this.#status) return;
    this.#status = status;
    this.#listeners.onStatus?.(status);
  }
}
