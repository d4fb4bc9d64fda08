import { isBehind, type Places } from "../../live/place";

/** One piece of news: where it stands in its topic and in the whole log. */
export interface News {
  readonly topic: string;
  readonly seq: bigint;
  /** 0: not told. */
  readonly position: bigint;
}

/**
 * How new what is known of a recognition is. Several topics and pages tell of the same, each in its own time; what is older than
 * what is known changes nothing. Pure. Invariant: everything up to `seqs` of each topic is known.
 */
export class Freshness {
  #epoch = "";
  #seqs = new Map<string, bigint>();

  /** Whether a page that was read at these places is not older than what is known. Then it is what is known. */
  page(places: Places): boolean {
    if (isBehind(places, { epoch: this.#epoch, seqs: this.#seqs })) return false;
    this.#seqs = places.epoch === this.#epoch ? new Map([...this.#seqs, ...places.seqs]) : new Map(places.seqs);
    this.#epoch = places.epoch;
    return true;
  }

  /** Whether this was not known yet. From now on it is. */
  event({ topic, seq }: News): boolean {
    if (seq <= (this.#seqs.get(topic) ?? 0n)) return false;
    this.#seqs.set(topic, seq);
    return true;
  }
}

/** The newest that was told of one thing, over all topics: what is older in the log comes late, and changes nothing. */
export class Newest {
  #position = 0n;

  /** Whether this is the newest so far. */
  told({ position }: Pick<News, "position">): boolean {
    if (position !== 0n && position <= this.#position) return false;
    this.#position = position;
    return true;
  }

  /** Starts again: the history may be another. */
  forget(): void {
    this.#position = 0n;
  }
}
