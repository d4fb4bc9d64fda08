import type { Client } from "@connectrpc/connect";

import type { CountWaitingResponse, ModerationService } from "../gen/koebel/v1/moderation_pb";
import { Round } from "../round";

/** What waits for this curator: held texts, and reports. */
export class WaitingForReview {
  counts = $state.raw<Pick<CountWaitingResponse, "held" | "oldestAt" | "reports"> | undefined>();
  readonly #client: Pick<Client<typeof ModerationService>, "countWaiting">;
  readonly #round = new Round();
  #saidHeld = 0;

  constructor(client: Pick<Client<typeof ModerationService>, "countWaiting">) {
    this.#client = client;
  }

  /** How many texts are held, when they are more than were said; otherwise 0. From now on they are said. */
  unsaidHeld(): number {
    const held = this.counts?.held ?? 0;
    const isMore = held > this.#saidHeld;
    this.#saidHeld = held;
    return isMore ? held : 0;
  }

  async refresh(): Promise<void> {
    const stillCounts = this.#round.begin();
    try {
      const counts = await this.#client.countWaiting({});
      if (stillCounts()) this.counts = counts;
    } catch {
      // It stays as it was; the next connection asks again.
    }
  }
}
