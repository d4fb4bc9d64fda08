import type { BoardRow } from "../gen/koebel/v1/leaderboard_pb";
import { memberOf } from "./rows";

/** How somebody came to a place. */
export type Movement = { readonly kind: "up" | "down"; readonly places: number } | { readonly kind: "new" };

/** What happened longer ago is no news. */
const kNewsMs = 3_600_000;
/** Changes that follow each other faster are kept as one. */
const kGrainMs = 60_000;

interface Standing {
  readonly at: number;
  ranks: ReadonlyMap<string, number>;
}

/**
 * Who rose, fell or came in within the last hour, of the boards that passed by. Pure: the caller brings the time.
 * What was seen first is where everybody stood, so nothing moves before something happened.
 */
export class Movements {
  /** Oldest first; the first is what the others are compared with. */
  #standings: Standing[] = [];

  /** The board as it stands now. */
  take(rows: readonly BoardRow[], now: number): ReadonlyMap<string, Movement> {
    const ranks = new Map(rows.filter((row) => memberOf(row) !== "" && row.rank > 0).map((row) => [memberOf(row), row.rank]));
    this.#keep(ranks, now);
    const before = this.#standings[0]?.ranks ?? ranks;
    const movements = new Map<string, Movement>();
    for (const [member, rank] of ranks) {
      const from = before.get(member);
      if (from === undefined) movements.set(member, { kind: "new" });
      else if (from !== rank) movements.set(member, { kind: from > rank ? "up" : "down", places: Math.abs(from - rank) });
    }
    return movements;
  }

  /** Another board, or another period: nothing is known of before. */
  forget(): void {
    this.#standings = [];
  }

  #keep(ranks: ReadonlyMap<string, number>, now: number): void {
    const last = this.#standings[this.#standings.length - 1];
    if (last !== undefined && this.#standings.length > 1 && now - last.at < kGrainMs) last.ranks = ranks;
    else this.#standings.push({ at: now, ranks });
    // The newest of the old ones says how it was when the hour began.
    while ((this.#standings[1]?.at ?? now) <= now - kNewsMs) this.#standings.shift();
  }
}
