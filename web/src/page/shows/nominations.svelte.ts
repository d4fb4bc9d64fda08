import type { Client } from "@connectrpc/connect";

import type { NominationService } from "../../gen/koebel/v1/nomination_pb";
import type { Connection } from "../../live/connection";
import type { Paced } from "../../live/paced";
import { keep, recall } from "../storage";
import { NominationDrafts } from "./drafts";

/** A nomination's writer, witnesses and curators act in bursts: what is shown is read once for all. */
const kPace = { gapMs: 1_000, spreadMs: 300 };

/** What was just sent, until it was read. */
export interface Sent {
  /** Who is nominated; empty: it is a lesson. */
  readonly names: string;
  readonly isHeld: boolean;
}

/** What the pages of nominations have together: the calls, what is being written, and the news of what may be read. */
export class Nominations {
  readonly client: Client<typeof NominationService>;
  readonly drafts: NominationDrafts;
  /** Grows with news: whoever shows a nomination reads it again. */
  news = $state(0);
  sent = $state.raw<Sent | undefined>();
  readonly #paced: Paced;

  constructor(client: Client<typeof NominationService>, connection: Pick<Connection, "paced">, myId: string) {
    this.client = client;
    const key = `person.${myId}.nominations`;
    this.drafts = new NominationDrafts({ read: () => recall(key), write: (drafts) => keep(key, drafts) });
    this.#paced = connection.paced(kPace, () => (this.news += 1));
  }

  /** Something changed of what the person may read; or it may have, while nobody was connected. */
  heard(): void {
    this.#paced.ask();
  }
}
