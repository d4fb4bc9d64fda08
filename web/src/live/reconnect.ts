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

/**
 * Decides when to connect again. Pure: the caller brings time and chance.
 *
 * Full jitter over 0.5 s · 2^n up to 30 s; n starts again only after a connection lived 30 s, so a
 * server that accepts and drops is not hammered. Close codes: 40xx resume, 41xx sign in again, 42xx
 * come back later, 44xx stop; a drain brings its own window.
 */
export class Reconnect {
  readonly #random: () => number;
  #failures = 0;
  #liveSince: number | undefined;
  #drainWindowMs: number | undefined;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** The server said Welcome. */
  welcomed(now: number): void {
    this.#liveSince = now;
    this.#drainWindowMs = undefined;
  }

  /** The node goes away and wants its clients back elsewhere within this window. */
  draining(windowMs: number): void {
    this.#drainWindowMs = windowMs;
  }

  /** The connection closed, or never opened (code 1006). */
  closed(code: number, now: number): Next {
    const lived = this.#liveSince === undefined ? 0 : now - this.#liveSince;
    const drainWindowMs = this.#drainWindowMs;
    this.#liveSince = undefined;
    this.#drainWindowMs = undefined;

    if (code >= 4100 && code < 4200) return { kind: "sign_in" };
    if (code >= 4400 && code < 4500) return { kind: "stop" };
    if (lived >= kLiveLongEnoughMs) this.#failures = 0;
    if (drainWindowMs !== undefined) return { kind: "wait", ms: this.#random() * drainWindowMs };
    if (code >= 4200 && code < 4300) return { kind: "wait", ms: kLongestMs / 2 + (this.#random() * kLongestMs) / 2 };

    const window = Math.min(kLongestMs, kFirstMs * 2 ** this.#failures);
    this.#failures += 1;
    return { kind: "wait", ms: this.#random() * window };
  }
}
