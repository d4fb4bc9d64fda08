import { StoryField } from "../../gen/koebel/v1/story_pb";
import type { StoryText } from "../../text/story_nl";
import { kContractFields, type FieldName } from "./fields";

const kNames: Readonly<Partial<Record<StoryField, keyof StoryText["fields"]>>> = {
  [StoryField.TITLE]: "title",
  [StoryField.TEXT]: "text",
  [StoryField.LINES]: "lines",
  [StoryField.KIND]: "kind",
  [StoryField.VALUE]: "value",
  [StoryField.PEOPLE]: "people",
  [StoryField.PICTURES]: "pictures",
  [StoryField.SOURCES]: "sources",
};

/** A field in a sentence: "de titel". */
export function fieldWord(field: StoryField, text: StoryText): string {
  const name = kNames[field];
  return name === undefined ? "" : text.fields[name];
}

export function wordOf(field: FieldName, text: StoryText): string {
  return fieldWord(kContractFields[field], text);
}
