import { InboxKind, type InboxItem } from "../../gen/koebel/v1/inbox_pb";
import type { Text } from "../../text/nl";

/** How each kind is said and drawn. */
const kKinds = {
  [InboxKind.UNSPECIFIED]: { key: "other", icon: "bell" },
  [InboxKind.THANKED]: { key: "thanked", icon: "bell" },
  [InboxKind.COMMENTED]: { key: "commented", icon: "comment" },
  [InboxKind.ANSWERED]: { key: "answered", icon: "comment" },
  [InboxKind.MENTIONED]: { key: "mentioned", icon: "comment" },
  [InboxKind.BOOSTED]: { key: "boosted", icon: "plus" },
  [InboxKind.ADDED]: { key: "added", icon: "team" },
  [InboxKind.HIDDEN]: { key: "hidden", icon: "eye" },
  [InboxKind.RELEASED]: { key: "released", icon: "eye" },
  [InboxKind.WITNESS_ASKED]: { key: "witnessAsked", icon: "show" },
  [InboxKind.NOMINATED]: { key: "nominated", icon: "show" },
  [InboxKind.NOMINATION_HELD]: { key: "nominationHeld", icon: "eye" },
  [InboxKind.NOMINATION_RELEASED]: { key: "nominationReleased", icon: "eye" },
  [InboxKind.STAGE_ASKED]: { key: "stageAsked", icon: "stage" },
  [InboxKind.STAGE_REFUSED]: { key: "stageRefused", icon: "stage" },
  [InboxKind.STAGE_CHANGED]: { key: "stageChanged", icon: "stage" },
} as const;

const kByCurators: ReadonlySet<InboxKind> = new Set([
  InboxKind.HIDDEN,
  InboxKind.RELEASED,
  InboxKind.NOMINATION_HELD,
  InboxKind.NOMINATION_RELEASED,
]);

/** A kind that this page does not know yet is something new all the same. */
function of(kind: InboxKind) {
  return (kKinds as Partial<Record<InboxKind, (typeof kKinds)[InboxKind]>>)[kind] ?? kKinds[InboxKind.UNSPECIFIED];
}

/** Who did what, in one sentence. None of the words that were said. */
export function sentenceOf({ kind, actor }: InboxItem, text: Text): string {
  const says = text.inbox.says[of(kind).key];
  return typeof says === "string" ? says : says(actor?.name ? actor.name : text.feed.aColleague);
}

/** Whether it is a curator's doing: who it was is nobody's business. */
export function isByCurator({ kind }: InboxItem): boolean {
  return kByCurators.has(kind);
}

/** Whether its text is why a curator did it. */
export function saysWhy({ kind }: InboxItem): boolean {
  return kind === InboxKind.HIDDEN || kind === InboxKind.NOMINATION_HELD;
}

/** The icon of a kind. */
export function iconOf({ kind }: InboxItem): string {
  return of(kind).icon;
}

/** Where it leads: the question for the stage, or where curators ask; the nomination; or the recognition, with what is said around it. */
export function addressOf({ kind, recognitionId, nominationId, stageSubjectId }: InboxItem): string {
  if (kind === InboxKind.STAGE_REFUSED) return "/studio";
  if (stageSubjectId !== "") return `#stage/${stageSubjectId}`;
  return nominationId === "" ? `#r/${recognitionId}` : `#nomination/${nominationId}`;
}

/** The server cuts what a recognition says at so many characters. */
const kExcerpt = 140;

/** What the recognition says, with a sign where it was cut. */
export function excerptOf({ recognitionExcerpt }: InboxItem): string {
  return [...recognitionExcerpt].length < kExcerpt ? recognitionExcerpt : `${recognitionExcerpt.trimEnd()}…`;
}

/** How many are unread, as a figure; 99 stands for 99 and more. */
export function figureOf(unread: number): string {
  return unread >= 99 ? "99+" : String(unread);
}
