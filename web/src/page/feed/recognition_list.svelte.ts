import type { Snapshot } from "../../gen/koebel/v1/common_pb";
import type { EventBody } from "../../gen/koebel/v1/event_pb";
import type { Event as TopicEvent } from "../../gen/koebel/v1/live_pb";
import type { Recognition } from "../../gen/koebel/v1/recognition_pb";
import type { OwnPart } from "../../gen/koebel/v1/remark_pb";
import type { Connection } from "../../live/connection";
import { isBehind, placesOf } from "../../live/place";
import type { Rereads } from "../../live/rereads";
import type { Following } from "../../live/subscriptions";
import { Round } from "../../round";
import { applied, inFeed, withOlder, type PlaceOf } from "./rows";

/** A page of recognitions, and where in the log it was read. */
export interface Page {
  readonly recognitions: readonly Recognition[];
  readonly more: boolean;
  readonly snapshot?: Snapshot | undefined;
  /** What the caller did on those above. */
  readonly mine?: readonly OwnPart[] | undefined;
}

/** Where a list gets its pages, and what else it wants to know. */
export interface Source {
  page(before: bigint): Promise<Page>;
  /** Where one stands in the list, and where pages are cut; when not given: as in the feed. */
  readonly placeOf?: PlaceOf;
  /** Whether a recognition that came on this topic is one of the list's. */
  belongs?(recognition: Recognition, topic: string): boolean;
  /** Whether a recognition stays although this topic lost it. */
  keeps?(recognition: Recognition, topic: string): boolean;
  /** Every page, before the rows take it; `isAnew`: what happened since the last one came to nobody. */
  onPage?(page: Page, isAnew: boolean): void;
  /** Every event of the list's topics, once the rows have taken it; `isShown`: whether a recognition is among them. */
  onNews?(topic: string, event: TopicEvent, isShown: (recognitionId: string) => boolean): void;
  /** The same; with the rows before. */
  onEvent?(body: EventBody["body"], before: readonly Recognition[]): void;
}

/** So many rows stay when a list is shortened. */
const kKept = 60;

/**
 * Recognitions that stay exact: pages by position, and every event above them. Invariant: the rows are
 * what the server would answer at the places followed, as far down as was scrolled.
 */
export class RecognitionList {
  rows = $state.raw<readonly Recognition[]>([]);
  more = $state(false);
  status = $state<"loading" | "ready" | "failed">("loading");
  isLoadingOlder = $state(false);

  readonly #connection: Connection;
  readonly #source: Source;
  readonly #rereads: Rereads;
  #following: Following | undefined;
  readonly #round = new Round();

  constructor(connection: Connection, source: Source) {
    this.#connection = connection;
    this.#source = source;
    this.#rereads = connection.rereads(() => void this.#read());
  }

  /** Reads the newest page and follows from there. Rows that are shown stay until it is here. */
  async load(): Promise<void> {
    if (this.status === "failed") this.status = "loading";
    await this.#read();
  }

  async #read(): Promise<void> {
    this.#rereads.cancel();
    const stillCounts = this.#round.begin();
    this.isLoadingOlder = false; // what was asked for does not count any more
    this.#following?.stop();
    this.#following = undefined;
    try {
      const page = await this.#source.page(0n);
      if (!stillCounts()) return;
      this.#source.onPage?.(page, this.status === "ready");
      this.rows = page.recognitions;
      this.more = page.more;
      this.status = "ready";
      if (page.snapshot !== undefined) this.#follow(page.snapshot);
      this.#rereads.done();
    } catch {
      if (!stillCounts()) return;
      if (this.status !== "ready") this.status = "failed";
      this.#rereads.again();
    }
  }

  /** Nobody looks at it any more: nothing is shown or followed, until it is loaded again. */
  stop(): void {
    this.#round.end();
    this.isLoadingOlder = false;
    this.#rereads.cancel();
    this.#following?.stop();
    this.#following = undefined;
    this.rows = [];
    this.more = false;
    this.status = "loading";
  }

  /** The first row is in sight, so nobody reads far below: a page that is open for weeks keeps no more than one scrolls back over. */
  shorten(): void {
    if (this.rows.length <= kKept || this.isLoadingOlder) return;
    this.rows = this.rows.slice(0, kKept);
    this.more = true;
  }

  /** Whether a load is needed: nothing is followed. */
  get isAdrift(): boolean {
    return this.#following === undefined;
  }

  /** Reads the page below the last row. */
  async older(): Promise<void> {
    if (this.isLoadingOlder || !this.more) return;
    this.isLoadingOlder = true;
    const stillCounts = this.#round.join();
    try {
      const page = await this.#olderPage();
      if (!stillCounts()) return;
      this.#source.onPage?.(page, false);
      this.rows = withOlder(this.rows, page.recognitions);
      this.more = page.more;
    } catch {
      // The end of the list stays in sight, and so does the way to ask again.
    } finally {
      if (stillCounts()) this.isLoadingOlder = false;
    }
  }

  /** An older page at least as new as what was applied, so that a withdrawn one cannot come back with it. */
  async #olderPage(): Promise<Page> {
    for (;;) {
      const page = await this.#source.page(this.#lastOf(this.rows));
      const places = this.#following?.places;
      if (page.snapshot === undefined || places === undefined) return page;
      if (!isBehind(placesOf(page.snapshot), places)) return page;
    }
  }

  /** Where the last row stands; 0: there is none. */
  #lastOf(rows: readonly Recognition[]): bigint {
    const last = rows[rows.length - 1];
    return last === undefined ? 0n : (this.#source.placeOf ?? inFeed)(last);
  }

  #follow(snapshot: Snapshot): void {
    this.#following = this.#connection.follow(placesOf(snapshot), {
      apply: (topic, event) => {
        const body: EventBody["body"] = event.body?.body ?? { case: undefined };
        const before = this.rows;
        this.rows = applied(before, body, {
          belongs: (recognition) => this.#source.belongs?.(recognition, topic) ?? true,
          keeps: (recognition) => this.#source.keeps?.(recognition, topic) ?? false,
          reach: this.more ? this.#lastOf(before) : 0n,
          placeOf: this.#source.placeOf,
        });
        this.#source.onNews?.(topic, event, (recognitionId) => this.rows.some(({ id }) => id === recognitionId));
        this.#source.onEvent?.(body, before);
      },
      reset: () => {
        this.#following = undefined;
        this.#rereads.again();
      },
    });
  }
}
