import type { Value } from "../gen/koebel/v1/common_pb";
import type { Language } from "../text/format";

/** A value's name in the page's language, or in the other one when it has none. */
export function valueName(value: Value, language: Language): string {
  return language === "nl" ? value.nameNl || value.nameEn : value.nameEn || value.nameNl;
}
