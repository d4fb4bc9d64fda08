import { framesEn } from "../text/frames_en";
import { framesNl, type FramesText } from "../text/frames_nl";
import { framesPl } from "../text/frames_pl";
import type { Language } from "../text/languages";

const kTexts: Readonly<Record<Language, FramesText>> = { nl: framesNl, en: framesEn, pl: framesPl };

/** What frames say, in the language of whoever looks: a stage has one of its own, whatever the device speaks. */
export function wordsOf(language: Language): FramesText {
  return kTexts[language];
}
