import { timestampFromMs } from "@bufbuild/protobuf/wkt";

import { Visibility, type Recognition } from "../gen/koebel/v1/recognition_pb";
import { Round } from "../round";
import type { Studio } from "../studio/studio.svelte";
import { monthSpan } from "./month_span";

const kPage = 50;
const kPauseMs = 250;

/** The month's recognitions that everyone may see, for a reel, with those that are in it already. */
export class ReelList {
  rows = $state.raw<readonly Recognition[] | undefined>();
  /** Those of the reel, whatever was looked for, and whatever month they are of. */
  chosen = $state.raw<ReadonlyMap<string, Recognition>>(new Map());
  hasMore = $state(false);
  isFailed = $state(false);
  query = "";

  readonly #studio: Studio;
  readonly #round = new Round();
  /** Below which the next page begins. */
  #below = 0n;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(studio: Studio) {
    this.#studio = studio;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#round.end();
  }

  /** Letters were typed: what fits is asked for when fingers pause. */
  follow(query: string): void {
    this.query = query.trim();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.load(), kPauseMs);
  }

  async load(): Promise<void> {
    await this.#read(this.#round.begin(), []);
  }

  async more(): Promise<void> {
    await this.#read(this.#round.join(), this.rows ?? []);
  }

  /** Reads what is in the reel. One that is gone, or may not be read, stays unread. */
  async loadChosen(ids: readonly string[]): Promise<void> {
    const found = await Promise.all(ids.map((recognitionId) => this.#studio.services.recognitions.getRecognition({ recognitionId }).catch(() => undefined)));
    this.keep(found.flatMap((one) => (one?.recognition ? [one.recognition] : [])));
  }

  keep(recognitions: readonly Recognition[]): void {
    this.chosen = new Map([...this.chosen, ...recognitions.map((one): [string, Recognition] => [one.id, one])]);
  }

  async #read(stillCounts: () => boolean, before: readonly Recognition[]): Promise<void> {
    const span = monthSpan(this.#studio.show.month, this.#studio.organisation.timeZone);
    const filter = { query: this.query, ...(span ? { from: timestampFromMs(span.from), until: timestampFromMs(span.until) } : {}) };
    try {
      const page = await this.#studio.services.recognitions.listFeed({ beforePosition: before.length === 0 ? 0n : this.#below, pageSize: kPage, filter });
      if (!stillCounts()) return;
      this.#below = page.recognitions.at(-1)?.position ?? 0n;
      this.rows = [...before, ...page.recognitions.filter(({ visibility, held, hidden }) => visibility === Visibility.EVERYONE && !held && !hidden)];
      this.hasMore = page.more;
      this.isFailed = false;
    } catch {
      if (stillCounts()) this.isFailed = true;
    }
  }
}
