import type { Client } from "@connectrpc/connect";

import type { LeavingService } from "../../gen/koebel/v1/leaving_pb";
import { newRequestId } from "../../request_id";
import { Round } from "../../round";

/** Whether the person is away. Only they are told. */
export class Away {
  isAway = $state(false);
  readonly #client: Client<typeof LeavingService>;
  /** What was asked before a change says nothing any more. */
  readonly #round = new Round();

  constructor(client: Client<typeof LeavingService>) {
    this.#client = client;
  }

  async refresh(): Promise<void> {
    const stillCounts = this.#round.begin();
    try {
      const { since } = await this.#client.getMyAway({});
      if (stillCounts()) this.isAway = since !== undefined;
    } catch {
      // It stays as it was; the next connection asks again.
    }
  }

  /** Fails when the server did not hear it. What is unread comes on the person's topic. */
  async set(away: boolean): Promise<void> {
    await this.#client.setAway({ requestId: newRequestId(), away });
    this.#round.end();
    this.isAway = away;
  }
}
