import { kLanguages, type Language } from "../text/languages";
import { oldBrowserEn } from "../text/old_browser_en";
import { oldBrowserNl, type OldBrowserText } from "../text/old_browser_nl";
import { oldBrowserPl } from "../text/old_browser_pl";

const kTexts: Readonly<Record<Language, OldBrowserText>> = { nl: oldBrowserNl, en: oldBrowserEn, pl: oldBrowserPl };

/** One language's part: both reasons, of which the style shows one. */
function part(code: Language): string {
  const { tooOld, noScript, renew, switchOn, television } = kTexts[code];
  return [
    `<section lang="${code}">`,
    `<div class="too-old"><h1>${tooOld}</h1><p>${renew}</p></div>`,
    `<div class="no-script"><h1>${noScript}</h1><p>${switchOn}</p></div>`,
    `<p class="television">${television}</p>`,
    "</section>",
  ].join("");
}

/**
 * What a browser shows that cannot show the page, in every language, because nothing can be asked there. Plain HTML, made
 * while the pages are built; the last line is where check.js says which browser and address these are.
 */
export function notice(): string {
  return `${kLanguages.map(({ code }) => part(code)).join("")}<p id="old-browser-is" lang=""></p>`;
}
