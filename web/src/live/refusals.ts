/** One connection that cannot be opened is the network's doing, mostly. */
const kBeforeTold = 2;
const kPauseMs = 30_000;

/**
 * When to ask over HTTP why connections cannot be opened: a browser does not say. Not at the first, and seldom, so that
 * a server with too much to do is not asked by everyone as well. Pure: the caller brings the time.
 */
export class Refusals {
  #count = 0;
  #toldAt = Number.NEGATIVE_INFINITY;

  welcomed(): void {
    this.#count = 0;
  }

  /** One more; whether to ask now. */
  refused(now: number): boolean {
    this.#count += 1;
    if (this.#count < kBeforeTold || now - this.#toldAt < kPauseMs) return false;
    this.#toldAt = now;
    return true;
  }
}
