import type { Transport } from "@connectrpc/connect";

import { Notice_Kind, type Notice, type Ping, type ServerFrame } from "../gen/koebel/v1/live_pb";
import { Channel, connectionLost } from "./channel";
import type { Places } from "./place";
import { Reconnect } from "./reconnect";
import { Subscriptions, type Follower, type Following } from "./subscriptions";
import { liveTransport } from "./transport";
import { Watchdog } from "./watchdog";
import { Watching } from "./watching";
import { browserWorld, type World } from "./world";

/** How the connection stands. "signed_out" and "stopped" are for good. */
export type Status = "connecting" | "live" | "waiting" | "signed_out" | "stopped";

/** What a page wants to hear. Every one may be left out. */
export interface Listeners {
  onStatus?(status: Status): void;
  /** The server has another build than the first one seen: reload in a calm moment. */
  onOtherBuild?(build: string): void;
  onNotice?(notice: Notice): void;
  /** A connection could not be opened at all; the session may be gone. */
  onRefused?(): void;
  /** Any frame came: until this moment the connection lived. */
  onHeard?(): void;
  /** The server's clock minus ours, in milliseconds. */
  onClock?(offsetMs: number): void;
}

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
  readonly #connectsHidden: boolean;
  readonly #reconnect: Reconnect;
  readonly #subscriptions = new Subscriptions((frame) => this.#channel?.send(frame));
  readonly #watchings: Watching[] = [];
  #channel: Channel | undefined;
  #watchdog: Watchdog | undefined;
  #status: Status = "waiting";
  #welcomed = false;
  #build: string | undefined;
  #cancelTimer = () => {};
  #stopWaking = () => {};

  /** `connectsHidden`: also while nobody looks, as a screen does. */
  constructor(listeners: Listeners, options: { connectsHidden?: boolean; world?: World } = {}) {
    this.#listeners = listeners;
    this.#world = options.world ?? browserWorld();
    this.#connectsHidden = options.connectsHidden ?? false;
    this.#reconnect = new Reconnect(this.#world.random);
    this.transport = liveTransport((method, payload, signal) =>
      this.#welcomed && this.#channel !== undefined
        ? this.#channel.call(method, payload, signal)
        : Promise.reject(connectionLost()),
    );
  }

  get status(): Status {
    return this.#status;
  }

  start(): void {
    this.#stopWaking = this.#world.onWake((why) => this.#wake(why));
    this.#connect();
  }

  /** Ends it for good. */
  stop(): void {
    this.#stopWaking();
    this.#setStatus("stopped");
    this.#cancelTimer();
    this.#channel?.close();
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

  #connect(): void {
    this.#cancelTimer();
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
    this.#cancelTimer = this.#world.after(kTickMs, () => {
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
        return;
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
    const neverOpened = !this.#welcomed;
    this.#cancelTimer();
    this.#channel = undefined;
    this.#welcomed = false;
    this.#subscriptions.disconnected();
    for (const watching of this.#watchings) watching.disconnected();
    if (this.#status === "stopped") return;
    const next = this.#reconnect.closed(code, this.#world.now());
    if (next.kind === "sign_in") return this.#setStatus("signed_out");
    if (next.kind === "stop") return this.#setStatus("stopped");
    this.#setStatus("waiting");
    this.#cancelTimer = this.#world.after(next.ms, () => {
      if (this.#connectsHidden || !this.#world.isHidden()) this.#connect();
    });
    if (neverOpened) this.#listeners.onRefused?.();
  }

  #wake(why: "online" | "visible"): void {
    if (this.#status === "waiting" && (why === "online" || !this.#world.isHidden())) return this.#connect();
    // After a sleep the timers were late; the watchdog knows better.
    if (this.#watchdog?.isDead(this.#world.now())) this.#channel?.close();
  }

  #setStatus(status: Status): void {
    if (status === this.#status) return;
    this.#status = status;
    this.#listeners.onStatus?.(status);
  }
}
