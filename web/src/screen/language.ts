import { firstLanguage, type Language } from "../text/languages";

export type { Language };

/** The screen's own, else the organisation's, else Dutch. */
export function toLanguage(...wishes: (string | undefined)[]): Language {
  return firstLanguage(wishes) ?? "nl";
}
