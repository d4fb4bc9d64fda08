import { timestampMs } from "@bufbuild/protobuf/wkt";

import { Movements, type Movement } from "../boards/movement";
import { keysOf, verdictOn, type Verdict } from "../boards/rows";
import { BoardKind, BoardsShown, PeriodKind, type Board, type BoardKey, type BoardRow } from "../gen/koebel/v1/leaderboard_pb";

/** A board as the rail draws it. */
export interface BoardSlide {
  /** Another name is another board; the same one is the same rows, moved. */
  name: string;
  board: Board;
  rows: BoardRow[];
  keys: string[];
  movements: ReadonlyMap<string, Movement>;
}

/** So many places fit the rail; of names in alphabetical order all ten do. */
const kPlaces = 5;
/** A board of fewer is no board to put on a wall. */
const kLeast = 3;

interface Entry {
  board: Board;
  moved: Movements;
  /** The same one until the board changes: what did not change is not drawn again. */
  slide: BoardSlide;
}

/** Whether the rail shows this board: those of people, of the running week and month. */
export function isOnRail({ kind, periodKind }: BoardKey): boolean {
  const isOfPeople = kind === BoardKind.GIVEN || kind === BoardKind.RECEIVED;
  return isOfPeople && (periodKind === PeriodKind.WEEK || periodKind === PeriodKind.MONTH);
}

/** The boards this screen knows, and which of them it may show. Pure: the page brings boards and the server's time. */
export class RailBoards {
  #entries = new Map<string, Entry>();

  /** Starts from what GetBoard answered; what is not among it is gone. */
  replace(boards: Board[], now: number): void {
    const before = this.#entries;
    this.#entries = new Map();
    for (const board of [...boards].sort(inTurn)) {
      const known = before.get(nameOf(board));
      const isSamePeriod = known !== undefined && known.board.key?.period === board.key?.period;
      const moved = isSamePeriod ? known.moved : new Movements();
      this.#entries.set(nameOf(board), { board, moved, slide: slideOf(board, moved.take(board.top, now)) });
    }
  }

  /** A board came over the connection. */
  push(board: Board, now: number): Verdict {
    const entry = this.#entries.get(nameOf(board));
    // One that was not known is shown again, or for the first time.
    if (entry === undefined) return board.shown === BoardsShown.OFF ? "drop" : "read";
    const verdict = verdictOn(board, entry.board);
    if (board.shown === BoardsShown.OFF) this.clear(); // at once, whatever is asked for next
    if (verdict === "take") {
      entry.board = board;
      entry.slide = slideOf(board, entry.moved.take(board.top, now));
    }
    return verdict;
  }

  /** Boards were switched off: none stays on the wall. */
  clear(): void {
    this.#entries.clear();
  }

  /** Those that may be on the wall now: what is of a period that is over is not. */
  slides(now: number): BoardSlide[] {
    return [...this.#entries.values()].flatMap(({ board, slide }) => {
      const until = board.until === undefined ? Infinity : timestampMs(board.until);
      return board.shown === BoardsShown.OFF || board.top.length < kLeast || until <= now ? [] : [slide];
    });
  }
}

function slideOf(board: Board, movements: ReadonlyMap<string, Movement>): BoardSlide {
  const rows = board.shown === BoardsShown.RANKS ? board.top.slice(0, kPlaces) : board.top;
  return { name: nameOf(board), board, rows, keys: keysOf(rows), movements };
}

function nameOf({ key }: Board): string {
  return `${key?.kind ?? 0} ${key?.periodKind ?? 0}`;
}

/** Given before received, as breadth comes first; the week before the month, so that both alternate. */
function inTurn({ key: one }: Board, { key: other }: Board): number {
  return (one?.periodKind ?? 0) - (other?.periodKind ?? 0) || (other?.kind ?? 0) - (one?.kind ?? 0);
}
