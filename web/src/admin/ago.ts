import { timestampMs, type Timestamp } from "@bufbuild/protobuf/wkt";

import { localeOf } from "../text/languages";
import { whenOf, type Language } from "../text/format";
import type { Text } from "../text/nl";

const kMinute = 60_000;
const kHour = 60 * kMinute;
const kDay = 24 * kHour;

/** "zojuist", "12 minuten geleden", "5 dagen geleden"; after a month the date. */
export function ago(given: Timestamp, now: number, text: Text, language: Language, timeZone: string): string {
  const past = now - timestampMs(given);
  if (past < kMinute) return text.time.now;
  if (past >= 30 * kDay) return whenOf(given, now, text, language, timeZone);
  const [unit, length] = past < kHour ? (["minute", kMinute] as const) : past < kDay ? (["hour", kHour] as const) : (["day", kDay] as const);
  return new Intl.RelativeTimeFormat(localeOf(language)).format(-Math.floor(past / length), unit);
}
