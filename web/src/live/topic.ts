import type { Place } from "./place";

/** What to do with an event of a topic. */
export type Verdict = "apply" | "drop" | "subscribe";

/** What to do after a word about a topic from the server. */
export type Step = "none" | "subscribe" | "reset";

/** A head may be ahead of us this long, with nothing of the topic coming, before we think that something got lost. */
const kPatienceMs = 2_000;

/**
 * The client's whole algorithm for one topic. Pure: no timers, the caller brings the time.
 *
 * Next seq → apply; older → drop; newer, or a head that stays ahead while nothing comes → subscribe again from the
 * last one applied; another epoch or RESET → fetch the snapshot. Invariant: `seq` grows by one with every
 * event applied, so nothing is applied twice and nothing is skipped.
 */
export class Topic {
  #epoch: string;
  #seq: bigint;
  /** A Subscribe is on its way; what is newer than next will be sent again. */
  #asked = false;
  /** A head that was ahead, where we stood, and since when. */
  #awaited: { head: bigint; seq: bigint; since: number } | undefined;

  constructor(place: Place) {
    this.#epoch = place.epoch;
    this.#seq = place.seq;
  }

  get place(): Place {
    return { epoch: this.#epoch, seq: this.#seq };
  }

  /** Whether a Subscribe is on its way. */
  get isAsked(): boolean {
    return this.#asked;
  }

  /** A Subscribe from `place` was sent. */
  asked(): void {
    this.#asked = true;
    this.#awaited = undefined;
  }

  /** The connection is gone, and with it every Subscribe. */
  disconnected(): void {
    this.#asked = false;
    this.#awaited = undefined;
  }

  /** Goes back to an older place, for a reader who joins from there. True when it must be asked for. */
  rewind(place: Place): boolean {
    if (place.epoch === this.#epoch && place.seq >= this.#seq) return false;
    this.#epoch = place.epoch;
    this.#seq = place.seq;
    return true;
  }

  /** An event came. After "apply" it counts as applied. */
  event(seq: bigint): Verdict {
    if (seq <= this.#seq) return "drop";
    if (seq === this.#seq + 1n) {
      this.#seq = seq;
      return "apply";
    }
    return this.#asked ? "drop" : "subscribe";
  }

  /** The server says where the subscription stands. */
  subscribed(epoch: string, head: bigint, isReset: boolean, now: number): Step {
    this.#asked = false;
    if (isReset || epoch !== this.#epoch) return "reset";
    return this.head(head, now);
  }

  /** The server says what the newest event is. */
  head(head: bigint, now: number): Step {
    if (head <= this.#seq) {
      this.#awaited = undefined;
      return "none";
    }
    if (this.#awaited === undefined || this.#seq >= this.#awaited.head) {
      this.#awaited = { head, seq: this.#seq, since: now };
      return "none";
    }
    return this.tick(now);
  }

  /** Time passed. */
  tick(now: number): Step {
    if (this.#awaited === undefined || this.#asked) return "none";
    if (this.#seq >= this.#awaited.head) {
      this.#awaited = undefined;
      return "none";
    }
    // A long way to catch up takes its time: every step of it starts the patience again.
    if (this.#seq > this.#awaited.seq) this.#awaited = { head: this.#awaited.head, seq: this.#seq, since: now };
    return now - this.#awaited.since >= kPatienceMs ? "subscribe" : "none";
  }
}
