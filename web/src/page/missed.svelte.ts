import type { Client } from "@connectrpc/connect";

import type { FleetService, MissedScreen } from "../gen/koebel/v1/fleet_pb";

/** The office screens this person looks after that are not seen. */
export class Missed {
  screens = $state.raw<readonly MissedScreen[]>([]);
  readonly #client: Pick<Client<typeof FleetService>, "listMissedScreens">;
  #generation = 0;

  constructor(client: Pick<Client<typeof FleetService>, "listMissedScreens">) {
    this.#client = client;
  }

  async refresh(): Promise<void> {
    const generation = ++this.#generation;
    try {
      const { screens } = await this.#client.listMissedScreens({});
      if (generation === this.#generation) this.screens = screens;
    } catch {
      // It stays as it was; the next connection asks again.
    }
  }
}
