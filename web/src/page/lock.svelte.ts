import { timestampMs } from "@bufbuild/protobuf/wkt";
import type { Client } from "@connectrpc/connect";

import type { Lock, ModerationService } from "../gen/koebel/v1/moderation_pb";
import { Round } from "../round";
import { clock } from "./clock.svelte";

/** Whether this person may not thank or write for a while, as the server said last; over when its moment is. */
export class OwnLock {
  #told = $state.raw<Lock | undefined>();
  readonly #client: Pick<Client<typeof ModerationService>, "getOwnLock">;
  readonly #round = new Round();
  /** Until when, as it was said; empty: there was none. */
  #saidUntil = "";

  constructor(client: Pick<Client<typeof ModerationService>, "getOwnLock">) {
    this.#client = client;
  }

  get now(): Lock | undefined {
    const until = this.#told?.until;
    return until !== undefined && timestampMs(until) <= clock.now ? undefined : this.#told;
  }

  /** What was not said yet: until another moment, or over. From now on it is. */
  unsaid(): "locked" | "over" | undefined {
    const lock = this.now;
    const until = lock === undefined ? "" : String(lock.until?.seconds ?? "open");
    if (until === this.#saidUntil) return undefined;
    this.#saidUntil = until;
    return until === "" ? "over" : "locked";
  }

  /** The server says so. */
  tell(lock: Lock | undefined): void {
    this.#round.end();
    this.#told = lock;
  }

  async refresh(): Promise<void> {
    const stillCounts = this.#round.begin();
    try {
      const { lock } = await this.#client.getOwnLock({});
      if (stillCounts()) this.tell(lock);
    } catch {
      // It stays as it was; the next connection asks again.
    }
  }
}
