import { timestampMs } from "@bufbuild/protobuf/wkt";
import type { Client } from "@connectrpc/connect";

import type { FleetService, MissedScreen } from "../gen/koebel/v1/fleet_pb";
import { Round } from "../round";

/** The office screens this person looks after that are not seen. */
export class Missed {
  screens = $state.raw<readonly MissedScreen[]>([]);
  readonly #client: Pick<Client<typeof FleetService>, "listMissedScreens">;
  readonly #round = new Round();
  /** As they were said: one that was seen meanwhile and is missed again is news. */
  readonly #said = new Set<string>();

  constructor(client: Pick<Client<typeof FleetService>, "listMissedScreens">) {
    this.#client = client;
  }

  /** Those that were not said yet. From now on they are. */
  unsaid(): readonly MissedScreen[] {
    const key = ({ screenId, lastSeenAt }: MissedScreen) => `${screenId} ${lastSeenAt ? timestampMs(lastSeenAt) : 0}`;
    const news = this.screens.filter((screen) => !this.#said.has(key(screen)));
    for (const screen of news) this.#said.add(key(screen));
    return news;
  }

  async refresh(): Promise<void> {
    const stillCounts = this.#round.begin();
    try {
      const { screens } = await this.#client.listMissedScreens({});
      if (stillCounts()) this.screens = screens;
    } catch {
      // It stays as it was; the next connection asks again.
    }
  }
}
