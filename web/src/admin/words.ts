import { adminEn } from "../text/admin_en";
import { adminNl, type AdminText } from "../text/admin_nl";
import { adminPl } from "../text/admin_pl";
import { preferences } from "../page/preferences.svelte";
import type { Language } from "../text/format";

const kTexts: Readonly<Record<Language, AdminText>> = { nl: adminNl, en: adminEn, pl: adminPl };

/** What these pages say. Beside the employee's words, so that who is no administrator does not load them. */
export function words(): AdminText {
  return kTexts[preferences.language];
}
