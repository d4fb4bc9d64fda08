import { BoardsShown, type Board, type BoardRow } from "../../gen/koebel/v1/leaderboard_pb";
import { memberOf } from "../../boards/rows";

/** What stands below the first ten: my own place and its neighbours, and whether places lie between. */
export interface Below {
  readonly rows: readonly BoardRow[];
  readonly isApart: boolean;
}

const kNothing: Below = { rows: [], isApart: false };

/** My row, of the first ten or of what was told about me. */
export function mineIn(board: Board | undefined, me: BoardRow | undefined, myId: string): BoardRow | undefined {
  if (board?.shown !== BoardsShown.RANKS) return undefined;
  return board.top.find((row) => row.person !== undefined && memberOf(row) === myId) ?? me;
}

/**
 * The neighbours were asked for a moment after the first ten were told, or before: who is among the ten by now is not
 * drawn twice, and who stands among them myself needs no neighbours.
 */
export function belowIn(board: Board, around: readonly BoardRow[], me: BoardRow | undefined, myId: string): Below {
  if (board.shown !== BoardsShown.RANKS || me === undefined) return kNothing;
  const top = new Set(board.top.map(memberOf));
  if (top.has(myId)) return kNothing;
  const rows = (around.length > 0 ? around : [me]).filter((row) => !top.has(memberOf(row)));
  const last = board.top[board.top.length - 1];
  return { rows, isApart: last !== undefined && (rows[0]?.rank ?? 0) > last.rank + 1 };
}
