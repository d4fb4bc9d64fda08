/** The page's idea of now: this device's clock, put right by the server's, moving twice a minute. */
class PageClock {
  #offsetMs = 0;
  #now = $state(Date.now());

  constructor() {
    setInterval(() => this.#move(), 30_000);
    document.addEventListener("visibilitychange", () => this.#move());
  }

  /** For "12 min ago": changes seldom, so that cards are not drawn all the time. */
  get now(): number {
    return this.#now;
  }

  /** To the millisecond, for a countdown. */
  exact(): number {
    return Date.now() + this.#offsetMs;
  }

  /** The server's time minus this device's. */
  correct(offsetMs: number): void {
    this.#offsetMs = offsetMs;
    this.#move();
  }

  #move(): void {
    this.#now = this.exact();
  }
}

export const clock = new PageClock();
