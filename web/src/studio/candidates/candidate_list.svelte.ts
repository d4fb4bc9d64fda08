import { CandidateLens, type Candidate } from "../../gen/koebel/v1/candidate_pb";
import { Round } from "../../round";
import type { Studio } from "../studio.svelte";

/** How candidates are looked at. Empty: no wish. */
export interface Wishes {
  readonly lens: CandidateLens;
  readonly valueId: string;
  readonly teamId: string;
  readonly place: string;
  readonly month: string;
  readonly untold: boolean;
}

export const kNoWishes: Wishes = { lens: CandidateLens.UNSPECIFIED, valueId: "", teamId: "", place: "", month: "", untold: false };

/** What tells one candidate from all others. */
export function keyOf({ source }: Candidate): string {
  return `${source.case ?? ""}/${source.value ?? ""}`;
}

/** What MakeStory and AddSources take of candidates. */
export function sourcesOf(candidates: readonly Candidate[]): { nominationIds: string[]; recognitionIds: string[] } {
  const ids = (of: "nominationId" | "recognitionId") => candidates.flatMap(({ source }) => (source.case === of ? [source.value] : []));
  return { nominationIds: ids("nominationId"), recognitionIds: ids("recognitionId") };
}

/** A show's candidates, page by page; read again, they are as many as they were. Owned by the column that shows them. */
export class CandidateList {
  rows = $state.raw<readonly Candidate[]>([]);
  status = $state<"loading" | "ready" | "failed">("loading");
  isLoadingMore = $state(false);
  wishes = $state.raw<Wishes>(kNoWishes);
  nominations = $state(0);
  places = $state.raw<readonly string[]>([]);
  /** Those that were chosen to be one story, by key. */
  chosen = $state.raw<ReadonlyMap<string, Candidate>>(new Map());
  #next = $state("");
  readonly #studio: Studio;
  readonly #round = new Round();

  constructor(studio: Studio) {
    this.#studio = studio;
  }

  get more(): boolean {
    return this.#next !== "";
  }

  /** Other wishes are another list. */
  wish(wishes: Partial<Wishes>): void {
    this.wishes = { ...this.wishes, ...wishes };
    this.rows = [];
    this.status = "loading";
    void this.load();
  }

  choose(candidate: Candidate, isChosen: boolean): void {
    const others = [...this.chosen].filter(([key]) => key !== keyOf(candidate));
    this.chosen = new Map(isChosen ? [...others, [keyOf(candidate), candidate]] : others);
  }

  /** Reads it anew. What is shown stays until all of it is here. */
  async load(): Promise<void> {
    const stillCounts = this.#round.begin();
    this.isLoadingMore = false;
    const wanted = this.rows.length;
    try {
      let page = await this.#page("");
      const rows = [...page.candidates];
      while (rows.length < wanted && page.nextPageToken !== "" && stillCounts()) {
        page = await this.#page(page.nextPageToken);
        rows.push(...page.candidates);
      }
      if (!stillCounts()) return;
      this.#show(rows, page.nextPageToken);
      this.nominations = page.nominations;
      this.places = page.places;
    } catch {
      // What was shown stays; the next news asks again.
      if (stillCounts() && this.status !== "ready") this.status = "failed";
    }
  }

  async readMore(): Promise<void> {
    if (this.isLoadingMore || !this.more) return;
    this.isLoadingMore = true;
    const stillCounts = this.#round.join();
    try {
      const page = await this.#page(this.#next);
      if (!stillCounts()) return;
      const known = new Set(this.rows.map(keyOf));
      this.#show([...this.rows, ...page.candidates.filter((one) => !known.has(keyOf(one)))], page.nextPageToken);
    } catch {
      // The way to ask again stays in sight.
    } finally {
      if (stillCounts()) this.isLoadingMore = false;
    }
  }

  #page(pageToken: string) {
    return this.#studio.services.candidates.listCandidates({ showId: this.#studio.show.id, ...this.wishes, pageToken });
  }

  /** What is in a story or held by now is chosen no more. */
  #show(rows: readonly Candidate[], next: string): void {
    this.rows = rows;
    this.#next = next;
    this.status = "ready";
    const now = new Map(rows.map((one) => [keyOf(one), one]));
    this.chosen = new Map(
      [...this.chosen].flatMap(([key, before]) => {
        const one = now.get(key) ?? before;
        return one.storyId === "" && !one.held ? [[key, one] as const] : [];
      }),
    );
  }
}
