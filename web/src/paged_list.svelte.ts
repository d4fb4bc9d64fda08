import { Round } from "./round";

/** What is read at once. */
interface Page {
  readonly nextPageToken: string;
}

/** A list that is read page by page; read again, it is as long as it was. Owned by the page that shows it. */
export abstract class PagedList<Row, P extends Page> {
  rows = $state.raw<readonly Row[]>([]);
  status = $state<"loading" | "ready" | "failed">("loading");
  isLoadingMore = $state(false);
  #next = $state("");
  readonly #round = new Round();

  /** Whether there is a page behind what is shown. */
  get more(): boolean {
    return this.#next !== "";
  }

  /** The page behind a token; "" is the first. */
  protected abstract page(token: string): Promise<P>;
  protected abstract rowsOf(page: P): readonly Row[];
  /** What tells a row from all others. */
  protected abstract keyOf(row: Row): string;
  /** These are shown from now on, and this was the last page that was read of them. */
  protected shown(_page: P): void {}

  /** Reads it anew. What is shown stays until all of it is here. */
  async load(): Promise<void> {
    if (this.status === "failed") this.status = "loading";
    const stillCounts = this.#round.begin();
    this.isLoadingMore = false;
    const wanted = this.rows.length;
    try {
      let page = await this.page("");
      const rows = [...this.rowsOf(page)];
      while (rows.length < wanted && page.nextPageToken !== "" && stillCounts()) {
        page = await this.page(page.nextPageToken);
        rows.push(...this.rowsOf(page));
      }
      if (stillCounts()) this.#show(rows, page);
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
      const page = await this.page(this.#next);
      if (!stillCounts()) return;
      const known = new Set(this.rows.map((row) => this.keyOf(row)));
      this.#show([...this.rows, ...this.rowsOf(page).filter((row) => !known.has(this.keyOf(row)))], page);
    } catch {
      // The way to ask again stays in sight.
    } finally {
      if (stillCounts()) this.isLoadingMore = false;
    }
  }

  #show(rows: readonly Row[], page: P): void {
    this.rows = rows;
    this.#next = page.nextPageToken;
    this.status = "ready";
    this.shown(page);
  }
}
