import { timestampMs, type Timestamp } from "@bufbuild/protobuf/wkt";

import { localeOf, type Language } from "./languages";
import type { Text } from "./nl";

export { toLanguage, type Language } from "./languages";

/** "Rachid Benali en Joost Verhagen"; with more than three the first two and how many others. */
export function listOf(names: readonly string[], text: Text, language: Language): string {
  const shown = names.length > 3 ? [...names.slice(0, 2), text.feed.others(names.length - 2)] : [...names];
  return new Intl.ListFormat(localeOf(language), { type: "conjunction" }).format(shown);
}

/** Days since 1970 of the day that a moment lies in, in a zone. */
export const dayNumber = (at: number, timeZone: string): number => {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(at);
  return Date.parse(`${parts}T00:00:00Z`) / 86_400_000;
};

const inUnits = (count: number, unit: "minute" | "hour", language: Language) =>
  new Intl.NumberFormat(localeOf(language), { style: "unit", unit, unitDisplay: "short" }).format(count);

/** "zojuist", "12 min", "3 uur", "gisteren", "12 november": days counted in the organisation's zone. */
export function whenOf(given: Timestamp, now: number, text: Text, language: Language, timeZone: string): string {
  const at = timestampMs(given);
  const minutes = Math.floor((now - at) / 60_000);
  if (minutes < 1) return text.time.now;
  if (minutes < 60) return inUnits(minutes, "minute", language);
  const days = dayNumber(now, timeZone) - dayNumber(at, timeZone);
  if (days === 0) return inUnits(Math.floor(minutes / 60), "hour", language);
  if (days === 1) return new Intl.RelativeTimeFormat(localeOf(language), { numeric: "auto" }).format(-1, "day");
  const isThisYear = days < 300;
  return new Intl.DateTimeFormat(localeOf(language), {
    timeZone,
    day: "numeric",
    month: "long",
    ...(isThisYear ? {} : { year: "numeric" }),
  }).format(at);
}

/** "12 november 2026", which stays so however long it is kept. */
export function dayOf(given: Timestamp, language: Language, timeZone: string): string {
  return new Intl.DateTimeFormat(localeOf(language), { timeZone: timeZone || undefined, dateStyle: "long" }).format(timestampMs(given));
}

/** "10:40" of today, "maandag 10:40" of this week, "12 november 10:40" of before. */
export function sinceOf(given: Timestamp, now: number, language: Language, timeZone: string): string {
  const at = timestampMs(given);
  const days = dayNumber(now, timeZone) - dayNumber(at, timeZone);
  const day = days === 0 ? {} : days < 7 ? ({ weekday: "long" } as const) : ({ day: "numeric", month: "long" } as const);
  return new Intl.DateTimeFormat(localeOf(language), { timeZone, ...day, hour: "2-digit", minute: "2-digit" }).format(at);
}

/** "Vandaag", "Gisteren", "Maandag 23 november", "12 maart 2025": over what belongs to one day. */
export function dayHeading(at: number, now: number, language: Language, timeZone: string): string {
  const days = dayNumber(now, timeZone) - dayNumber(at, timeZone);
  const date = { timeZone, day: "numeric", month: "long" } as const;
  const said =
    days === 0 || days === 1
      ? new Intl.RelativeTimeFormat(localeOf(language), { numeric: "auto" }).format(-days, "day")
      : new Intl.DateTimeFormat(localeOf(language), days < 300 ? { ...date, weekday: "long" } : { ...date, year: "numeric" }).format(at);
  return said.charAt(0).toLocaleUpperCase(language) + said.slice(1);
}

/** "09:14", in a zone. */
export function timeOf(at: number, language: Language, timeZone: string): string {
  return new Intl.DateTimeFormat(localeOf(language), { timeZone, hour: "2-digit", minute: "2-digit" }).format(at);
}

/** The whole date and time, for who wants to know exactly. */
export function exactly(given: Timestamp, language: Language, timeZone: string): string {
  return new Intl.DateTimeFormat(localeOf(language), { timeZone, dateStyle: "full", timeStyle: "short" }).format(
    timestampMs(given),
  );
}

/** "0:52", what is left of a minute. */
export function countdown(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
