import { create } from "@bufbuild/protobuf";

import type { PersonCard, TeamCard, Value } from "../../gen/koebel/v1/common_pb";
import { GiveRequestSchema, Visibility, type GiveRequest } from "../../gen/koebel/v1/recognition_pb";
import { chosen, isDescribed, isPicture, type DraftPicture } from "../../pictures/draft_picture";
import { codePoints } from "../../text/code_points";

/** A colleague as a draft remembers one. */
export type Somebody = Pick<PersonCard, "id" | "name" | "givenName" | "colour" | "photoPath">;
/** A team as a draft remembers one. */
export type Group = Pick<TeamCard, "id" | "name" | "colour" | "size">;

/** A recognition that is being written. Plain JSON, so that it survives closing the page. */
export interface Draft {
  /** Either people or one team, never both. */
  readonly people: readonly Somebody[];
  readonly team: Group | null;
  readonly message: string;
  readonly valueIds: readonly string[];
  readonly credits: number;
  readonly customerMoment: string;
  readonly visibility: Visibility;
  readonly picture: DraftPicture | null;
}

/** The limits of the contract, for counting along; the server decides. */
export const kLimits = { people: 20, message: 1000, values: 3, credits: 50, customerMoment: 300 } as const;

export const kEmptyDraft: Draft = {
  people: [],
  team: null,
  message: "",
  valueIds: [],
  credits: 0,
  customerMoment: "",
  visibility: Visibility.EVERYONE,
  picture: null,
};

/** The three things a recognition needs. */
export interface Checks {
  readonly person: boolean;
  readonly reason: boolean;
  readonly value: boolean;
}

export function checksOf(draft: Draft): Checks {
  const length = codePoints(draft.message.trim());
  return {
    person: draft.people.length > 0 || draft.team !== null,
    reason: length > 0 && length <= kLimits.message,
    value: draft.valueIds.length > 0,
  };
}

export function isComplete(draft: Draft): boolean {
  const { person, reason, value } = checksOf(draft);
  return person && reason && value && codePoints(draft.customerMoment) <= kLimits.customerMoment && isDescribed(draft.picture);
}

export function isEmpty(draft: Draft): boolean {
  return (
    draft.people.length === 0 &&
    draft.team === null &&
    draft.message === "" &&
    draft.valueIds.length === 0 &&
    draft.credits === 0 &&
    draft.customerMoment === "" &&
    draft.picture === null
  );
}

/** With one colleague more; naming people takes the team away. */
export function withPerson(draft: Draft, person: Somebody): Draft {
  if (draft.people.some(({ id }) => id === person.id) || draft.people.length >= kLimits.people) return draft;
  const { id, name, givenName, colour, photoPath } = person;
  return { ...draft, team: null, people: [...draft.people, { id, name, givenName, colour, photoPath }] };
}

/** With a team as a whole, in place of people. */
export function withTeam(draft: Draft, { id, name, colour, size }: Group): Draft {
  return { ...draft, people: [], team: { id, name, colour, size } };
}

/** With one value more, at most three. */
export function withValue(draft: Draft, valueId: string): Draft {
  if (draft.valueIds.includes(valueId) || draft.valueIds.length >= kLimits.values) return draft;
  return { ...draft, valueIds: [...draft.valueIds, valueId] };
}

/** Whom it is for, for a sentence. */
export function namesOf(draft: Draft): string[] {
  return draft.team === null ? draft.people.map(({ givenName, name }) => givenName || name) : [draft.team.name];
}

/** What is sent. The request's id belongs to the draft from this moment on. */
export function requestOf(draft: Draft, requestId: string): GiveRequest {
  return create(GiveRequestSchema, {
    requestId,
    recipients:
      draft.team === null
        ? { case: "people", value: { ids: draft.people.map(({ id }) => id) } }
        : { case: "teamId", value: draft.team.id },
    message: draft.message.trim(),
    valueIds: [...draft.valueIds],
    creditsEach: draft.credits,
    customerMoment: draft.customerMoment.trim(),
    visibility: draft.visibility,
    ...(draft.picture && { picture: chosen(draft.picture) }),
  });
}

/** Reads a draft that was kept, leaving out values that no longer exist. */
export function recalledDraft(kept: unknown, values: readonly Value[]): Draft {
  if (typeof kept !== "object" || kept === null) return kEmptyDraft;
  const draft: Draft = { ...kEmptyDraft, ...kept };
  const isWhole =
    Array.isArray(draft.people) && Array.isArray(draft.valueIds) && typeof draft.message === "string" &&
    typeof draft.customerMoment === "string" && typeof draft.credits === "number";
  if (!isWhole) return kEmptyDraft;
  const picture = isPicture(draft.picture) ? draft.picture : null;
  return { ...draft, picture, valueIds: draft.valueIds.filter((id) => values.some((value) => value.id === id)) };
}
