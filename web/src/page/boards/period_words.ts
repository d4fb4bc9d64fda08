import { PeriodKind, type Board } from "../../gen/koebel/v1/leaderboard_pb";
import { localeOf, type Language } from "../../text/languages";
import type { Text } from "../../text/nl";

const kDayMs = 86_400_000;
/** Weeks are numbered from this Monday. */
const kFirstMonday = Date.UTC(1970, 0, 5);

/**
 * A period in words: "week 47", "november 2026", "4e kwartaal 2026", "2026". By its number, which is the calendar's:
 * the moment at which it began may be another day by the organisation's clock, once that has moved to another zone.
 */
export function periodWords(board: Board, text: Text["boards"], language: Language): string {
  const number = Number(board.key?.period ?? 0n);
  switch (board.key?.periodKind) {
    case PeriodKind.WEEK:
      return text.week(isoWeekOf(mondayOf(number)));
    case PeriodKind.QUARTER:
      return text.quarter((number % 4) + 1, Math.floor(number / 4));
    case PeriodKind.YEAR:
      return String(number);
    default:
      return inCalendar(language, { month: "long", year: "numeric" }).format(Date.UTC(Math.floor(number / 12), number % 12));
  }
}

/** For a week, its days: "16–22 november"; other periods say enough by their name. */
export function daysWords(board: Board, language: Language): string {
  if (board.key?.periodKind !== PeriodKind.WEEK) return "";
  const monday = mondayOf(Number(board.key.period));
  return inCalendar(language, { day: "numeric", month: "long" }).formatRange(monday, monday + 6 * kDayMs);
}

function inCalendar(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(localeOf(language), { ...options, timeZone: "UTC" });
}

function mondayOf(week: number): number {
  return kFirstMonday + 7 * week * kDayMs;
}

/** The year an ISO week belongs to is its Thursday's. */
function isoWeekOf(monday: number): number {
  const thursday = monday + 3 * kDayMs;
  const newYear = Date.UTC(new Date(thursday).getUTCFullYear(), 0, 1);
  return 1 + Math.floor((thursday - newYear) / (7 * kDayMs));
}
