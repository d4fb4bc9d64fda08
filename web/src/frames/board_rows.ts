import type { FrameBoardLine } from "../gen/koebel/v1/frame_pb";

/** The longest bar, of the row's width. */
const kLongest = 98;

/** A row of a board on stage. */
export interface BoardRow {
  readonly line: FrameBoardLine;
  /** Who thanked as many shares the place. */
  readonly rank: number;
  /** Its bar, in percent of the row; all share one scale that begins at nothing. */
  readonly bar: number;
  /** Whether it was opened, and whether it was the last one. */
  readonly isOpen: boolean;
  readonly isNewest: boolean;
}

/** The rows of a board of which so many were revealed, from the last one to the first. */
export function boardRows(lines: readonly FrameBoardLine[], revealed: number): readonly BoardRow[] {
  const most = Math.max(1, ...lines.map(({ count }) => count));
  const firstOpen = lines.length - Math.min(Math.max(0, revealed), lines.length);
  return lines.map((line, index) => ({
    line,
    rank: 1 + lines.filter(({ count }) => count > line.count).length,
    bar: (line.count / most) * kLongest,
    isOpen: index >= firstOpen,
    isNewest: index === firstOpen,
  }));
}
