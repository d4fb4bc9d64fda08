/** Pings come every 10 s ± 25 %: two that stay away and some air. */
const kSilenceMs = 27_000;

/**
 * Notices a connection that is open but dead: a phone that slept, a network that swallows. Pure: the
 * caller brings the time. Any frame counts as a sign of life.
 */
export class Watchdog {
  #heardAt: number;

  constructor(now: number) {
    this.#heardAt = now;
  }

  heard(now: number): void {
    this.#heardAt = now;
  }

  isDead(now: number): boolean {
    return now - this.#heardAt > kSilenceMs;
  }
}
