import { localeOf, type Language } from "../text/languages";

/** When a screen is awake, as it is filled in. */
export interface Hours {
  readonly fromMinute: number;
  readonly untilMinute: number;
  /** Monday is 1; never none. */
  readonly weekdays: readonly number[];
}

export const kWeekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** A day at the office. */
export const kOfficeHours: Hours = { fromMinute: 7 * 60, untilMinute: 19 * 60, weekdays: [1, 2, 3, 4, 5] };

/** "07:05", as a field of time wants it. */
export function toTime(minute: number): string {
  return [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, "0")).join(":");
}

/** Of what such a field holds; nothing while it holds no time. */
export function toMinute(time: string): number | undefined {
  const [, hour, minute] = /^(\d\d):(\d\d)/u.exec(time) ?? [];
  return hour === undefined ? undefined : 60 * Number(hour) + Number(minute);
}

/** As it is sent: every day is none in particular. */
export function toMessage({ fromMinute, untilMinute, weekdays }: Hours): { fromMinute: number; untilMinute: number; weekdays: number[] } {
  return { fromMinute, untilMinute, weekdays: weekdays.length === kWeekdays.length ? [] : [...weekdays].sort((a, b) => a - b) };
}

export function fromMessage({ fromMinute, untilMinute, weekdays }: Hours): Hours {
  return { fromMinute, untilMinute, weekdays: weekdays.length === 0 ? kWeekdays : weekdays };
}

/** "maandag" of 1. */
export function weekdayName(day: number, language: Language): string {
  const aMonday = Date.UTC(2024, 0, 1);
  return new Intl.DateTimeFormat(localeOf(language), { weekday: "long", timeZone: "UTC" }).format(aMonday + (day - 1) * 86_400_000);
}
