import { timestampMs, type Timestamp } from "@bufbuild/protobuf/wkt";

import type { Text } from "./nl";

/** The languages pages speak. */
export type Language = "nl" | "en";

/** "nl" or "en" from whatever was stored, sent or asked for. */
export function toLanguage(written: string | null | undefined): Language | undefined {
  if (written?.startsWith("nl")) return "nl";
  if (written?.startsWith("en")) return "en";
  return undefined;
}

/** "Rachid Benali en Joost Verhagen"; with more than three the first two and how many others. */
export function listOf(names: readonly string[], text: Text, language: Language): string {
  const shown = names.length > 3 ? [...names.slice(0, 2), text.feed.others(names.length - 2)] : [...names];
  return new Intl.ListFormat(language, { type: "conjunction" }).format(shown);
}

const dayNumber = (at: number, timeZone: string) => {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(at);
  return Date.parse(`${parts}T00:00:00Z`) / 86_400_000;
};

/** "zojuist", "12 min", "3 uur", "gisteren", "12 november": days counted in the organisation's zone. */
export function whenOf(given: Timestamp, now: number, text: Text, language: Language, timeZone: string): string {
  const at = timestampMs(given);
  const minutes = Math.floor((now - at) / 60_000);
  if (minutes < 1) return text.time.now;
  if (minutes < 60) return text.time.minutes(minutes);
  const days = dayNumber(now, timeZone) - dayNumber(at, timeZone);
  if (days === 0) return text.time.hours(Math.floor(minutes / 60));
  if (days === 1) return text.time.yesterday;
  const isThisYear = days < 300;
  return new Intl.DateTimeFormat(language, {
    timeZone,
    day: "numeric",
    month: "long",
    ...(isThisYear ? {} : { year: "numeric" }),
  }).format(at);
}

/** The whole date and time, for who wants to know exactly. */
export function exactly(given: Timestamp, language: Language, timeZone: string): string {
  return new Intl.DateTimeFormat(language, { timeZone, dateStyle: "full", timeStyle: "short" }).format(
    timestampMs(given),
  );
}

/** "0.52", what is left of a minute. */
export function countdown(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1000));
  return `${Math.floor(seconds / 60)}.${String(seconds % 60).padStart(2, "0")}`;
}
