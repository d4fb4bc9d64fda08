import type { Client } from "@connectrpc/connect";

import type { PrivacyService } from "../../gen/koebel/v1/privacy_pb";
import { newRequestId } from "../../request_id";
import { Round } from "../../round";

/** Whether what is said to the person arrives on Mondays, with them alone. Nobody else is told. */
export class Quiet {
  isOn = $state(false);
  /** Nobody has said yet: what may wait is treated as if it did. */
  mayBeOn = true;
  readonly #client: Pick<Client<typeof PrivacyService>, "getQuietDelivery" | "setQuietDelivery">;
  /** What was asked before a change says nothing any more. */
  readonly #round = new Round();

  constructor(client: Pick<Client<typeof PrivacyService>, "getQuietDelivery" | "setQuietDelivery">) {
    this.#client = client;
  }

  async refresh(): Promise<void> {
    const stillCounts = this.#round.begin();
    try {
      const { quiet } = await this.#client.getQuietDelivery({});
      if (stillCounts()) this.#take(quiet);
    } catch {
      // It stays as it was; the next connection asks again.
    }
  }

  /** Fails when the server did not hear it. What waited comes on the person's topic. */
  async set(quiet: boolean): Promise<void> {
    const answer = await this.#client.setQuietDelivery({ requestId: newRequestId(), quiet });
    this.#round.end();
    this.#take(answer.quiet);
  }

  #take(quiet: boolean): void {
    this.isOn = quiet;
    this.mayBeOn = quiet;
  }
}
