import { NominationKind } from "../gen/koebel/v1/nomination_pb";

/** What a nomination can tell, in the order it is offered; texts are named by `name`. */
export const kKinds = [
  { kind: NominationKind.CUSTOMER_WOW, name: "wow", icon: "smile" },
  { kind: NominationKind.TEAMWORK, name: "teamwork", icon: "team" },
  { kind: NominationKind.COMPLAINT_AS_A_GIFT, name: "gift", icon: "gift" },
  { kind: NominationKind.LESSON_LEARNT, name: "lesson", icon: "bulb" },
  { kind: NominationKind.BARRIER_REMOVED, name: "barrier", icon: "barrier" },
  { kind: NominationKind.QUIET_STRENGTH, name: "quiet", icon: "feather" },
] as const;

/** How a kind is named and drawn; undefined: one of a later server. */
export function kindOf(kind: NominationKind | undefined): (typeof kKinds)[number] | undefined {
  return kKinds.find((one) => one.kind === kind);
}
