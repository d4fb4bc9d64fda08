import { Visibility, type Ambiguity, type RecipientSuggestion } from "../../gen/koebel/v1/recognition_pb";
import { PictureSending } from "../../pictures/picture_sending.svelte";
import type { Employee } from "../employee.svelte";
import { keep, recall } from "../storage";
import {
  checksOf, isComplete, isEmpty, kEmptyDraft, recalledDraft, withPerson, withTeam, withValue, type Checks, type Draft,
} from "./draft";
import { creditsIn, hasShorthand, tokenAt, valueIn, without, type Token } from "./shorthand";
import { Suggestions, type Suggestion } from "./suggestions.svelte";
import { kVisibilities } from "./visibilities";

/** What is offered for tapping under the field: one thing at a time. */
export type Offer = "people" | "values" | "credits" | "visibility" | "none";

/** The composer's state: the draft, what is offered for it, and what is still in doubt. */
export class Composer {
  draft = $state.raw<Draft>(kEmptyDraft);
  /** Names of the shorthand that could be several, or nobody. */
  doubts = $state.raw<readonly Ambiguity[]>([]);
  /** The giver wanted to send and something was missing: it glows. */
  isNudged = $state(false);
  isResolving = $state(false);
  readonly suggestions: Suggestions;
  /** A picture on its way here. */
  readonly picture = new PictureSending();
  readonly checks: Checks = $derived(checksOf(this.draft));
  readonly isComplete = $derived(isComplete(this.draft));
  readonly offer: Offer = $derived.by(() => this.#offer());

  readonly #employee: Employee;
  readonly #key: string;
  #chosenOffer = $state<Offer | undefined>();
  #token: Token | undefined;
  /** Words the server has read already; what is left in them is the giver's. */
  #resolved: string | undefined;

  constructor(employee: Employee) {
    this.#employee = employee;
    this.#key = `person.${employee.me.card?.id ?? ""}.draft`;
    this.suggestions = new Suggestions(employee.recognitions, () => employee.choosable);
    this.draft = recalledDraft(recall(this.#key), employee.choosable);
  }

  /** Who may be let see it here. */
  get visibilities() {
    const { privateRecognitionsOff } = this.#employee.organisation;
    return kVisibilities.filter(({ visibility }) => visibility !== Visibility.ONLY_US || !privateRecognitionsOff);
  }

  change(draft: Draft): void {
    this.draft = draft;
    keep(this.#key, isEmpty(draft) ? undefined : draft);
    if (this.isNudged && isComplete(draft)) this.isNudged = false;
  }

  /** The text changed; the caret stands at `caret`. Finished shorthand becomes chips at once. */
  type(message: string, caret: number): void {
    let draft: Draft = { ...this.draft, message };
    const value = valueIn(message, this.#employee.choosable);
    if (value !== undefined) draft = withValue({ ...draft, message: without(message, value) }, value.value.id);
    const credits = creditsIn(draft.message, false);
    if (credits !== undefined) draft = { ...draft, credits: credits.credits, message: without(draft.message, credits) };
    this.change(draft);
    this.#token = draft.message === message ? tokenAt(message, caret) : undefined;
    this.suggestions.follow(this.#token);
  }

  /** Takes a suggestion in place of the letters it was made for. Gives where the caret belongs. */
  pick(suggestion: Suggestion): number {
    const token = this.#token;
    const message = token === undefined ? this.draft.message : without(this.draft.message, token);
    this.change({ ...this.draft, message });
    if (suggestion.kind === "value") this.change(withValue(this.draft, suggestion.value.id));
    else this.add(suggestion.recipient);
    this.#token = undefined;
    this.suggestions.close();
    return token?.start ?? message.length;
  }

  /** Adds who was tapped. */
  add({ recipient }: Pick<RecipientSuggestion, "recipient">): void {
    if (recipient.case === "person") this.change(withPerson(this.draft, recipient.value));
    if (recipient.case === "team") this.change(withTeam(this.draft, recipient.value));
    this.#chosenOffer = undefined;
  }

  addValue(valueId: string): void {
    this.change(withValue(this.draft, valueId));
    this.#chosenOffer = undefined;
  }

  /** Opens what is offered, or lets it follow from the draft again. */
  open(offer: Offer | undefined): void {
    this.#chosenOffer = this.#chosenOffer === offer ? undefined : offer;
  }

  /** Ends a doubt: with somebody in its place, or by leaving the words as they are. */
  settle(doubt: Ambiguity, chosen?: Pick<RecipientSuggestion, "recipient">): void {
    this.doubts = this.doubts.filter((other) => other !== doubt);
    if (chosen === undefined) return;
    const start = this.draft.message.indexOf(`@${doubt.written}`);
    const end = start + doubt.written.length + 1;
    const message = start < 0 ? this.draft.message : without(this.draft.message, { start, end });
    this.change({ ...this.draft, message });
    this.#resolved = message;
    this.add(chosen);
  }

  /** Sends a picture, which goes along when it is there. True when it is. */
  async attach(file: File): Promise<boolean> {
    const picture = await this.picture.send(file);
    if (picture !== undefined) this.change({ ...this.draft, picture });
    return picture !== undefined;
  }

  /** Sends it, or shows what is missing. True when it was sent. */
  async ring(): Promise<boolean> {
    this.suggestions.close();
    const credits = creditsIn(this.draft.message, true);
    if (credits !== undefined) {
      this.change({ ...this.draft, credits: credits.credits, message: without(this.draft.message, credits).trimEnd() });
    }
    const { message } = this.draft;
    if (hasShorthand(message) && message !== this.#resolved) await this.#resolve();
    if (!this.isComplete || this.doubts.length > 0 || this.picture.preview !== "") {
      this.isNudged = true;
      this.#chosenOffer = undefined;
      return false;
    }
    this.#employee.sending.put(this.draft);
    this.clear();
    return true;
  }

  clear(): void {
    this.change(kEmptyDraft);
    this.picture.cancel();
    this.doubts = [];
    this.isNudged = false;
    this.#chosenOffer = undefined;
  }

  /** Gives a draft back to its giver, unless something else is being written. */
  restore(draft: Draft): void {
    if (isEmpty(this.draft)) this.change(draft);
  }

  /** What was taken back: its picture is gone there, and is sent anew from here. */
  async restoreTakenBack(draft: Draft): Promise<void> {
    if (!isEmpty(this.draft)) return;
    this.change({ ...draft, picture: null });
    const picture = draft.picture && (await this.picture.again(draft.picture));
    if (picture) this.change({ ...this.draft, picture });
  }

  /** Lets the server read the names in the text. Offline the text stays as it is. */
  async #resolve(): Promise<void> {
    const before = this.draft.message;
    this.isResolving = true;
    try {
      const read = await this.#employee.recognitions.resolveShorthand({ text: before });
      if (this.draft.message !== before) return;
      let draft: Draft = { ...this.draft, message: read.message };
      for (const person of read.people) draft = withPerson(draft, person);
      const [team] = read.teams;
      if (team !== undefined && draft.people.length === 0) draft = withTeam(draft, team);
      for (const valueId of read.valueIds) draft = withValue(draft, valueId);
      if (read.creditsEach > 0) draft = { ...draft, credits: read.creditsEach };
      this.change(draft);
      this.doubts = read.unresolved;
      this.#resolved = read.message;
    } catch {
      // The checks say what is missing.
    } finally {
      this.isResolving = false;
    }
  }

  #offer(): Offer {
    if (this.#chosenOffer !== undefined) return this.#chosenOffer;
    if (!this.checks.person) return "people";
    return this.checks.value ? "none" : "values";
  }
}
