/** The two clocks of a television, in milliseconds. */
export interface Clocks {
  /** The one people set; it may jump. */
  local(): number;
  /** One that nobody sets; it may stand still while the television sleeps. */
  steady(): number;
}

/** Less is rounding, and timers that were late. */
const kJumpMs = 5_000;

/**
 * The server's time: the local clock, corrected by what Welcome said. Owned by the page, which reads it several times a second.
 * Invariant: it never runs back by more than what the server corrects.
 */
export class ServerTime {
  readonly #clocks: Clocks;
  readonly #onJump: () => void;
  #offset = 0;
  #local: number;
  #steady: number;

  /** `onJump`: the local clock was set, or the television slept. Which of both only the server knows. */
  constructor(clocks: Clocks, onJump: () => void) {
    this.#clocks = clocks;
    this.#onJump = onJump;
    this.#local = clocks.local();
    this.#steady = clocks.steady();
  }

  /** The server's clock minus the local one, as Welcome says. */
  correct(offsetMs: number): void {
    this.#offset = offsetMs;
    this.#local = this.#clocks.local();
    this.#steady = this.#clocks.steady();
  }

  now(): number {
    const local = this.#clocks.local();
    const steady = this.#clocks.steady();
    const jump = local - this.#local - (steady - this.#steady);
    this.#local = local;
    this.#steady = steady;
    // Set back: time goes on as it went, or what is over would be shown again. Set forward it is believed, as after a sleep.
    if (jump < -kJumpMs) this.#offset -= jump;
    const now = local + this.#offset;
    if (Math.abs(jump) > kJumpMs) this.#onJump();
    return now;
  }
}
