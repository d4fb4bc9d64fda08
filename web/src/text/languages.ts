/**
 * The languages Koebel speaks, in the order they are offered. A new one is its files beside the others'
 * (xx.ts, admin_xx.ts, …, and the screen's words_xx.ts) and a line here: what the compiler then misses is
 * what is still to be written. The server's list is people::is_language.
 */
export const kLanguages = [
  { code: "nl", name: "Nederlands", locale: "nl-NL" },
  { code: "en", name: "English", locale: "en-GB" },
  { code: "pl", name: "Polski", locale: "pl-PL" },
] as const;

/** A language by its code: what the contract, the device and `lang` say. */
export type Language = (typeof kLanguages)[number]["code"];

/** The one of "pl", "pl-PL" or "PL_pl"; undefined when Koebel does not speak it. */
export function toLanguage(written: string | null | undefined): Language | undefined {
  const code = written?.toLowerCase().split(/[-_]/u)[0];
  return kLanguages.find((language) => language.code === code)?.code;
}

/** The first of these that Koebel speaks. */
export function firstLanguage(wishes: readonly (string | null | undefined)[]): Language | undefined {
  return wishes.map(toLanguage).find((language) => language !== undefined);
}

/** Whose dates and figures are meant: of English the British, as its words are. */
export function localeOf(language: Language): string {
  return kLanguages.find(({ code }) => code === language)?.locale ?? language;
}
