import type { FieldName } from "./fields";

/** What is wrong with fields, in words, and which values were refused: as they are, they are not sent again. */
export class FieldProblems {
  words = $state.raw<Readonly<Partial<Record<FieldName, string>>>>({});
  readonly #refused = new Map<FieldName, unknown>();

  /** `words`: empty when there is nothing to mend, and it is only not to be sent again. */
  refuse(field: FieldName, value: unknown, words: string): void {
    this.#refused.set(field, value);
    this.words = { ...this.words, [field]: words };
  }

  /** It is another now, or saved. */
  clear(field: FieldName): void {
    if (this.words[field]) this.words = { ...this.words, [field]: "" };
  }

  isRefused(field: FieldName, value: unknown): boolean {
    return this.#refused.has(field) && this.#refused.get(field) === value;
  }
}
