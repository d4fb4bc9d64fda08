import type { InboxItem } from "../../gen/koebel/v1/inbox_pb";

/** What the pages of this browser told last: they keep it together. */
export interface Told {
  /** The newest place in the log that was told, or seen. */
  readonly position: bigint;
  /** When, in milliseconds since 1970. */
  readonly at: number;
}

/** What to do with what waits to be told. */
export type Turn =
  | { readonly kind: "nothing" }
  | { readonly kind: "wait"; readonly ms: number }
  | { readonly kind: "tell"; readonly items: readonly InboxItem[] };

/** At most one notice in so long. */
const kGapMs = 60_000;

/** Whether it is time. Pure. What was told by another page, or read meanwhile, is not told. */
export function turnOf(waiting: readonly InboxItem[], told: Told, readPosition: bigint, now: number): Turn {
  const items = waiting.filter(({ position }) => position > told.position && position > readPosition);
  if (items.length === 0) return { kind: "nothing" };
  const since = now - told.at;
  // A clock that was set back says nothing.
  if (since >= 0 && since < kGapMs) return { kind: "wait", ms: kGapMs - since };
  return { kind: "tell", items };
}

/** Reads what `writeTold` wrote; nothing was told, when it is anything else. */
export function readTold(kept: unknown): Told {
  const [position, at] = Array.isArray(kept) ? (kept as unknown[]) : [];
  if (typeof position !== "string" || !/^\d{1,20}$/u.test(position) || typeof at !== "number") return { position: 0n, at: 0 };
  return { position: BigInt(position), at };
}

/** For storage. */
export function writeTold({ position, at }: Told): unknown {
  return [position.toString(), at];
}
