import { StoryField, type Story, type StoryPicture } from "../../gen/koebel/v1/story_pb";
import type { NominationKind } from "../../gen/koebel/v1/nomination_pb";
import type { Somebody } from "../../page/compose/draft";
import { remembered } from "../../page/shows/draft";
import { codePoints } from "../../text/code_points";
import { kLongestAlternativeText } from "../../pictures/draft_picture";

/** Somebody in a story as its writer changes it: who, and what they did. */
export interface Link {
  readonly person: Somebody;
  readonly deed: string;
}

/** A picture of a story as its writer changes it. */
export interface Pictured {
  readonly id: string;
  readonly path: string;
  readonly alternativeText: string;
  /** What stays in view, in thousandths from the left and from the top. */
  readonly focusX: number;
  readonly focusY: number;
  /** Whether `personIds` are all who are in it. */
  readonly isNamed: boolean;
  readonly personIds: readonly string[];
}

/** What of a story is changed as a whole, each by itself. Plain JSON, so that what was typed survives closing the page. */
export interface Fields {
  readonly title: string;
  readonly text: string;
  readonly lines: string;
  readonly kind: NominationKind;
  readonly valueId: string;
  readonly people: readonly Link[];
  readonly pictures: readonly Pictured[];
}

export type FieldName = keyof Fields;

/** In the order in which they are saved: who is in it before who is in a picture of it. */
export const kFields: readonly FieldName[] = ["title", "text", "lines", "kind", "valueId", "people", "pictures"];

/** The contract's limits, for counting along; the server decides. */
export const kMost = { title: 80, text: 3000, lines: 400, deed: 60, people: 30, pictures: 4 } as const;

/** As the server says it is. */
export function fieldsOf(story: Story): Fields {
  const { title, text, lines, kind, valueId } = story;
  return {
    title, text, lines, kind, valueId,
    people: story.people.flatMap(({ person, deed }) => (person ? [{ person: remembered(person), deed }] : [])),
    pictures: story.pictures.map(picturedOf),
  };
}

function picturedOf({ pictureId, picture, focusX, focusY, peopleNamed, personIds }: StoryPicture): Pictured {
  return {
    id: pictureId, path: picture?.path ?? "", alternativeText: picture?.alternativeText ?? "", focusX, focusY,
    isNamed: peopleNamed, personIds: [...personIds],
  };
}

/** What two versions of a field are told apart by: how people look is none of it. */
function essence(field: FieldName, value: Fields[FieldName]): string {
  if (field === "people") return JSON.stringify((value as Fields["people"]).map(({ person, deed }) => [person.id, deed.trim()]));
  if (field === "pictures") {
    return JSON.stringify((value as Fields["pictures"]).map((one) => [one.id, one.alternativeText.trim(), one.focusX, one.focusY, one.isNamed, [...one.personIds].sort()]));
  }
  return typeof value === "string" ? value.trim() : String(value);
}

/** Whether two versions of a field say the same. */
export function isSame<F extends FieldName>(field: F, one: Fields[F], other: Fields[F]): boolean {
  return essence(field, one) === essence(field, other);
}

/** Whether a field is whole enough to be sent; what is not waits with its writer. */
export function isSendable<F extends FieldName>(field: F, value: Fields[F]): boolean {
  if (field !== "pictures") return true;
  return (value as Fields["pictures"]).every(({ alternativeText }) => {
    const length = codePoints(alternativeText.trim());
    return length > 0 && length <= kLongestAlternativeText;
  });
}

/** A field as EditStory takes it. */
export function editOf(field: FieldName, fields: Fields) {
  switch (field) {
    case "people":
      return { people: { links: fields.people.map(({ person, deed }) => ({ personId: person.id, deed: deed.trim() })) } };
    case "pictures":
      return {
        pictures: {
          pictures: fields.pictures.map(({ id, alternativeText, focusX, focusY, isNamed, personIds }) => ({
            pictureId: id, alternativeText: alternativeText.trim(), focusX, focusY, peopleNamed: isNamed, personIds: [...personIds],
          })),
        },
      };
    case "kind":
      return { kind: fields.kind };
    default:
      return { [field]: fields[field].trim() };
  }
}

/** How the contract names a field. */
export const kContractFields: Readonly<Record<FieldName, StoryField>> = {
  title: StoryField.TITLE,
  text: StoryField.TEXT,
  lines: StoryField.LINES,
  kind: StoryField.KIND,
  valueId: StoryField.VALUE,
  people: StoryField.PEOPLE,
  pictures: StoryField.PICTURES,
};
