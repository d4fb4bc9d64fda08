import type { Value } from "../gen/koebel/v1/common_pb";
import type { Language } from "./languages";

/** A value's name in the page's language; where that is neither Dutch nor English, the English one; or the only one it has. */
export function valueName(value: Value, language: Language): string {
  return language === "nl" ? value.nameNl || value.nameEn : value.nameEn || value.nameNl;
}

/**
 * The language of that name, for `lang`. An only name may be in any: who fills in one writes the
 * organisation's own, so nothing is claimed of it ("").
 */
export function valueLang({ nameNl, nameEn }: Value, language: Language): "nl" | "en" | "" {
  if (nameNl === "" || nameEn === "") return "";
  return language === "nl" ? "nl" : "en";
}
