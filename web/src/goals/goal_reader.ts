import type { Client } from "@connectrpc/connect";

import type { Goal, Goals, GoalService } from "../gen/koebel/v1/goal_pb";
import type { Connection } from "../live/connection";
import { placesOf } from "../live/place";
import type { Rereads } from "../live/rereads";
import type { Following } from "../live/subscriptions";
import { Round } from "../round";

/**
 * Reads the goals that are shown and follows them: the newest by position counts. Whatever fails here is tried again later
 * and touches nothing else. Owned by a page, for people and for screens.
 */
export class GoalReader {
  readonly #client: Pick<Client<typeof GoalService>, "listGoals">;
  readonly #connection: Pick<Connection, "follow" | "rereads">;
  readonly #onGoals: (goals: readonly Goal[]) => void;
  readonly #rereads: Rereads;
  #following: Following | undefined;
  #position = 0n;
  #epoch = "";
  readonly #round = new Round();

  constructor(
    client: Pick<Client<typeof GoalService>, "listGoals">,
    connection: Pick<Connection, "follow" | "rereads">,
    onGoals: (goals: readonly Goal[]) => void,
  ) {
    this.#client = client;
    this.#connection = connection;
    this.#onGoals = onGoals;
    this.#rereads = connection.rereads(() => void this.read());
  }

  /** Whether a read is needed: nothing is followed. */
  get isAdrift(): boolean {
    return this.#following === undefined;
  }

  async read(): Promise<void> {
    this.#rereads.cancel();
    const stillCounts = this.#round.begin();
    try {
      const { goals, snapshot } = await this.#client.listGoals({});
      if (!stillCounts()) return;
      this.#following?.stop();
      // Of another history it may be lower.
      if (snapshot?.epoch !== this.#epoch) this.#position = 0n;
      this.#epoch = snapshot?.epoch ?? "";
      this.#take(goals);
      this.#following =
        snapshot &&
        this.#connection.follow(placesOf(snapshot), {
          apply: () => {},
          state: (_topic, state) => {
            if (state.case === "goals") this.#take(state.value);
          },
          reset: () => {
            this.#following = undefined;
            this.#rereads.again();
          },
        });
      this.#rereads.done();
    } catch {
      if (stillCounts()) this.#rereads.again();
    }
  }

  stop(): void {
    this.#round.end();
    this.#rereads.cancel();
    this.#following?.stop();
    this.#following = undefined;
  }

  #take(goals: Goals | undefined): void {
    if (goals === undefined || goals.position < this.#position) return;
    this.#position = goals.position;
    this.#onGoals(goals.goals);
  }
}
