import type { ListRemarksResponse } from "../../gen/koebel/v1/conversation_pb";
import type { Remark } from "../../gen/koebel/v1/remark_pb";
import { Round } from "../../round";
import type { News } from "./freshness";
import { inPlace } from "./summary";

/** A page of remarks, oldest first: the newest below a position; 0: the newest. */
export type ReadRemarks = (beforePosition: bigint) => Promise<Pick<ListRemarksResponse, "remarks" | "more">>;

interface Told {
  /** Undefined: it is gone. */
  readonly remark: Remark | undefined;
  readonly position: bigint;
  /** Counts up; what was told after a page was asked for is newer than the page. */
  readonly turn: number;
}

/**
 * What is said around one recognition, once somebody opened it: the newest page, older ones as one asks, and everything that
 * is told meanwhile. Invariant: what was removed does not come back with a page that was read before.
 */
export class Thread {
  remarks = $state.raw<readonly Remark[]>([]);
  status = $state<"shut" | "loading" | "ready" | "failed">("shut");
  /** Whether older ones precede. */
  more = $state(false);
  isReadingEarlier = $state(false);

  readonly #read: ReadRemarks;
  readonly #told = new Map<string, Told>();
  #turn = 0;
  readonly #round = new Round();

  constructor(read: ReadRemarks) {
    this.#read = read;
  }

  get isOpen(): boolean {
    return this.status !== "shut";
  }

  async open(): Promise<void> {
    if (!this.isOpen) await this.reread();
  }

  shut(): void {
    this.#round.end();
    this.status = "shut";
    this.remarks = [];
    this.more = false;
    this.isReadingEarlier = false;
    this.#told.clear();
  }

  /** Reads it again, as far back as it was read. What is shown stays until it is here. */
  async reread(): Promise<void> {
    const stillCounts = this.#round.begin();
    this.isReadingEarlier = false;
    if (this.status !== "ready") this.status = "loading";
    const turn = this.#turn;
    const reach = this.remarks[0]?.position ?? 0n;
    try {
      let { remarks, more } = await this.#read(0n);
      for (let first = remarks[0]; more && reach > 0n && first !== undefined && first.position > reach; first = remarks[0]) {
        const older = await this.#read(first.position);
        remarks = [...older.remarks, ...remarks];
        more = older.more;
      }
      if (!stillCounts()) return;
      this.more = more;
      this.remarks = this.#asTold(remarks, turn);
      this.status = "ready";
    } catch {
      if (stillCounts()) this.status = "failed";
    }
  }

  /** Reads the page before the first one. */
  async earlier(): Promise<void> {
    const [first] = this.remarks;
    if (this.isReadingEarlier || !this.more || first === undefined) return;
    this.isReadingEarlier = true;
    const stillCounts = this.#round.join();
    const turn = this.#turn;
    try {
      const page = await this.#read(first.position);
      if (!stillCounts()) return;
      this.more = page.more;
      this.remarks = this.#asTold([...page.remarks, ...this.remarks], turn);
    } catch {
      // The way to ask again stays in sight.
    } finally {
      if (stillCounts()) this.isReadingEarlier = false;
    }
  }

  /** A remark is there, or says something else. */
  posted(remark: Remark, news: Pick<News, "position">): void {
    if (this.#hear(remark.id, remark, news.position)) this.#put(remark);
  }

  /** A remark is gone. */
  removed(remarkId: string, news: Pick<News, "position">): void {
    if (!this.#hear(remarkId, undefined, news.position)) return;
    this.remarks = this.remarks.filter(({ id }) => id !== remarkId);
  }

  /** One's own, which the server has by now; the log will say how it looks. */
  put(remark: Remark): void {
    if (!this.#told.has(remark.id) && !this.remarks.some(({ id }) => id === remark.id)) this.#put(remark);
  }

  #put(remark: Remark): void {
    if (!this.isOpen) return;
    const isShown = this.remarks.some(({ id }) => id === remark.id);
    const reach = this.more ? (this.remarks[0]?.position ?? 0n) : 0n;
    if (isShown || remark.position >= reach) this.remarks = inPlace(this.remarks, remark);
  }

  /** Whether it is news for who looks. What is told while nobody does is read when somebody opens it. */
  #hear(id: string, remark: Remark | undefined, position: bigint): boolean {
    if (!this.isOpen) return false;
    const known = this.#told.get(id);
    if (known !== undefined && position !== 0n && position <= known.position) return false;
    this.#told.set(id, { remark, position, turn: ++this.#turn });
    return true;
  }

  /** What was read, as it is by now: with what was told since `turn`, and without what is gone. */
  #asTold(read: readonly Remark[], turn: number): readonly Remark[] {
    const known = new Map(read.map((remark) => [remark.id, remark]));
    const reach = this.more ? (read[0]?.position ?? 0n) : 0n;
    for (const [id, told] of this.#told) {
      if (told.remark === undefined) known.delete(id);
      else if (told.turn > turn && (known.has(id) || told.remark.position >= reach)) known.set(id, told.remark);
    }
    return [...known.values()].sort((a, b) => (a.position < b.position ? -1 : a.position > b.position ? 1 : 0));
  }
}
