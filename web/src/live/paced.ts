import type { World } from "./world";

type PacedWorld = Pick<World, "now" | "random" | "after" | "isHidden">;

/** How often something may be done. */
export interface Pace {
  /** At least this long from one time to the next. */
  readonly gapMs: number;
  /** Everybody hears the same news at once: each waits a random part of this first. */
  readonly spreadMs: number;
  /** Also while nobody looks: what is then told outside the page. */
  readonly alsoHidden?: boolean;
}

/**
 * Something that is asked for often and done seldom: soon after it was asked for, once per gap, and (unless the pace
 * says otherwise) not while nobody looks. Invariant: what was asked for is done at least once afterwards.
 */
export class Paced {
  readonly #world: PacedWorld;
  readonly #pace: Pace;
  readonly #act: () => void;
  #doneAt: number | undefined;
  #cancelPlan: (() => void) | undefined;
  #waitsForEyes = false;

  constructor(world: PacedWorld, pace: Pace, act: () => void) {
    this.#world = world;
    this.#pace = pace;
    this.#act = act;
  }

  ask(): void {
    if (this.#cancelPlan !== undefined || this.#waitsForEyes) return;
    const { gapMs, spreadMs } = this.#pace;
    const rest = this.#doneAt === undefined ? 0 : Math.max(0, this.#doneAt + gapMs - this.#world.now());
    this.#cancelPlan = this.#world.after(rest + this.#world.random() * spreadMs, () => {
      this.#cancelPlan = undefined;
      this.#due();
    });
  }

  /** Somebody looks again. */
  wake(): void {
    if (this.#waitsForEyes) this.#due();
  }

  /** It was done by other means just now: not again before the gap is over. */
  done(): void {
    this.cancel();
    this.#doneAt = this.#world.now();
  }

  /** What was asked for is not wanted any more. */
  cancel(): void {
    this.#cancelPlan?.();
    this.#cancelPlan = undefined;
    this.#waitsForEyes = false;
  }

  #due(): void {
    this.#waitsForEyes = this.#world.isHidden() && this.#pace.alsoHidden !== true;
    if (this.#waitsForEyes) return;
    this.#doneAt = this.#world.now();
    this.#act();
  }
}
