/** What to do after a connection closed. */
export type Next =
  | { readonly kind: "wait"; readonly ms: number }
  /** The session is over: show how to sign in. */
  | { readonly kind: "sign_in" }
  /** Coming back would not help; only a new page would. */
  | { readonly kind: "stop" };

const kFirstMs = 500;
const kLongestMs = 30_000;
const kLiveLongEnoughMs = 30_000;
/** What 42xx waits at least. */
const kLaterMs = 30_000;
/** A drain's window is believed up to here. */
const kLongestDrainMs = 60_000;
/** Between two tries before their time. */
const kHurryMs = 30_000;

/** RFC 6455's own ways to say that we speak wrongly; the same would happen again. */
const kMisunderstood = new Set([1002, 1003, 1007, 1009]);

/**
 * Decides when to connect again. Pure: the caller brings time and chance.
 *
 * Full jitter over 0.5 s · 2^n up to 30 s; n starts again only after a connection lived 30 s, so a
 * server that accepts and drops is not hammered. Close codes: 40xx resume, 41xx sign in again, 42xx
 * come back in 30 to 60 s, 44xx stop; a drain brings its own window, used once. A network that returns or a
 * page that comes into sight may try at once, but once in 30 s, and not while the server asked to stay away.
 */
export class Reconnect {
  readonly #random: () => number;
  #failures = 0;
  #liveSince: number | undefined;
  #drainWindowMs: number | undefined;
  #isAskedToWait = false;
  #hurriedAt = Number.NEGATIVE_INFINITY;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** The server said Welcome. */
  welcomed(now: number): void {
    this.#liveSince = now;
    this.#drainWindowMs = undefined;
    this.#isAskedToWait = false;
  }

  /** The node goes away and wants its clients back elsewhere within this window. */
  draining(windowMs: number): void {
    this.#drainWindowMs = Math.min(kLongestDrainMs, Math.max(kFirstMs, windowMs));
  }

  /** The connection closed, or never opened (code 1006). */
  closed(code: number, now: number): Next {
    const lived = this.#liveSince === undefined ? 0 : now - this.#liveSince;
    const drainWindowMs = this.#drainWindowMs;
    this.#liveSince = undefined;
    this.#drainWindowMs = undefined;
    if (lived >= kLiveLongEnoughMs) this.#failures = 0;

    if (code >= 4100 && code < 4200) return { kind: "sign_in" };
    if ((code >= 4400 && code < 4500) || kMisunderstood.has(code)) return { kind: "stop" };
    const isLater = code >= 4200 && code < 4300;
    this.#isAskedToWait = isLater || drainWindowMs !== undefined;
    if (isLater) return { kind: "wait", ms: kLaterMs + this.#random() * kLaterMs };
    if (drainWindowMs !== undefined) return { kind: "wait", ms: this.#random() * drainWindowMs };
    return { kind: "wait", ms: this.backOff() };
  }

  /** How long to wait before the next of several tries. */
  backOff(): number {
    const window = Math.min(kLongestMs, kFirstMs * 2 ** this.#failures);
    this.#failures += 1;
    return this.#random() * window;
  }

  /** Whether to try now, before its time, because something got better. Yes counts as a try. */
  mayHurry(now: number): boolean {
    if (this.#isAskedToWait || now - this.#hurriedAt < kHurryMs) return false;
    this.#hurriedAt = now;
    return true;
  }
}
