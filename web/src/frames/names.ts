import type { PersonCard } from "../gen/koebel/v1/common_pb";
import type { FramesText } from "../text/frames_nl";
import { localeOf, type Language } from "../text/languages";

type Card = Pick<PersonCard, "id" | "name" | "givenName">;
type Many = Pick<FramesText, "aColleague" | "colleagues" | "others">;

/** Up to this many are named one by one. */
const kNamed = 4;
/** Of more, so many are named; the others are counted. */
const kOfCrowd = 2;

/** A frame holds nobody who does not let themselves be shown: a card without an id is "a colleague", and so is one without a name. */
const isNamed = ({ id, name }: Card) => id !== "" && name !== "";

const capitalised = (text: string, language: Language) => text.charAt(0).toLocaleUpperCase(localeOf(language)) + text.slice(1);

/** One person: the whole name, or "een collega". */
export function nameOf(card: Card | undefined, words: Many): string {
  return card !== undefined && isNamed(card) ? card.name : words.aColleague;
}

/** The same where a line begins with it. */
export function lineNameOf(card: Card | undefined, words: Many, language: Language): string {
  return capitalised(nameOf(card, words), language);
}

/** The first name alone, where many stand beside each other. */
export function givenNameOf(card: Card | undefined, words: Many, language: Language): string {
  return card !== undefined && isNamed(card) ? card.givenName || card.name : capitalised(words.aColleague, language);
}

/** Everybody in one line: "Samira, Joost en Bram", "Samira en 2 collega’s", "Samira, Joost en 6 anderen". Nobody is left out. */
export function namesOf(cards: readonly Card[], words: Many, language: Language): string {
  const [only] = cards;
  if (only === undefined) return "";
  if (cards.length === 1) return lineNameOf(only, words, language);
  const named = cards.filter(isNamed).map((card) => card.givenName || card.name);
  const shown = cards.length > kNamed ? named.slice(0, kOfCrowd) : named;
  const rest = cards.length - shown.length;
  const parts = [...shown];
  if (rest > 0) parts.push(named.length > shown.length && shown.length > 0 ? words.others(rest) : words.colleagues(rest));
  return capitalised(new Intl.ListFormat(localeOf(language), { type: "conjunction" }).format(parts), language);
}

/** Which portraits are drawn, those with a name first, and how many people are only counted. */
export function portraitsOf<T extends Card>(cards: readonly T[], most: number): { readonly drawn: readonly T[]; readonly rest: number } {
  const sorted = [...cards].sort((a, b) => Number(isNamed(b)) - Number(isNamed(a)));
  return { drawn: sorted.slice(0, most), rest: Math.max(0, cards.length - most) };
}
