import { newRequestId } from "../../request_id";

/** A remark that is being written. Its request id is fixed with its words, so that sending it twice says it once. */
export interface RemarkDraft {
  readonly text: string;
  readonly requestId: string;
}

/** Where drafts are kept between visits. */
export interface DraftShelf {
  read(): unknown;
  write(drafts: Readonly<Record<string, RemarkDraft>> | undefined): void;
}

/** So many are kept; those that were not touched for longest go. */
const kMost = 30;

/** Comments that are being written, one for each recognition, over reloads. */
export class Drafts {
  readonly #shelf: DraftShelf;

  constructor(shelf: DraftShelf) {
    this.#shelf = shelf;
  }

  of(recognitionId: string): RemarkDraft {
    return this.#all().get(recognitionId) ?? { text: "", requestId: newRequestId() };
  }

  /** Other words are another request. Empty ones are no draft. */
  write(recognitionId: string, text: string): RemarkDraft {
    const all = this.#all();
    const known = all.get(recognitionId);
    const draft = known?.text === text ? known : { text, requestId: newRequestId() };
    all.delete(recognitionId);
    if (text !== "") all.set(recognitionId, draft);
    const kept = [...all].slice(-kMost);
    this.#shelf.write(kept.length === 0 ? undefined : Object.fromEntries(kept));
    return draft;
  }

  #all(): Map<string, RemarkDraft> {
    const kept = this.#shelf.read();
    return new Map(Object.entries(typeof kept === "object" && kept !== null ? kept : {}).filter((one): one is [string, RemarkDraft] => isDraft(one[1])));
  }
}

function isDraft(kept: unknown): kept is RemarkDraft {
  return typeof kept === "object" && kept !== null && "text" in kept && typeof kept.text === "string" && "requestId" in kept && typeof kept.requestId === "string";
}
