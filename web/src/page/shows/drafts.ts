import type { Value } from "../../gen/koebel/v1/common_pb";
import { isPicture } from "../../pictures/draft_picture";
import type { DraftShelf as RemarkShelf } from "../conversation/drafts";
import { emptyDraft, isEmpty, kWordFields, type NominationDraft } from "./draft";

/** Where drafts are kept between visits. */
export interface DraftShelf extends Pick<RemarkShelf, "read"> {
  write(drafts: Readonly<Record<string, NominationDraft>> | undefined): void;
}

/** So many are kept; those that were not touched for longest go. */
const kMost = 10;

/** Nominations that are being written, one for each recognition they begin at and one ("") that begins at none, over reloads. */
export class NominationDrafts {
  readonly #shelf: DraftShelf;

  constructor(shelf: DraftShelf) {
    this.#shelf = shelf;
  }

  /** The one that was begun there, without a value that can be chosen no more. */
  of(recognitionId: string, values: readonly Value[]): NominationDraft | undefined {
    const draft = this.all().get(recognitionId);
    return draft && { ...draft, valueId: values.some(({ id }) => id === draft.valueId) ? draft.valueId : "" };
  }

  /** Keeps one; an empty one is none. */
  write(recognitionId: string, draft: NominationDraft | undefined): void {
    const all = this.all();
    all.delete(recognitionId);
    if (draft !== undefined && !isEmpty(draft)) all.set(recognitionId, draft);
    const kept = [...all].slice(-kMost);
    this.#shelf.write(kept.length === 0 ? undefined : Object.fromEntries(kept));
  }

  /** By the recognition each begins at, the oldest first. */
  all(): Map<string, NominationDraft> {
    const kept = this.#shelf.read();
    const entries = Object.entries(typeof kept === "object" && kept !== null ? kept : {});
    return new Map(entries.flatMap(([id, draft]) => (isDraft(draft) ? [[id, whole(draft)]] : [])));
  }
}

/** With what an earlier page did not know. */
function whole(kept: NominationDraft): NominationDraft {
  const draft: NominationDraft = { ...emptyDraft(), ...kept };
  return { ...draft, pictures: Array.isArray(draft.pictures) ? draft.pictures.filter(isPicture) : [] };
}

function isDraft(kept: unknown): kept is NominationDraft {
  if (typeof kept !== "object" || kept === null) return false;
  const draft = kept as Readonly<Record<string, unknown>>;
  return (
    kWordFields.every((field) => typeof draft[field] === "string") && typeof draft["requestId"] === "string" &&
    typeof draft["valueId"] === "string" && Array.isArray(draft["people"]) && Array.isArray(draft["witnesses"])
  );
}
