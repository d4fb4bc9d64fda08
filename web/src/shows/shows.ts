import { timestampMs, type Timestamp } from "@bufbuild/protobuf/wkt";

import { ShowState, type Show } from "../gen/koebel/v1/show_pb";
import { dayNumber, type Language } from "../text/format";
import { localeOf } from "../text/languages";

/** How a state is named in the texts. */
const kStates = {
  [ShowState.UNSPECIFIED]: "planned",
  [ShowState.PLANNED]: "planned",
  [ShowState.COLLECTING]: "collecting",
  [ShowState.CURATING]: "curating",
  [ShowState.READY]: "ready",
  [ShowState.AIRED]: "aired",
} as const;

export type StateName = (typeof kStates)[ShowState];

/** A state of a later server is one of the calendar. */
export function stateOf({ state }: Pick<Show, "state">): StateName {
  return (kStates as Partial<Record<ShowState, StateName>>)[state] ?? "planned";
}

const at = (moment: Timestamp | undefined) => (moment === undefined ? 0 : timestampMs(moment));
const soonestFirst = (shows: readonly Show[]) => [...shows].sort((a, b) => at(a.airsAt) - at(b.airsAt));

/** The one that comes next: not held yet, and not over by the clock, unless there is no other. */
export function nextOf(shows: readonly Show[], now: number): Show | undefined {
  const toCome = soonestFirst(shows.filter(({ state }) => state !== ShowState.AIRED));
  return toCome.find(({ airsAt, minutes }) => at(airsAt) + minutes * 60_000 > now) ?? toCome[0];
}

/** Those colleagues can be nominated for, the soonest first. */
export function openOf(shows: readonly Show[]): readonly Show[] {
  return soonestFirst(shows.filter(({ state }) => state === ShowState.COLLECTING));
}

/** With a show as it is from now on, or without it; the newest month first, as they are read. */
export function withShow(shows: readonly Show[], show: Show, removed: boolean): readonly Show[] {
  const others = shows.filter(({ id }) => id !== show.id);
  return removed ? others : [...others, show].sort((a, b) => b.month.localeCompare(a.month));
}

/** Where a show is watched from afar, and whose place that is; nothing is followed that is no https address. */
export function streamOf({ streamUrl }: Pick<Show, "streamUrl">): { readonly address: string; readonly host: string } | undefined {
  try {
    const { protocol, href, host } = new URL(streamUrl);
    return protocol === "https:" ? { address: href, host } : undefined;
  } catch {
    return undefined;
  }
}

/** Days from now until a show, by the organisation's calendar; below 0 when its day is over. */
export function daysUntil(show: Pick<Show, "airsAt">, now: number, timeZone: string): number {
  return dayNumber(at(show.airsAt), timeZone) - dayNumber(now, timeZone);
}

/** "december 2026", of "2026-12"; the year only where it is another one than now. */
export function monthOf(month: string, now: number, language: Language): string {
  const first = Date.parse(`${month}-01T12:00:00Z`);
  if (Number.isNaN(first)) return month;
  const isThisYear = new Date(first).getUTCFullYear() === new Date(now).getUTCFullYear();
  return new Intl.DateTimeFormat(localeOf(language), { timeZone: "UTC", month: "long", ...(isThisYear ? {} : { year: "numeric" }) }).format(first);
}

/** "vrijdag 27 november om 16:00", in the organisation's zone. */
export function momentOf(given: Timestamp | undefined, language: Language, timeZone: string): string {
  if (given === undefined) return "";
  return new Intl.DateTimeFormat(localeOf(language), {
    timeZone, weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit",
  }).format(timestampMs(given));
}
