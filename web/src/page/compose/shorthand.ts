import type { Value } from "../../gen/koebel/v1/common_pb";
import { kLimits } from "./draft";

/** Letters after "@" or "#" that the caret stands behind: what suggestions are made for. */
export interface Token {
  readonly kind: "@" | "#";
  readonly letters: string;
  readonly start: number;
  readonly end: number;
}

/** A name may have spaces, "@van der"; longer than this it is a sentence. */
const kMostWords = 3;
const kMostLetters = 40;

/** The token that ends at the caret, if any. An "@" inside a word is an address, not a name. */
export function tokenAt(text: string, caret: number): Token | undefined {
  const before = text.slice(0, caret);
  const start = Math.max(before.lastIndexOf("@"), before.lastIndexOf("#"));
  if (start < 0 || /\S/u.test(before.charAt(start - 1))) return undefined;
  const kind = before.charAt(start) === "@" ? "@" : "#";
  const letters = before.slice(start + 1);
  const words = letters.split(" ").length;
  if (/[\n\t]| {2}/u.test(letters) || letters.startsWith(" ") || letters.length > kMostLetters) return undefined;
  if (words > (kind === "@" ? kMostWords : 1)) return undefined;
  return { kind, letters, start, end: caret };
}

/** The text without a part, and without the space that would be double then. */
export function without(text: string, { start, end }: { start: number; end: number }): string {
  const before = text.slice(0, start);
  const after = text.slice(end);
  return (before === "" || before.endsWith(" ") || before.endsWith("\n") ? before + after.replace(/^ /u, "") : before + after);
}

/** "+10" as a word of its own that is finished: followed by a space, or the end when `atEnd`. */
export function creditsIn(text: string, atEnd: boolean): { credits: number; start: number; end: number } | undefined {
  const match = (atEnd ? /(^|\s)\+(\d{1,2})(?=\s|$)/u : /(^|\s)\+(\d{1,2})(?=\s)/u).exec(text);
  const credits = Number(match?.[2] ?? Number.NaN);
  if (match === null || !(credits <= kLimits.credits)) return undefined;
  return { credits, start: match.index + (match[1] ?? "").length, end: match.index + match[0].length };
}

/** Lower case without diacritics (and without the stroke of "ł"), to compare what people type. */
export function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase("nl").replaceAll("ł", "l");
}

/** Values whose key or name has a word that starts with these letters. */
export function matchingValues(values: readonly Value[], letters: string): Value[] {
  const wanted = folded(letters);
  return values.filter(({ key, nameNl, nameEn }) =>
    [key, ...key.split("-"), ...nameNl.split(/\s+/u), ...nameEn.split(/\s+/u), nameNl, nameEn].some((word) =>
      folded(word).startsWith(wanted),
    ),
  );
}

/** A finished "#key" that is exactly one of the values. */
export function valueIn(text: string, values: readonly Value[]): { value: Value; start: number; end: number } | undefined {
  for (const match of text.matchAll(/(^|\s)#([\p{L}\d-]+)(?=\s)/gu)) {
    const value = values.find(({ key }) => folded(key) === folded(match[2] ?? ""));
    const start = match.index + (match[1] ?? "").length;
    if (value !== undefined) return { value, start, end: match.index + match[0].length };
  }
  return undefined;
}

/** Whether something is left that looks like shorthand and is not a chip yet. */
export function hasShorthand(text: string): boolean {
  return /(?:^|\s)(?:[@#]\p{L}|\+\d{1,2}(?:\s|$))/u.test(text);
}
