import type { Client } from "@connectrpc/connect";

import type { ShowService } from "../gen/koebel/v1/show_pb";
import type { Connection } from "../live/connection";
import type { Rereads } from "../live/rereads";
import { Round } from "../round";
import type { KnownShows } from "./next_show";

/**
 * Reads the shows of the rail, each time the wall was read: what changes after that is told on the wall's own topics. Whatever
 * fails here is tried again later and touches nothing else. Owned by the page.
 */
export class ShowReader {
  readonly #client: Pick<Client<typeof ShowService>, "listShows">;
  readonly #shows: KnownShows;
  readonly #rereads: Rereads;
  readonly #round = new Round();

  constructor(client: Pick<Client<typeof ShowService>, "listShows">, connection: Pick<Connection, "rereads">, shows: KnownShows) {
    this.#client = client;
    this.#shows = shows;
    this.#rereads = connection.rereads(() => void this.read());
  }

  /** The first page holds every show that is still to come: none is planned for more than a year ahead. */
  async read(): Promise<void> {
    this.#rereads.cancel();
    const stillCounts = this.#round.begin();
    this.#shows.willRead();
    try {
      const { shows } = await this.#client.listShows({});
      if (!stillCounts()) return;
      this.#shows.replace(shows);
      this.#rereads.done();
    } catch {
      if (stillCounts()) this.#rereads.again();
    }
  }

  stop(): void {
    this.#round.end();
    this.#rereads.cancel();
  }
}
