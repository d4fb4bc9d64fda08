/** What can be open of a card, one at a time. */
export type Panel = "" | "sees" | "hide" | "words" | "edits" | "people" | "link" | "picture" | "report";
