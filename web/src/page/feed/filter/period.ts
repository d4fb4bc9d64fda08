import type { Filter } from "./filter";

/** Moments, in milliseconds since 1970; undefined: open on that side. */
export interface Span {
  readonly from?: number;
  /** Not part of it any more. */
  readonly until?: number;
}

/** From when until when a filter looks. Days, weeks (from Monday), months and quarters are the organisation's. */
export function spanOf({ period, from, until }: Pick<Filter, "period" | "from" | "until">, now: number, timeZone: string): Span {
  if (period !== "") return { from: midnight(beginning(period, dayAt(now, timeZone)), timeZone) };
  // Between two days is the same either way.
  const [first, last] = from !== "" && until !== "" && from > until ? [until, from] : [from, until];
  return {
    ...(first === "" ? {} : { from: midnight(dayOf(first), timeZone) }),
    ...(last === "" ? {} : { until: midnight(next(dayOf(last)), timeZone) }),
  };
}

/** The day of a moment in a zone. */
function dayAt(at: number, timeZone: string): Date {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(at);
  return dayOf(parts);
}

/** A day as this file counts with it: its midnight in UTC. */
function dayOf(text: string): Date {
  return new Date(`${text}T00:00:00Z`);
}

function next(day: Date): Date {
  return new Date(day.getTime() + kDayMs);
}

function beginning(period: "week" | "month" | "quarter", day: Date): Date {
  const [year, month] = [day.getUTCFullYear(), day.getUTCMonth()];
  switch (period) {
    case "week":
      return new Date(day.getTime() - ((day.getUTCDay() + 6) % 7) * kDayMs);
    case "month":
      return new Date(Date.UTC(year, month, 1));
    case "quarter":
      return new Date(Date.UTC(year, month - (month % 3), 1));
  }
}

const kDayMs = 86_400_000;

/** The moment a day begins in a zone. Where the clock skips midnight, the first moment there is. */
function midnight(day: Date, timeZone: string): number {
  const wanted = day.getTime();
  // What the zone's clock shows then, as if it were UTC, tells how far it is off; twice, for a change of the clock between.
  const first = wanted - offset(wanted, timeZone);
  const second = wanted - offset(first, timeZone);
  return offset(second, timeZone) === offset(first, timeZone) ? second : Math.max(first, second);
}

/** What a zone's clock is before UTC, in milliseconds. */
function offset(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((one) => one.type === type)?.value);
  const shown = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
  return shown - Math.floor(at / 1000) * 1000;
}
