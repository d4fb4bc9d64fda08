/** What somebody wrote, cut up for the rules. */
export interface Clause {
  /** Lower case, apostrophes straight, without what is around it. */
  readonly text: string;
  readonly words: readonly string[];
  /** Words with a capital that do not begin it. */
  readonly capitals: readonly string[];
}

const kWord = /[\p{L}\p{M}]+(?:['-][\p{L}\p{M}]+)*/gu;
/** What somebody else said, between marks of any country. An apostrophe within a word is none. */
const kQuoted = /"[^"]*"|[“„”][^“”„]*[“”]|«[^»]*»|(?<!\p{L})['‘][^'‘’]+['’](?!\p{L})/gu;

/** Without what is quoted: others may say what they like. */
export function withoutQuotes(text: string): string {
  return text.normalize("NFC").replace(kQuoted, " … ").replace(/[’‘]/gu, "'");
}

/** Whether something is quoted, or begins to be. */
export function hasQuotes(text: string): boolean {
  return /["“”„«»]/u.test(text) || withoutQuotes(text) !== text.normalize("NFC").replace(/[’‘]/gu, "'");
}

/** The words of a text, lower case. */
export function wordsOf(text: string): string[] {
  return withoutQuotes(text).toLowerCase().match(kWord) ?? [];
}

/** The parts between stops, commas and line ends that have words in them. */
export function clausesOf(text: string): Clause[] {
  return withoutQuotes(text)
    .split(/[.,;:!?…()\n]+|\s[-–—]\s/u)
    .map((part) => {
      const words = part.match(kWord) ?? [];
      const first = part.search(kWord);
      return {
        text: first < 0 ? "" : part.slice(first).toLowerCase().replace(/[^\p{L}\p{M}\p{N}' -]+/gu, " ").replace(/\s+/gu, " ").trim(),
        words: words.map((word) => word.toLowerCase()),
        capitals: words.slice(1).filter((word) => /^\p{Lu}/u.test(word)).map((word) => word.toLowerCase()),
      };
    })
    .filter(({ words }) => words.length > 0);
}
