import { Visibility, type RecipientSuggestion } from "../gen/koebel/v1/recognition_pb";
import { announcer } from "../page/announce.svelte";
import {
  checksOf, isComplete, kEmptyDraft, namesOf, requestOf, withPerson, withTeam, withValue, type Draft,
} from "../page/compose/draft";
import { Suggestions } from "../page/compose/suggestions.svelte";
import { preferences } from "../page/preferences.svelte";
import { newRequestId } from "../request_id";
import { reasonText } from "../text/reason_text";
import type { Kiosk } from "./kiosk.svelte";

/** What was just given here. */
export interface Given {
  readonly recognitionId: string;
  /** Fixed, so that taking back twice is harmless. */
  readonly takeBackId: string;
  readonly names: readonly string[];
  /** Of this device's clock, in milliseconds since 1970. */
  readonly until: number;
  /** A curator has a look first: nobody else sees it yet. */
  readonly isHeld: boolean;
}

/** What somebody writes at the tablet. It lives in this page only and ends with their being there. */
export class Writing {
  draft = $state.raw<Draft>(kEmptyDraft);
  suggestions = $state.raw() as Suggestions;
  /** Something was missing when they rang. */
  isNudged = $state(false);
  isBusy = $state(false);
  problem = $state("");
  given = $state.raw<Given | undefined>();
  readonly checks = $derived(checksOf(this.draft));
  readonly isComplete = $derived(isComplete(this.draft));

  readonly #kiosk: Kiosk;
  /** Of this draft: sent twice it is given once. */
  #requestId = newRequestId();

  constructor(kiosk: Kiosk) {
    this.#kiosk = kiosk;
    this.suggestions = this.#fresh();
  }

  change(draft: Draft): void {
    this.draft = draft;
    this.problem = "";
    this.#requestId = newRequestId();
    if (this.isNudged && isComplete(draft)) this.isNudged = false;
  }

  /** Letters of a colleague or team. */
  search(letters: string): void {
    this.suggestions.follow(letters.trim() === "" ? undefined : { kind: "@", letters, start: 0, end: letters.length });
  }

  add({ recipient }: Pick<RecipientSuggestion, "recipient">): void {
    if (recipient.case === "person") this.change(withPerson(this.draft, recipient.value));
    if (recipient.case === "team") this.change(withTeam(this.draft, recipient.value));
    this.suggestions.close();
  }

  toggleValue(id: string): void {
    const { valueIds } = this.draft;
    this.change(valueIds.includes(id) ? { ...this.draft, valueIds: valueIds.filter((one) => one !== id) } : withValue(this.draft, id));
  }

  /** Gives it, or shows what is missing. */
  async ring(): Promise<void> {
    if (this.isBusy) return;
    if (!this.isComplete) return void (this.isNudged = true);
    const { draft } = this;
    await this.#try(async () => {
      const answer = await this.#kiosk.recognitions.give(requestOf(draft, this.#requestId));
      this.given = {
        recognitionId: answer.recognitionId,
        takeBackId: newRequestId(),
        names: namesOf(draft),
        isHeld: answer.held,
        // The tablet's clock may be wrong; it began just now.
        until: Date.now() + this.#kiosk.takeBackSeconds * 1_000,
      };
      this.change(kEmptyDraft);
      this.#kiosk.given();
    });
  }

  /** Takes the last one back. Whether it did. */
  async takeBack(): Promise<boolean> {
    const { given } = this;
    if (given === undefined) return false;
    return this.#try(async () => {
      await this.#kiosk.recognitions.takeBack({ requestId: given.takeBackId, recognitionId: given.recognitionId });
      this.given = undefined;
    });
  }

  clear(): void {
    this.suggestions.close();
    this.suggestions = this.#fresh();
    this.change({ ...kEmptyDraft, visibility: Visibility.EVERYONE });
    this.isNudged = false;
    this.given = undefined;
  }

  #fresh(): Suggestions {
    return new Suggestions(this.#kiosk.recognitions, () => this.#kiosk.values);
  }

  async #try(act: () => Promise<unknown>): Promise<boolean> {
    this.isBusy = true;
    this.problem = "";
    try {
      await act();
      return true;
    } catch (error) {
      this.problem = reasonText(error, preferences.text);
      announcer.say(this.problem);
      return false;
    } finally {
      this.isBusy = false;
    }
  }
}
