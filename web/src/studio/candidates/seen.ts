import { timestampMs, type Timestamp } from "@bufbuild/protobuf/wkt";

import type { CandidatePerson } from "../../gen/koebel/v1/candidate_pb";

/** When somebody was last told of, against now: "never", or whole months ago. */
export type Seen = "never" | number;

/** Whole calendar months between two moments; the day of the month counts, so that a month is over when it is. */
export function monthsBetween(from: number, until: number): number {
  const [a, b] = [new Date(from), new Date(until)];
  const months = (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth();
  return Math.max(0, b.getUTCDate() < a.getUTCDate() ? months - 1 : months);
}

export function seenOf(toldAt: Timestamp | undefined, now: number): Seen {
  return toldAt === undefined ? "never" : monthsBetween(timestampMs(toldAt), now);
}

/** From so many months on, a person has not been in the show for long. */
export const kLongMonths = 12;

export const isLong = (seen: Seen) => seen === "never" || seen >= kLongMonths;

const weight = (seen: Seen) => (seen === "never" ? Number.POSITIVE_INFINITY : seen);

/** Who of a candidate is worth a line: those who were in no show for longest, at most so many. */
export function worthALine(people: readonly CandidatePerson[], now: number, most: number): readonly { readonly of: CandidatePerson; readonly seen: Seen }[] {
  return people
    .filter(({ person }) => person?.id)
    .map((of) => ({ of, seen: seenOf(of.toldAt, now) }))
    .sort((a, b) => (weight(b.seen) === weight(a.seen) ? 0 : weight(b.seen) - weight(a.seen)))
    .slice(0, most);
}
