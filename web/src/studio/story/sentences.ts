/** The contract's limit of read-along lines; the server decides. */
export const kMostSentences = 3;

/**
 * How many sentences these are: an end mark, or several, behind a word and before a space or the end; the last one needs none. A
 * number's dot, as in "4.5", and a new line alone end nothing. Roughly what the server counts, for counting along.
 */
export function sentencesIn(text: string): number {
  const parts = text.trim().split(/(?<=[\p{L}\p{N})"”’'%][.!?…]+["”’')]*)\s+/u);
  return parts.filter((part) => /[\p{L}\p{N}]/u.test(part)).length;
}
