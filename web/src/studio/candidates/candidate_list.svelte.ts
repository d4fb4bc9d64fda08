import { CandidateLens, type Candidate, type ListCandidatesResponse } from "../../gen/koebel/v1/candidate_pb";
import { PagedList } from "../../paged_list.svelte";
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

/** A show's candidates, and which of them are to be one story. Owned by the column that shows them. */
export class CandidateList extends PagedList<Candidate, ListCandidatesResponse> {
  wishes = $state.raw<Wishes>(kNoWishes);
  nominations = $state(0);
  places = $state.raw<readonly string[]>([]);
  /** Those that were chosen to be one story, by key. */
  chosen = $state.raw<ReadonlyMap<string, Candidate>>(new Map());
  readonly #studio: Studio;

  constructor(studio: Studio) {
    super();
    this.#studio = studio;
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

  protected page(pageToken: string): Promise<ListCandidatesResponse> {
    return this.#studio.services.candidates.listCandidates({ showId: this.#studio.show.id, ...this.wishes, pageToken });
  }

  protected rowsOf({ candidates }: ListCandidatesResponse): readonly Candidate[] {
    return candidates;
  }

  protected keyOf(candidate: Candidate): string {
    return keyOf(candidate);
  }

  /** What is in a story or held by now is chosen no more. */
  protected override shown({ nominations, places }: ListCandidatesResponse): void {
    this.nominations = nominations;
    this.places = places;
    const now = new Map(this.rows.map((one) => [keyOf(one), one]));
    this.chosen = new Map(
      [...this.chosen].flatMap(([key, before]) => {
        const one = now.get(key) ?? before;
        return one.storyId === "" && !one.held ? [[key, one] as const] : [];
      }),
    );
  }
}
