import { BoardsShown, type Board, type BoardKey, type BoardRow } from "../gen/koebel/v1/leaderboard_pb";

/** What to do with a board that was pushed, beside the one that is shown. */
export type Verdict = "take" | "drop" | "read";

type Ranking = Pick<BoardKey, "kind" | "valueId" | "periodKind">;

/** Whose row it is. Empty: somebody this audience may not know. */
export function memberOf({ person, team }: BoardRow): string {
  return person?.id || team?.id || "";
}

/** A key for each row; who may not be known is told apart by place only. */
export function keysOf(rows: readonly BoardRow[]): string[] {
  return rows.map((row, index) => memberOf(row) || `#${index}`);
}

/** Whether both are of the same ranking, whichever period. */
export function isSameRanking(one: Ranking | undefined, other: Ranking | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  return one.kind === other.kind && one.valueId === other.valueId && one.periodKind === other.periodKind;
}

/**
 * A pushed board takes the place of the one that is shown when it is of the same period and not older. "read": what the
 * push alone does not tell (the next period has begun, boards are shown another way) is asked for.
 */
export function verdictOn(pushed: Board, shown: Board): Verdict {
  if (pushed.shown === BoardsShown.OFF) return "read";
  if (!isSameRanking(pushed.key, shown.key) || pushed.position < shown.position) return "drop";
  const [period, before] = [pushed.key?.period ?? 0n, shown.key?.period ?? 0n];
  if (period < before) return "drop";
  return period > before || pushed.shown !== shown.shown ? "read" : "take";
}
