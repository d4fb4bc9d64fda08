import { preferences } from "../page/preferences.svelte";
import type { Language } from "../text/languages";
import { setUpEn } from "../text/set_up_en";
import { setUpNl, type SetUpText } from "../text/set_up_nl";
import { setUpPl } from "../text/set_up_pl";

const kTexts: Readonly<Record<Language, SetUpText>> = { nl: setUpNl, en: setUpEn, pl: setUpPl };

/** What the first start says. Beside the employee's words: it is read once in an installation's life. */
export function words(): SetUpText {
  return kTexts[preferences.language];
}
