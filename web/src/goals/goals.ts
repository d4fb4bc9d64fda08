import { GoalKind, type Goal } from "../gen/koebel/v1/goal_pb";

/** What is counted, for words. */
export type Counted = "given" | "people" | "teams";

export function countedBy({ kind }: Pick<Goal, "kind">): Counted {
  if (kind === GoalKind.PARTICIPATION) return "people";
  return kind === GoalKind.TEAMS_REACHED ? "teams" : "given";
}

export function isReached({ reachedAt }: Pick<Goal, "reachedAt">): boolean {
  return reachedAt !== undefined;
}

/** How many of so many ticks are lit: one as soon as there is something, all of them only when it is reached. */
export function ticksLit({ progress, target, reachedAt }: Pick<Goal, "progress" | "target" | "reachedAt">, places: number): number {
  if (reachedAt !== undefined || target === 0) return places;
  if (progress === 0) return 0;
  return Math.min(places - 1, Math.max(1, Math.floor((progress / target) * places)));
}

/** The moment a local day "2026-10-01" is written with: noon in UTC, which is that day nearly everywhere. */
export function dayAt(day: string): number {
  return Date.parse(`${day}T12:00:00Z`);
}
