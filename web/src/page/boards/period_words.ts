import { timestampMs } from "@bufbuild/protobuf/wkt";

import { PeriodKind, type Board } from "../../gen/koebel/v1/leaderboard_pb";
import { localeOf, type Language } from "../../text/languages";
import type { Text } from "../../text/nl";

/** A period in words, in the organisation's zone: "week 47", "november 2026", "4e kwartaal 2026", "2026". */
export function periodWords(board: Board, timeZone: string, text: Text["boards"], language: Language): string {
  const from = board.from === undefined ? 0 : timestampMs(board.from);
  const { year, month, day } = dateIn(timeZone, from);
  switch (board.key?.periodKind) {
    case PeriodKind.WEEK:
      return text.week(weekOf(year, month, day));
    case PeriodKind.QUARTER:
      return text.quarter(Math.ceil(month / 3), year);
    case PeriodKind.YEAR:
      return String(year);
    default:
      return new Intl.DateTimeFormat(localeOf(language), { timeZone, month: "long", year: "numeric" }).format(from);
  }
}

/** For a week, its days: "16–22 november 2026"; other periods say enough by their name. */
export function daysWords(board: Board, timeZone: string, language: Language): string {
  if (board.key?.periodKind !== PeriodKind.WEEK || board.from === undefined || board.until === undefined) return "";
  const format = new Intl.DateTimeFormat(localeOf(language), { timeZone, day: "numeric", month: "long" });
  return format.formatRange(timestampMs(board.from), timestampMs(board.until) - 1);
}

function dateIn(timeZone: string, at: number): { year: number; month: number; day: number } {
  const [year = 1970, month = 1, day = 1] = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" })
    .format(at)
    .split("-")
    .map(Number);
  return { year, month, day };
}

/** The ISO week that begins on this Monday: the year it belongs to is its Thursday's. */
function weekOf(year: number, month: number, day: number): number {
  const thursday = Date.UTC(year, month - 1, day + 3);
  const newYear = Date.UTC(new Date(thursday).getUTCFullYear(), 0, 1);
  return 1 + Math.floor((thursday - newYear) / (7 * 86_400_000));
}
