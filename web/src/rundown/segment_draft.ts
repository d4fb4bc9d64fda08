import type { MessageInitShape } from "@bufbuild/protobuf";

import type { SaveSegmentRequestSchema, Segment } from "../gen/koebel/v1/rundown_pb";
import type { Somebody } from "../page/compose/draft";
import { remembered } from "../page/shows/draft";
import type { SegmentText } from "../text/segment_nl";
import { secondsOf, type SegmentKind } from "./segments";
import { asLength } from "./times";

/** What SaveSegment takes of a segment. */
export type SegmentContent = NonNullable<MessageInitShape<typeof SaveSegmentRequestSchema>["content"]>;

/** The most of what a segment holds. */
export const kMost = { people: 20, recognitions: 12, title: 80, text: 600, notes: 2_000 };

/** A segment while it is filled in: of every kind all it may hold, of which a kind uses its own. */
export interface SegmentDraft {
  /** As it is typed: "4:30"; empty: as usual. */
  readonly length: string;
  readonly notes: string;
  /** Of an opener: whom. */
  readonly people: readonly Somebody[];
  /** Of an opener what for; of a slide and a closing what stands there. */
  readonly words: string;
  readonly valueId: string;
  readonly title: string;
  readonly storyId: string;
  readonly goalId: string;
  readonly recognitionIds: readonly string[];
}

const kEmpty: SegmentDraft = { length: "", notes: "", people: [], words: "", valueId: "", title: "", storyId: "", goalId: "", recognitionIds: [] };

/** A new one, with what is usual. */
export function newDraft(kind: SegmentKind, text: Pick<SegmentText, "boardUsual" | "closingUsual">): SegmentDraft {
  return { ...kEmpty, title: kind === "board" ? text.boardUsual : "", words: kind === "closing" ? text.closingUsual : "" };
}

/** One that is there, as it stands. */
export function draftOf(segment: Segment): SegmentDraft {
  const draft = { ...kEmpty, length: asLength(secondsOf(segment)), notes: segment.notes };
  const { content } = segment;
  switch (content.case) {
    case "opener":
      return { ...draft, people: content.value.people.flatMap(({ person }) => (person ? [remembered(person)] : [])), words: content.value.message, valueId: content.value.valueId };
    case "story":
      return { ...draft, storyId: content.value.storyId };
    case "reel":
      return { ...draft, recognitionIds: content.value.recognitionIds };
    case "goal":
      return { ...draft, goalId: content.value.goalId };
    case "slide":
      return { ...draft, title: content.value.title, words: content.value.text };
    case "board":
    case "countdown":
      return { ...draft, title: content.value.title };
    case "closing":
      return { ...draft, words: content.value.text };
    default:
      return draft;
  }
}

/** What of a draft is sent. */
export function contentOf(kind: SegmentKind, draft: SegmentDraft): SegmentContent {
  const words = draft.words.trim();
  const title = draft.title.trim();
  switch (kind) {
    case "opener":
      return { case: "opener", value: { personIds: draft.people.map(({ id }) => id), message: words, valueId: draft.valueId } };
    case "story":
      return { case: "storyId", value: draft.storyId };
    case "reel":
      return { case: "reel", value: { recognitionIds: [...draft.recognitionIds] } };
    case "board":
      return { case: "board", value: { title } };
    case "goal":
      return { case: "goalId", value: draft.goalId };
    case "slide":
      return { case: "slide", value: { title, text: words } };
    case "countdown":
      return { case: "countdown", value: { title } };
    case "closing":
      return { case: "closing", value: { text: words } };
  }
}
