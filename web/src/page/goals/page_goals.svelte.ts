import { timestampMs } from "@bufbuild/protobuf/wkt";
import type { Client } from "@connectrpc/connect";

import type { Goal, GoalService } from "../../gen/koebel/v1/goal_pb";
import { GoalReader } from "../../goals/goal_reader";
import { isReached } from "../../goals/goals";
import type { Connection } from "../../live/connection";
import { keep, onKept, recall } from "../storage";

const kSeen = "person.goals_seen";
/** For so long Today begins with one that was reached. */
const kCelebratedMs = 3 * 86_400_000;
/** So many are remembered as seen. */
const kMostSeen = 50;

function recalled(): readonly string[] {
  const kept = recall(kSeen);
  return Array.isArray(kept) ? kept.filter((id) => typeof id === "string") : [];
}

/** The goals as the employee's page shows them; of which that were reached the person has seen enough, is kept on the device. */
export class PageGoals {
  all = $state.raw<readonly Goal[]>([]);
  #seen = $state.raw<readonly string[]>(recalled());
  readonly running: readonly Goal[] = $derived(this.all.filter((goal) => !isReached(goal)));
  /** Those a screen reader has heard of. */
  readonly #said = new Set<string>();
  readonly #reader: GoalReader;

  constructor(client: Pick<Client<typeof GoalService>, "listGoals">, connection: Pick<Connection, "follow" | "rereads">) {
    this.#reader = new GoalReader(client, connection, (goals) => (this.all = goals));
    // Closed on another page of this browser.
    onKept(kSeen, () => (this.#seen = recalled()));
  }

  /** Connected. */
  arrive(): void {
    if (this.#reader.isAdrift) void this.#reader.read();
  }

  /** Those that were reached in the last days, unless the person closed them. */
  reachedAt(now: number): readonly Goal[] {
    return this.all.filter(
      ({ id, reachedAt }) => reachedAt !== undefined && now - timestampMs(reachedAt) < kCelebratedMs && !this.#seen.includes(id),
    );
  }

  /** Those of them that were not said yet. From now on they are. */
  unsaid(goals: readonly Goal[]): readonly Goal[] {
    const news = goals.filter(({ id }) => !this.#said.has(id));
    for (const { id } of news) this.#said.add(id);
    return news;
  }

  /** Seen enough of it. */
  close(goal: Goal): void {
    this.#seen = [...new Set([...recalled(), ...this.#seen, goal.id])].slice(-kMostSeen);
    keep(kSeen, this.#seen);
  }
}
