import { RemarkKind, type Conversation, type Remark } from "../../gen/koebel/v1/remark_pb";
import type { Counts } from "./reactions";

/** What a card shows of what is said around its recognition. */
export interface Summary {
  readonly reactions: Counts;
  readonly commentCount: number;
  /** The newest boosts that are known, at most three, oldest first. After a removal fewer are known than there are. */
  readonly boosts: readonly Remark[];
  readonly boostCount: number;
}

/** How many there are after something happened. */
export type Numbers = Pick<Summary, "commentCount" | "boostCount">;

export const kSilence: Summary = { reactions: [], commentCount: 0, boosts: [], boostCount: 0 };

const kBoosts = 3;

export function summaryOf(conversation: Conversation | undefined): Summary {
  if (conversation === undefined) return kSilence;
  const { reactions, commentCount, boosts, boostCount } = conversation;
  return { reactions, commentCount, boosts, boostCount };
}

/** With a remark that is there, or says something else from now on. */
export function withPosted(summary: Summary, remark: Remark, { commentCount, boostCount }: Numbers): Summary {
  const boosts = remark.kind === RemarkKind.BOOST ? newestOf(inPlace(summary.boosts, remark)) : summary.boosts;
  return { ...summary, boosts, commentCount, boostCount };
}

/** Without one that is gone. */
export function withRemoved(summary: Summary, remarkId: string, { commentCount, boostCount }: Numbers): Summary {
  return { ...summary, boosts: summary.boosts.filter(({ id }) => id !== remarkId), commentCount, boostCount };
}

/** With a remark in its place: oldest first, each once; what was there under its id gives way. */
export function inPlace(remarks: readonly Remark[], added: Remark): readonly Remark[] {
  const others = remarks.filter(({ id }) => id !== added.id);
  const at = others.findIndex(({ position }) => position > added.position);
  return at < 0 ? [...others, added] : [...others.slice(0, at), added, ...others.slice(at)];
}

function newestOf(boosts: readonly Remark[]): readonly Remark[] {
  return boosts.slice(-kBoosts);
}
