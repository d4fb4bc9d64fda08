/** What a presence asks of the server, and tells the page. */
export interface PresenceCalls {
  /** A sign of life: the milliseconds there are from now on. */
  readonly keepGoing: () => Promise<number>;
  /** The time is over, as far as this page knows: the server is asked. */
  readonly over: () => void;
}

const kLookEveryMs = 250;

/** The time somebody has at the kiosk without a sign of life. The server counts; this counts along, to warn. */
export class Presence {
  /** Milliseconds left; moves four times a second. */
  leftMs = $state(0);
  isRunning = $state(false);
  readonly isEnding = $derived.by(() => this.isRunning && this.leftMs <= this.#warningMs);

  readonly #calls: PresenceCalls;
  #warningMs = $state(0);
  #endsAt = 0;
  #wholeMs = 0;
  #saidAt = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(calls: PresenceCalls) {
    this.#calls = calls;
  }

  start(leftMs: number, warningMs: number): void {
    this.stop();
    this.#wholeMs = leftMs;
    // A warning that is there from the start warns of nothing.
    this.#warningMs = Math.min(warningMs, leftMs / 2);
    this.#saidAt = performance.now();
    this.isRunning = true;
    this.#has(leftMs);
    this.#timer = setInterval(() => this.#look(), kLookEveryMs);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.isRunning = false;
  }

  /** A finger or a key. The server hears of it a few times in the whole time, and at once when it is nearly over. */
  async touch(): Promise<void> {
    if (!this.isRunning) return;
    const now = performance.now();
    if (!this.isEnding && now - this.#saidAt < this.#wholeMs / 8) return;
    this.#saidAt = now;
    try {
      this.#has(await this.#calls.keepGoing());
    } catch {
      // Signed out, or no connection: the end shows which.
    }
  }

  #has(leftMs: number): void {
    this.#endsAt = performance.now() + leftMs;
    this.leftMs = leftMs;
  }

  #look(): void {
    this.leftMs = Math.max(0, this.#endsAt - performance.now());
    if (this.leftMs > 0) return;
    this.stop();
    this.#calls.over();
  }
}
