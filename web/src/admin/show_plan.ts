import { fromZone, toZone } from "./local_time";

/** Times of a show as fields of type datetime-local have them, by the organisation's clock. */
export interface ShowTimes {
  readonly opens: string;
  readonly closes: string;
  readonly airs: string;
}

const kDayMs = 86_400_000;
const kFriday = 5;
const kMostMonths = 13;

/** The months a show can be planned for: from this one on, a year. */
export function monthsFrom(now: number, timeZone: string): readonly string[] {
  const [year = 0, month = 1] = toZone(now, timeZone).split("-").map(Number);
  return Array.from({ length: kMostMonths }, (_, index) => new Date(Date.UTC(year, month - 1 + index, 1)).toISOString().slice(0, 7));
}

/** What is usual: one nominates from the first day until a week before the show, which is on the month's last Friday at four. */
export function usualTimes(month: string): ShowTimes {
  const [year = 0, number = 1] = month.split("-").map(Number);
  const last = new Date(Date.UTC(year, number, 0));
  const friday = last.getTime() - ((last.getUTCDay() - kFriday + 7) % 7) * kDayMs;
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  return { opens: `${month}-01T09:00`, closes: `${day(friday - 7 * kDayMs)}T17:00`, airs: `${day(friday)}T16:00` };
}

/** The first month that has no show and can still collect. */
export function firstFree(months: readonly string[], taken: readonly string[], now: number, timeZone: string): string {
  const free = months.filter((month) => !taken.includes(month));
  return free.find((month) => (fromZone(usualTimes(month).closes, timeZone) ?? 0) > now) ?? free[0] ?? "";
}
