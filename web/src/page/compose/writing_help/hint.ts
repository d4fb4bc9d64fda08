import { writtenIn } from "../../../text/written_in";
import type { Language } from "../../../text/languages";
import { clausesOf, hasQuotes, withoutQuotes, wordsOf, type Clause } from "./clauses";
import { kDutch } from "./dutch";
import { kEnglish } from "./english";
import type { Tongue } from "./tongue";

/** What could make the words better: the deed is missing, the praise is faint, or nothing came of the deed. */
export type Hint = "deed" | "faint" | "effect";

/** What is looked at. */
export interface Written {
  /** The words that remain beside the chips. */
  readonly words: string;
  /** Names of who is thanked: as good as a chip, where they stand in the words. */
  readonly names: readonly string[];
  /** Somebody says what the customer noticed: that is an effect. */
  readonly hasMoment: boolean;
}

/** Shorter than this it is no sentence yet: "Top gedaan" is one. */
const kFewestCharacters = 10;
/** A clause of more words says more than its deed. */
const kMostWords = 12;
const kTongues: Readonly<Record<Language | "", readonly Tongue[]>> = { nl: [kDutch], en: [kEnglish], pl: [], "": [kDutch, kEnglish] };

/**
 * At most one thing to think of, in this order: names no deed, faint praise, nothing of what it changed. Pure, and it
 * never leaves the browser.
 *
 * The measure is the Situation-Behavior-Impact model of the Center for Creative Leadership: say when and where it was,
 * what you saw somebody do, and what came of it. What it changed for others is what thanks work by (Grant & Gino 2010,
 * Journal of Personality and Social Psychology 98: social worth). A situation is not asked for: who is thanked was there.
 *
 * Rather silent than wrong: a text gets a hint where all of it is known to be weak, not where something strong is not
 * found. Only praise is a text without one word outside two lists; a deed without effect is one short clause of a known
 * kind without anybody, any figure or any quotation in it. Dutch and English; of other languages nothing is said.
 */
export function hintFor({ words, names, hasMoment }: Written): Hint | undefined {
  if (words.trim().length < kFewestCharacters) return undefined;
  const spoken = new Set(names.flatMap(wordsOf));
  const tongues = kTongues[writtenIn(words)];
  if (tongues.some((tongue) => isOnlyPraise(words, tongue, spoken))) return "deed";
  if (tongues.some((tongue) => isFaint(words, tongue))) return "faint";
  if (!hasMoment && tongues.some((tongue) => isPlainDeed(words, tongue, spoken))) return "effect";
  return undefined;
}

/** Figures and what others said belong to something that happened. */
function isMarked(text: string): boolean {
  return /\p{N}/u.test(text) || hasQuotes(text);
}

function isPraise(words: readonly string[], tongue: Tongue, names: ReadonlySet<string>): boolean {
  return (
    words.some((word) => tongue.praise.has(word)) &&
    words.every((word) => tongue.praise.has(word) || tongue.around.has(word) || names.has(word))
  );
}

function isOnlyPraise(text: string, tongue: Tongue, names: ReadonlySet<string>): boolean {
  const words = wordsOf(text);
  return words.length > 1 && !isMarked(text) && isPraise(words, tongue, names);
}

function isFaint(text: string, tongue: Tongue): boolean {
  if (wordsOf(text).some((word) => tongue.reports.has(word))) return false;
  const own = withoutQuotes(text).toLowerCase().replace(/\s+/gu, " ").trim();
  return tongue.faint.some((pattern) => pattern.test(own));
}

function isPlainDeed(text: string, tongue: Tongue, names: ReadonlySet<string>): boolean {
  if (isMarked(text)) return false;
  const [deed, ...more] = clausesOf(text).filter(({ words }) => !isPraise(words, tongue, names));
  if (deed === undefined || more.length > 0 || deed.words.length > kMostWords) return false;
  return !saysMore(deed, tongue, names) && tongue.plainDeeds.some((pattern) => pattern.test(deed.text));
}

/** A name is somebody it was done for, or a place where it was. */
function saysMore({ words, capitals }: Clause, tongue: Tongue, names: ReadonlySet<string>): boolean {
  return (
    words.some((word) => tongue.traces.has(word)) ||
    capitals.some((word) => !names.has(word) && !tongue.capitals.has(word))
  );
}
