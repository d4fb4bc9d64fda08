/** A printed card's 32 hexadecimal digits, alone or at the end of its address; undefined: something else was read. */
export function cardIn(read: string): string | undefined {
  return /(?:^|#)([0-9a-f]{32})$/iu.exec(read.trim())?.[1]?.toLowerCase();
}

/** Letters farther apart than this come from fingers, not from a scanner. */
const kTogetherMs = 120;

/**
 * What a hand scanner types: it is a keyboard that ends with Enter. Asked with every key; answers with a card when
 * one is complete.
 */
export class WedgeScanner {
  #typed = "";
  #last = 0;

  key(key: string, at: number): string | undefined {
    if (at - this.#last > kTogetherMs) this.#typed = "";
    this.#last = at;
    if (key === "Enter") {
      const card = cardIn(this.#typed);
      this.#typed = "";
      return card;
    }
    if (key.length === 1) this.#typed += key;
    return undefined;
  }
}
