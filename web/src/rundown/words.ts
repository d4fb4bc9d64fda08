import { preferences } from "../page/preferences.svelte";
import type { Language } from "../text/languages";
import { rundownEn } from "../text/rundown_en";
import { rundownNl, type RundownText } from "../text/rundown_nl";
import { rundownPl } from "../text/rundown_pl";
import { segmentEn } from "../text/segment_en";
import { segmentNl, type SegmentText } from "../text/segment_nl";
import { segmentPl } from "../text/segment_pl";

/** What the rundown says, and under `form` what its segments' form, checklist and sheet do. */
export interface RundownWords extends RundownText {
  readonly form: SegmentText;
}

const kTexts: Readonly<Record<Language, RundownWords>> = {
  nl: { ...rundownNl, form: segmentNl },
  en: { ...rundownEn, form: segmentEn },
  pl: { ...rundownPl, form: segmentPl },
};

/** In the page's language. Beside the employee's words, so that only curators load them. */
export function words(): RundownWords {
  return kTexts[preferences.language];
}
