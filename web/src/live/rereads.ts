import type { World } from "./world";

const kFirstMs = 1_000;
const kLongestMs = 30_000;
/** What was read and followed for this long was no failure. */
const kFollowedLongEnoughMs = 30_000;

/**
 * When rows are read again by their snapshot's call: after RESET, and after a read that failed. A rewind
 * reaches every page at once, so each comes back at a moment of its own: full jitter over 1 s · 2^n up to
 * 30 s; n starts again only when what was read could be followed for 30 s. Invariant: at most one read is planned.
 */
export class Rereads {
  readonly #world: Pick<World, "now" | "random" | "after">;
  readonly #read: () => void;
  readonly #isOver: () => boolean;
  #failures = 0;
  #followedSince: number | undefined;
  #cancelPlan: (() => void) | undefined;

  /** `isOver`: the connection has ended for good, and nothing is read again. */
  constructor(world: Pick<World, "now" | "random" | "after">, read: () => void, isOver: () => boolean = () => false) {
    this.#world = world;
    this.#read = read;
    this.#isOver = isOver;
  }

  /** A read worked, and is followed from here on. */
  done(): void {
    this.cancel();
    this.#followedSince = this.#world.now();
  }

  /** A read failed, or what it was followed by is over. */
  again(): void {
    if (this.#isOver() || this.#cancelPlan !== undefined) return;
    const since = this.#followedSince;
    if (since !== undefined && this.#world.now() - since >= kFollowedLongEnoughMs) this.#failures = 0;
    this.#followedSince = undefined;
    const window = Math.min(kLongestMs, kFirstMs * 2 ** this.#failures);
    this.#failures += 1;
    this.#cancelPlan = this.#world.after(this.#world.random() * window, () => {
      this.#cancelPlan = undefined;
      if (!this.#isOver()) this.#read();
    });
  }

  /** Somebody reads now anyway. */
  cancel(): void {
    this.#cancelPlan?.();
    this.#cancelPlan = undefined;
  }
}
