import type { EventBody } from "../gen/koebel/v1/event_pb";
import { ReactionKind, type ReactionCount, type WallBoost, type WallConversation } from "../gen/koebel/v1/remark_pb";

/** What colleagues say around a recognition, as a screen shows it. */
export interface Around {
  readonly reactions: readonly Pick<ReactionCount, "kind" | "count">[];
  /** The newest that are known, oldest first. */
  readonly boosts: readonly WallBoost[];
  readonly boostCount: number;
  readonly commentCount: number;
  /** The place in the log of what was told last, of each: what is older comes late over another topic. */
  readonly told: { readonly reactions: bigint; readonly boosts: bigint };
}

export const kQuiet: Around = { reactions: [], boosts: [], boostCount: 0, commentCount: 0, told: { reactions: 0n, boosts: 0n } };

const kBoosts = 3;

/** `position`: of the event that told it; 0 when it was read. */
export function toAround(conversation: WallConversation | undefined, position = 0n): Around {
  const told = { reactions: position, boosts: position };
  if (conversation === undefined) return { ...kQuiet, told };
  const { reactions, boosts, boostCount, commentCount } = conversation;
  return { reactions, boosts, boostCount, commentCount, told };
}

/** Which recognition an event says something around; undefined: another kind of event. */
export function aboutWhich(body: EventBody["body"]): string | undefined {
  const isAround = body.case === "reactionsChanged" || body.case === "boostShown" || body.case === "remarkRemoved";
  return isAround ? body.value.recognitionId : undefined;
}

/** What it is after an event. The same again, or an older one, changes nothing. */
export function after(around: Around, body: EventBody["body"], position: bigint): Around {
  const { told } = around;
  if (body.case === "reactionsChanged") {
    if (isLate(position, told.reactions)) return around;
    return { ...around, reactions: body.value.reactions, told: { ...told, reactions: position } };
  }
  if (body.case !== "boostShown" && body.case !== "remarkRemoved") return around;
  if (isLate(position, told.boosts)) return around;
  const { commentCount, boostCount } = body.value;
  const boosts = body.case === "remarkRemoved" ? around.boosts.filter(({ id }) => id !== body.value.remarkId) : withBoost(around, body.value.boost, boostCount);
  return { ...around, boosts, boostCount, commentCount, told: { ...told, boosts: position } };
}

function isLate(position: bigint, told: bigint): boolean {
  return position !== 0n && position <= told;
}

/** One that is known says something else; a new one is the newest. An older one that was never known stays so: no more came. */
function withBoost({ boosts, boostCount }: Around, boost: WallBoost | undefined, count: number): readonly WallBoost[] {
  if (boost === undefined) return boosts;
  if (boosts.some(({ id }) => id === boost.id)) return boosts.map((one) => (one.id === boost.id ? boost : one));
  return count > boostCount ? [...boosts, boost].slice(-kBoosts) : boosts;
}

/** The icon of each way to react, in the order they are shown. */
const kIcons: readonly (readonly [ReactionKind, string])[] = [
  [ReactionKind.BELL, "bell"],
  [ReactionKind.HEART, "heart"],
  [ReactionKind.CLAP, "clap"],
  [ReactionKind.STRONG, "strong"],
  [ReactionKind.SMILE, "smile"],
  [ReactionKind.SPARK, "spark"],
];

/** How many reacted in each way that anybody chose, with its icon. */
export function reactionsOf({ reactions }: Around): { icon: string; count: number }[] {
  return kIcons.flatMap(([wanted, icon]) => {
    const count = reactions.find(({ kind }) => kind === wanted)?.count ?? 0;
    return count > 0 ? [{ icon, count }] : [];
  });
}
