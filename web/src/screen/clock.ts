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

/** Weeks since Monday 5 January 1970, by the zone's calendar: the server counts weeks the same way. */
export function weekIn(zone: string, at: number): number {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone: safe(zone), year: "numeric", month: "2-digit", day: "2-digit" });
  const day = Date.parse(`${parts.format(at)}T00:00:00Z`) / 86_400_000;
  return Math.floor((day - 4) / 7);
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
