import type { Language } from "./languages";

/** Small words that one language has and the others have not. What two of them share stands nowhere. */
const kSmallWords: Readonly<Record<Language, string>> = {
  nl: "de het een en ik je jij jullie niet van voor dat die met zonder naar maar ook nog wel toch werd bij heb heeft hebt zijn haar hem ons onze deze dit mijn jouw wij zij hij geen meer toen dan als zelf weer dank bedankt uur",
  en: "the and you your with for that this were have has had not from they them she his her our my who what when which would could been it its of to thanks thank just still about after before again i am are an",
  pl: "się nie jest że jak dla ale przez który która które żeby tylko mnie mi ci cię ty już jeszcze czy też był była było są ze od po przy nas nam wam wasz twoja twoje dzięki dziękuję bardzo gdy kiedy co tak ich jego jej",
};
const kKnown: ReadonlyMap<string, Language> = new Map(
  Object.entries(kSmallWords).flatMap(([language, words]) => words.split(" ").map((word): [string, Language] => [word, language as Language])),
);
/** Letters only Polish has here; one of them says as much as a small word. */
const kPolish = /[ąćęłńśźż]/u;
/** So many small words make it sure, when no other language has a third of them. */
const kEnough = 2;

/**
 * The language somebody wrote in, so that a screen reader pronounces it; "" when the words do not say it,
 * because a wrong claim is worse than none. The contract does not carry it: people write as they like,
 * whatever their page speaks.
 */
export function writtenIn(words: string): Language | "" {
  const counts: Record<Language, number> = { nl: 0, en: 0, pl: 0 };
  for (const word of words.toLowerCase().match(/\p{L}+/gu) ?? []) {
    const language = kKnown.get(word) ?? (kPolish.test(word) ? "pl" : undefined);
    if (language !== undefined) counts[language] += 1;
  }
  const [first, second] = (Object.entries(counts) as [Language, number][]).sort(([, a], [, b]) => b - a);
  if (first === undefined || first[1] < kEnough) return "";
  return first[1] >= 3 * (second?.[1] ?? 0) ? first[0] : "";
}
