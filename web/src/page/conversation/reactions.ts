import { create } from "@bufbuild/protobuf";

import { ReactionCountSchema, ReactionKind, type ReactionCount } from "../../gen/koebel/v1/remark_pb";

/** The six ways to react, in the contract's order; `key` is the word's in the texts, `icon` a symbol's. */
export const kReactions = [
  { kind: ReactionKind.BELL, key: "bell", icon: "bell" },
  { kind: ReactionKind.HEART, key: "heart", icon: "heart" },
  { kind: ReactionKind.CLAP, key: "clap", icon: "clap" },
  { kind: ReactionKind.STRONG, key: "strong", icon: "strong" },
  { kind: ReactionKind.SMILE, key: "smile", icon: "smile" },
  { kind: ReactionKind.SPARK, key: "spark", icon: "spark" },
] as const;

/** One of them. */
export type ReactionWay = (typeof kReactions)[number];

/** How many reacted, in the contract's order; those nobody chose are left out. */
export type Counts = readonly ReactionCount[];

/** The way of a kind; undefined for none, and for one of a newer server. */
export function wayOf(kind: ReactionKind): ReactionWay | undefined {
  return kReactions.find((way) => way.kind === kind);
}

export function countOf(counts: Counts, kind: ReactionKind): number {
  return counts.find((one) => one.kind === kind)?.count ?? 0;
}

/** The counts when one colleague's reaction becomes another, or none. */
export function moved(counts: Counts, from: ReactionKind, to: ReactionKind): Counts {
  if (from === to) return counts;
  return kReactions.flatMap(({ kind }) => {
    const count = countOf(counts, kind) - (kind === from ? 1 : 0) + (kind === to ? 1 : 0);
    return count > 0 ? [create(ReactionCountSchema, { kind, count })] : [];
  });
}

/** Whether counts that follow on others have one's own move in them. Somebody else's of the same kind is as good. */
export function hasMove(before: Counts, after: Counts, from: ReactionKind, to: ReactionKind): boolean {
  if (to !== ReactionKind.UNSPECIFIED) return countOf(after, to) > countOf(before, to);
  return countOf(after, from) < countOf(before, from);
}
