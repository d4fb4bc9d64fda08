import { timestampMs } from "@bufbuild/protobuf/wkt";

import type { InboxItem } from "../../gen/koebel/v1/inbox_pb";
import { dayNumber } from "../../text/format";

/**
 * The newest page in the place of what it covers. What lies below it stays, if there is more below and nothing can lie
 * between.
 */
export function withNewest(items: readonly InboxItem[], newest: readonly InboxItem[], more: boolean): readonly InboxItem[] {
  const last = newest[newest.length - 1];
  const first = items[0];
  if (last === undefined || first === undefined || !more || last.position > first.position) return newest;
  return [...newest, ...items.filter(({ position }) => position < last.position)];
}

/** With an older page behind them. */
export function withOlder(items: readonly InboxItem[], older: readonly InboxItem[]): readonly InboxItem[] {
  const known = new Set(items.map(({ position }) => position));
  return [...items, ...older.filter(({ position }) => !known.has(position))];
}

/** What came in since `known` was the newest, and nobody read yet; oldest first. */
export function arrivedIn(items: readonly InboxItem[], known: bigint, readPosition: bigint): readonly InboxItem[] {
  return items.filter(({ position }) => position > known && position > readPosition).reverse();
}

/** What came in on one day. */
export interface Day {
  /** Days since 1970, in the organisation's zone. */
  readonly day: number;
  /** A moment of it, for its heading. */
  readonly at: number;
  readonly items: readonly InboxItem[];
}

/** By day, in the order given. */
export function daysOf(items: readonly InboxItem[], timeZone: string): readonly Day[] {
  const days: { day: number; at: number; items: InboxItem[] }[] = [];
  for (const item of items) {
    const at = momentOf(item);
    const day = dayNumber(at, timeZone);
    const last = days[days.length - 1];
    if (last?.day === day) last.items.push(item);
    else days.push({ day, at, items: [item] });
  }
  return days;
}

/** When, in milliseconds since 1970. */
export function momentOf({ at }: InboxItem): number {
  return at === undefined ? 0 : timestampMs(at);
}
