import { keep, recall } from "../../page/storage";
import { kFields, type Fields } from "./fields";
import { unsaved, type Changes, type StoryDraft } from "./story_draft";

const keyOf = (storyId: string) => `person.story.${storyId}`;

/** Keeps on the device what was typed and not saved, with what it began from; nothing when all is saved. */
export function keepUnsaved(storyId: string, draft: StoryDraft): void {
  const isOpen = unsaved(draft).length > 0 || draft.conflicts.length > 0;
  keep(keyOf(storyId), isOpen ? { base: draft.base, changes: draft.changes } : undefined);
}

export function forgetUnsaved(storyId: string): void {
  keep(keyOf(storyId), undefined);
}

/** What was kept; what is now another is found when the story is read. */
export function recallUnsaved(storyId: string): StoryDraft | undefined {
  const kept = recall(keyOf(storyId));
  if (typeof kept !== "object" || kept === null || !("base" in kept) || !("changes" in kept)) return undefined;
  const { base, changes } = kept;
  if (!isFields(base) || typeof changes !== "object" || changes === null) return undefined;
  const known = Object.entries(changes).filter(([field, value]) => isOf(base, field, value));
  return { base, changes: Object.fromEntries(known) as Changes, conflicts: [] };
}

function isFields(kept: unknown): kept is Fields {
  return typeof kept === "object" && kept !== null && kFields.every((field) => field in kept);
}

/** Whether it is a field, of the same shape as it was. */
function isOf(base: Fields, field: string, value: unknown): boolean {
  const known = kFields.find((one) => one === field);
  return known !== undefined && typeof base[known] === typeof value && Array.isArray(base[known]) === Array.isArray(value);
}
