import { isSame, kFields, type FieldName, type Fields } from "./fields";

/** What is changed of a story and not saved yet. */
export type Changes = { readonly [F in FieldName]?: Fields[F] };

/** A story that is being written: what its writer began from, and what they changed since. Immutable. */
export interface StoryDraft {
  readonly base: Fields;
  readonly changes: Changes;
  /** What both changed: not saved before somebody chose. What the other wrote stands in `base`. */
  readonly conflicts: readonly FieldName[];
}

export function draftOf(base: Fields): StoryDraft {
  return { base, changes: {}, conflicts: [] };
}

/** As its writer sees it. */
export function shownOf({ base, changes }: StoryDraft): Fields {
  return { ...base, ...changes };
}

/** Its writer changed a field; back to what it was, it is no change, unless there is another one's version to choose from. */
export function changed<F extends FieldName>(draft: StoryDraft, field: F, value: Fields[F]): StoryDraft {
  const { [field]: _, ...others } = draft.changes;
  if (value === draft.base[field] && !draft.conflicts.includes(field)) return { ...draft, changes: others };
  return { ...draft, changes: { ...draft.changes, [field]: value } };
}

/** Which fields are to be saved: changed, and not in conflict. */
export function unsaved({ base, changes, conflicts }: StoryDraft): readonly FieldName[] {
  return kFields.filter((field) => {
    const value = changes[field];
    return value !== undefined && !conflicts.includes(field) && !isSame(field, value as Fields[typeof field], base[field]);
  });
}

/** A field was saved as it was sent. What was typed since, a space at the end as well, stays as it was typed. */
export function saved<F extends FieldName>(draft: StoryDraft, field: F, sent: Fields[F]): StoryDraft {
  return { ...draft, base: { ...draft.base, [field]: sent } };
}

/** Nobody is typing: what says the same as is saved is no change. */
export function settled(draft: StoryDraft): StoryDraft {
  const open = new Set<FieldName>([...unsaved(draft), ...draft.conflicts]);
  const changes = Object.fromEntries(Object.entries(draft.changes).filter(([field]) => open.has(field as FieldName)));
  return { ...draft, changes: changes as Changes };
}

/**
 * The story is another by now. What only one of the two changed stays changed; what both changed, unless to the same, is a
 * conflict. `perhapsOurs`: what was sent without hearing whether it arrived; found there, it is one's own.
 */
export function rebased(draft: StoryDraft, theirs: Fields, perhapsOurs: Changes = {}): StoryDraft {
  const kept: Record<string, unknown> = {};
  const conflicts: FieldName[] = [];
  for (const field of kFields) {
    const mine = draft.changes[field] as Fields[typeof field] | undefined;
    if (mine === undefined) continue;
    const isAgreed = isSame(field, mine, theirs[field]);
    const isSaved = !draft.conflicts.includes(field) && isSame(field, mine, draft.base[field]);
    if (isSaved && !isAgreed) continue;
    kept[field] = mine;
    if (isAgreed) continue;
    const ours = perhapsOurs[field] as Fields[typeof field] | undefined;
    const isOurs = ours !== undefined && isSame(field, ours, theirs[field]);
    const isUntouched = isSame(field, draft.base[field], theirs[field]);
    if (draft.conflicts.includes(field) || !(isOurs || isUntouched)) conflicts.push(field);
  }
  return { base: theirs, changes: kept as Changes, conflicts };
}

/** Mine goes over theirs, which was read. */
export function keepMine(draft: StoryDraft, field: FieldName): StoryDraft {
  return { ...draft, conflicts: draft.conflicts.filter((one) => one !== field) };
}

/** Theirs stays, and mine is given up. */
export function takeTheirs(draft: StoryDraft, field: FieldName): StoryDraft {
  const { [field]: _, ...changes } = draft.changes;
  return { ...keepMine(draft, field), changes };
}
