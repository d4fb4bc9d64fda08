import { create } from "@bufbuild/protobuf";

import type { Value } from "../../gen/koebel/v1/common_pb";
import { NominateRequestSchema, NominationKind, type NominateRequest, type NominationText } from "../../gen/koebel/v1/nomination_pb";
import { Visibility, type Recognition } from "../../gen/koebel/v1/recognition_pb";
import { chosen, type DraftPicture } from "../../pictures/draft_picture";
import { newRequestId } from "../../request_id";
import type { Group, Somebody } from "../compose/draft";

/** The fields words stand in: the four guided ones, and the free one. */
export const kGuided = ["situation", "deed", "effect", "thanks"] as const;
export const kWordFields = [...kGuided, "words"] as const;
export type WordField = (typeof kWordFields)[number];

/** The limits of the contract, for counting along; the server decides. */
export const kMost = { people: 20, witnesses: 10, guided: 1000, words: 3000, reason: 600, pictures: 4 } as const;

/** What a nomination says: the part that can be changed afterwards. */
export interface WordsDraft extends Readonly<Record<WordField, string>> {
  readonly valueId: string;
  /** Whether the free field is shown in the place of the guided ones. What stands in the others stays. */
  readonly isFree: boolean;
}

/** A recognition that goes along, as it is shown beside the words. */
export interface Attached {
  readonly id: string;
  readonly message: string;
  readonly giver: string;
}

/** A nomination that is being written. Plain JSON, so that it survives closing the page. */
export interface NominationDraft extends WordsDraft {
  /** Fixed with the words: sent twice, because the answer got lost, it is one nomination. */
  readonly requestId: string;
  /** Either people or one team, never both. */
  readonly people: readonly Somebody[];
  readonly team: Group | null;
  /** Of a lesson: the own team that it is about; "": oneself. */
  readonly lessonOf: string;
  readonly kind: NominationKind;
  readonly recognition: Attached | null;
  /** It began at a recognition not everyone may read, and nothing is attached. */
  readonly isUnattached: boolean;
  readonly witnesses: readonly Somebody[];
  /** As they were sent; the server forgets those that go along with nothing after a while. */
  readonly pictures: readonly DraftPicture[];
}

const kNoWords = { situation: "", deed: "", effect: "", thanks: "", words: "", valueId: "", isFree: false } as const;

export function emptyDraft(): NominationDraft {
  return {
    ...kNoWords, requestId: newRequestId(), people: [], team: null, lessonOf: "", kind: NominationKind.UNSPECIFIED, recognition: null,
    isUnattached: false, witnesses: [], pictures: [],
  };
}

export function isEmpty(draft: NominationDraft): boolean {
  return (
    draft.people.length === 0 && draft.team === null && draft.kind === NominationKind.UNSPECIFIED && draft.valueId === "" &&
    draft.recognition === null && draft.witnesses.length === 0 && draft.pictures.length === 0 &&
    kWordFields.every((field) => draft[field] === "")
  );
}

/** A draft that begins at a recognition: its people and first value; its words only when everyone may read them. */
export function draftFrom(recognition: Recognition, myId: string, giver: string, values: readonly Value[]): NominationDraft {
  const { recipients, team, message, visibility, hidden, held } = recognition;
  const isForEveryone = visibility === Visibility.EVERYONE && !hidden && !held;
  return {
    ...emptyDraft(),
    people: team ? [] : recipients.filter(({ id }) => id !== "" && id !== myId).map(remembered),
    team: team ? { id: team.id, name: team.name, colour: team.colour, size: team.size } : null,
    valueId: recognition.valueIds.find((id) => values.some((value) => value.id === id)) ?? "",
    recognition: isForEveryone ? { id: recognition.id, message, giver } : null,
    isUnattached: !isForEveryone,
  };
}

/** A colleague as a draft remembers one. */
export function remembered({ id, name, givenName, colour, photoPath }: Somebody): Somebody {
  return { id, name, givenName, colour, photoPath };
}

/** What of a nomination its writer may change. */
export function wordsOf(text: NominationText | undefined): WordsDraft {
  if (text === undefined) return kNoWords;
  const { valueId, situation, deed, effect, thanks, words } = text;
  return { valueId, situation, deed, effect, thanks, words, isFree: words !== "" && [situation, deed, effect, thanks].every((one) => one === "") };
}

/** The words as they are sent: all of them, whichever are in sight. */
export function sentWords(draft: WordsDraft, kind: NominationKind) {
  const { situation, deed, effect, thanks, words, valueId } = draft;
  return { kind, valueId, situation: situation.trim(), deed: deed.trim(), effect: effect.trim(), thanks: thanks.trim(), words: words.trim() };
}

/** What is sent. */
export function requestOf(draft: NominationDraft, showId: string, myId: string): NominateRequest {
  return create(NominateRequestSchema, {
    requestId: draft.requestId,
    showId,
    nominees: nomineesOf(draft, myId),
    text: sentWords(draft, draft.kind),
    recognitionIds: draft.recognition === null ? [] : [draft.recognition.id],
    witnessIds: draft.witnesses.map(({ id }) => id),
    pictures: draft.pictures.map(chosen),
  });
}

function nomineesOf({ kind, lessonOf, people, team }: NominationDraft, myId: string) {
  const isLesson = kind === NominationKind.LESSON_LEARNT;
  const teamId = isLesson ? lessonOf : (team?.id ?? "");
  if (teamId !== "") return { case: "teamId", value: teamId } as const;
  return { case: "people", value: { personIds: isLesson ? [myId] : people.map(({ id }) => id) } } as const;
}
