import type { Nomination } from "../../gen/koebel/v1/nomination_pb";
import { PagedList } from "../../paged_list.svelte";

interface Page {
  readonly nominations: readonly Nomination[];
  readonly nextPageToken: string;
}

/** A list of nominations. */
export class NominationList extends PagedList<Nomination, Page> {
  readonly #read: (pageToken: string) => Promise<Page>;

  constructor(read: (pageToken: string) => Promise<Page>) {
    super();
    this.#read = read;
  }

  protected page(token: string): Promise<Page> {
    return this.#read(token);
  }

  protected rowsOf({ nominations }: Page): readonly Nomination[] {
    return nominations;
  }

  protected keyOf({ id }: Nomination): string {
    return id;
  }
}
