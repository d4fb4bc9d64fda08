import type { Nomination } from "../../gen/koebel/v1/nomination_pb";
import { Round } from "../../round";

interface Page {
  readonly nominations: readonly Nomination[];
  readonly nextPageToken: string;
}

/** A list of nominations that is read page by page; read again, it is as long as it was. Owned by the page that shows it. */
export class NominationList {
  rows = $state.raw<readonly Nomination[]>([]);
  status = $state<"loading" | "ready" | "failed">("loading");
  isLoadingMore = $state(false);
  #next = $state("");
  readonly #page: (pageToken: string) => Promise<Page>;
  readonly #round = new Round();

  constructor(page: (pageToken: string) => Promise<Page>) {
    this.#page = page;
  }

  /** Whether there is a page behind what is shown. */
  get more(): boolean {
    return this.#next !== "";
  }

  /** Reads it anew. What is shown stays until all of it is here. */
  async load(): Promise<void> {
    if (this.status === "failed") this.status = "loading";
    const stillCounts = this.#round.begin();
    this.isLoadingMore = false;
    const wanted = this.rows.length;
    try {
      let page = await this.#page("");
      const rows = [...page.nominations];
      while (rows.length < wanted && page.nextPageToken !== "" && stillCounts()) {
        page = await this.#page(page.nextPageToken);
        rows.push(...page.nominations);
      }
      if (!stillCounts()) return;
      this.rows = rows;
      this.#next = page.nextPageToken;
      this.status = "ready";
    } catch {
      // What was shown stays; the next news or connection asks again.
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
      const known = new Set(this.rows.map(({ id }) => id));
      this.rows = [...this.rows, ...page.nominations.filter(({ id }) => !known.has(id))];
      this.#next = page.nextPageToken;
    } catch {
      // The way to ask again stays in sight.
    } finally {
      if (stillCounts()) this.isLoadingMore = false;
    }
  }
}
