import type { Client } from "@connectrpc/connect";

import type { Value } from "../../gen/koebel/v1/common_pb";
import type { RecipientSuggestion, RecognitionService } from "../../gen/koebel/v1/recognition_pb";
import { Round } from "../../round";
import { folded, matchingValues, type Token } from "./shorthand";

/** One line of the list under the field. */
export type Suggestion =
  | { readonly kind: "recipient"; readonly recipient: RecipientSuggestion }
  | { readonly kind: "value"; readonly value: Value };

const kPauseMs = 90;
const kMost = 6;

/** Suggestions for the letters at the caret. Asks the server when fingers pause; offline, who was seen before. */
export class Suggestions {
  items = $state.raw<readonly Suggestion[]>([]);
  active = $state(0);
  /** Colleagues who are likely to be thanked; for a tap without letters. */
  likely = $state.raw<readonly RecipientSuggestion[]>([]);

  readonly #client: Client<typeof RecognitionService>;
  readonly #values: () => readonly Value[];
  readonly #onlyPeople: boolean;
  readonly #seen = new Map<string, RecipientSuggestion>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #round = new Round();

  /** `values`: those that can be chosen now. `onlyPeople`: teams are none of it. */
  constructor(client: Client<typeof RecognitionService>, values: () => readonly Value[], onlyPeople = false) {
    this.#client = client;
    this.#values = values;
    this.#onlyPeople = onlyPeople;
  }

  async loadLikely(): Promise<void> {
    try {
      const { suggestions } = await this.#client.suggestRecipients({ limit: 8 });
      this.#remember(suggestions);
      this.likely = suggestions;
    } catch {
      // Names can still be typed; the next connection asks again.
    }
  }

  /** The caret moved or letters changed. */
  follow(token: Token | undefined): void {
    clearTimeout(this.#timer);
    const stillCounts = this.#round.begin();
    if (token === undefined) return this.#show([]);
    if (token.kind === "#") {
      return this.#show(matchingValues(this.#values(), token.letters).map((value) => ({ kind: "value", value })));
    }
    this.#dropOutgrown(token.letters);
    this.#timer = setTimeout(() => void this.#ask(token.letters, stillCounts), kPauseMs);
  }

  /** Up and down with the keys, round and round. */
  move(by: number): void {
    const count = this.items.length;
    if (count > 0) this.active = (this.active + by + count) % count;
  }

  close(): void {
    this.follow(undefined);
  }

  /** A sentence went on behind a name: until the server has said so, Enter would take its words for letters of the name. */
  #dropOutgrown(letters: string): void {
    if (!letters.includes(" ")) return;
    const wanted = folded(letters);
    const left = this.items.filter((item) => item.kind === "recipient" && folded(item.recipient.recipient.value?.name ?? "").includes(wanted));
    if (left.length < this.items.length) this.#show(left);
  }

  async #ask(letters: string, stillCounts: () => boolean): Promise<void> {
    try {
      const { suggestions } = await this.#client.suggestRecipients({ query: letters, limit: kMost });
      this.#remember(suggestions);
      if (stillCounts()) this.#show(this.#wanted(suggestions));
    } catch {
      if (stillCounts()) this.#show(this.#wanted(this.#fromMemory(letters)));
    }
  }

  #fromMemory(letters: string): RecipientSuggestion[] {
    const wanted = folded(letters);
    return [...this.#seen.values()]
      .filter(({ recipient }) =>
        folded(recipient.value?.name ?? "").split(/\s+/u).some((word) => word.startsWith(wanted)),
      )
      .slice(0, kMost);
  }

  #wanted(suggestions: readonly RecipientSuggestion[]): Suggestion[] {
    return suggestions
      .filter(({ recipient }) => !this.#onlyPeople || recipient.case === "person")
      .map((recipient) => ({ kind: "recipient", recipient }));
  }

  #remember(suggestions: readonly RecipientSuggestion[]): void {
    for (const suggestion of suggestions) this.#seen.set(suggestion.recipient.value?.id ?? "", suggestion);
  }

  #show(items: readonly Suggestion[]): void {
    this.items = items;
    this.active = 0;
  }
}
