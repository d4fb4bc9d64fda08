import type { Reconnect } from "./reconnect";
import type { World } from "./world";

/**
 * When the next connection is tried: after its wait, but not while nobody looks; earlier when something got
 * better and Reconnect allows it. Owned by a Connection. Invariant: one try is planned at most.
 */
export class NextTry {
  readonly #world: World;
  readonly #reconnect: Reconnect;
  readonly #connectsHidden: boolean;
  readonly #connect: () => void;
  #cancelTimer = () => {};
  /** It would be time, but nobody looks. */
  #isOverdue = false;

  constructor(world: World, reconnect: Reconnect, connectsHidden: boolean, connect: () => void) {
    this.#world = world;
    this.#reconnect = reconnect;
    this.#connectsHidden = connectsHidden;
    this.#connect = connect;
  }

  plan(ms: number): void {
    this.cancel();
    this.#cancelTimer = this.#world.after(ms, () => {
      if (this.#isWanted()) this.#try();
      else this.#isOverdue = true;
    });
  }

  /** The network returned, or somebody looks. */
  wake(): void {
    if (this.#isWanted() && (this.#isOverdue || this.#reconnect.mayHurry(this.#world.now()))) this.#try();
  }

  cancel(): void {
    this.#cancelTimer();
    this.#isOverdue = false;
  }

  #try(): void {
    this.cancel();
    this.#connect();
  }

  #isWanted(): boolean {
    return this.#connectsHidden || !this.#world.isHidden();
  }
}
