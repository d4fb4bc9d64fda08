import type { Client } from "@connectrpc/connect";

import type { CountWaitingResponse, ModerationService } from "../gen/koebel/v1/moderation_pb";

/** What waits for this curator: held texts, and reports. */
export class WaitingForReview {
  counts = $state.raw<Pick<CountWaitingResponse, "held" | "oldestAt" | "reports"> | undefined>();
  readonly #client: Pick<Client<typeof ModerationService>, "countWaiting">;
  #generation = 0;

  constructor(client: Pick<Client<typeof ModerationService>, "countWaiting">) {
    this.#client = client;
  }

  async refresh(): Promise<void> {
    const generation = ++this.#generation;
    try {
      const counts = await this.#client.countWaiting({});
      if (generation === this.#generation) this.counts = counts;
    } catch {
      // It stays as it was; the next connection asks again.
    }
  }
}
