import { localeOf } from "../text/languages";
import type { Language } from "./language";

/** What the foot says about the time, in the organisation's zone. */
export interface ClockFace {
  time: string;
  weekday: string;
  day: string;
}

/** "15.58" in Dutch, "15:58" in the others. */
export function timeIn(zone: string, language: Language, at: number): string {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone: safe(zone), hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const time = parts.format(at);
  return language === "nl" ? time.replace(":", ".") : time;
}

export function clockFace(zone: string, language: Language, at: number): ClockFace {
  const locale = localeOf(language);
  const timeZone = safe(zone);
  return {
    time: timeIn(zone, language, at),
    weekday: new Intl.DateTimeFormat(locale, { timeZone, weekday: "long" }).format(at),
    day: new Intl.DateTimeFormat(locale, { timeZone, day: "numeric", month: "long" }).format(at),
  };
}

/** "dinsdag 18 november" for the head of a postcard. */
export function dayIn(zone: string, language: Language, at: number): string {
  const options = { timeZone: safe(zone), weekday: "long", day: "numeric", month: "long" } as const;
  return new Intl.DateTimeFormat(localeOf(language), options).format(at);
}

/** Days since 1 January 1970, by the zone's calendar. */
export function dayNumberIn(zone: string, at: number): number {
  return Date.parse(`${dateIn(zone, at)}T00:00:00Z`) / 86_400_000;
}

/** Weeks since Monday 5 January 1970, by the zone's calendar: the server counts weeks the same way. */
export function weekIn(zone: string, at: number): number {
  return Math.floor((dayNumberIn(zone, at) - 4) / 7);
}

/** What the clock there says: minutes since midnight, and the day, Monday is 1 and Sunday 7. */
export function minuteIn(zone: string, at: number): { minute: number; weekday: number } {
  const format = new Intl.DateTimeFormat("en-GB", { timeZone: safe(zone), weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const weekday = 1 + ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(parts.get("weekday") ?? "");
  return { minute: Number(parts.get("hour")) * 60 + Number(parts.get("minute")), weekday };
}

/** A day's name for comparing: "2026-11-29". */
export function dateIn(zone: string, at: number): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: safe(zone), year: "numeric", month: "2-digit", day: "2-digit" }).format(at);
}

const kKnown = new Map<string, string>();

/** A zone this browser does not know must not stop the clock. */
function safe(zone: string): string {
  const known = kKnown.get(zone);
  if (known !== undefined) return known;
  let usable = "UTC";
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    usable = zone || "UTC";
  } catch {
    usable = Intl.DateTimeFormat().resolvedOptions().timeZone;
  }
  kKnown.set(zone, usable);
  return usable;
}
