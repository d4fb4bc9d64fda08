import { firstLanguage, toLanguage, type Language } from "../text/languages";
import type { Text } from "../text/nl";
import { kTexts } from "../text/texts";
import { keep, recall } from "./storage";

/** How the page is coloured: by the device, or by choice. */
export type Theme = "auto" | "light" | "dark";

function toTheme(kept: unknown): Theme {
  return kept === "light" || kept === "dark" ? kept : "auto";
}

/** The page's ground, as tokens.css has it. */
const kGround = { light: "#fffaf1", dark: "#17132a" } as const;

/** Language, colours and writing help of this device. One per page; survives signing out. */
class Preferences {
  #chosenLanguage = $state<Language | undefined>();
  #givenLanguage = $state<Language | undefined>();
  #theme = $state<Theme>("auto");
  #hasWritingHelp = $state(true);

  readonly language: Language = $derived(this.#chosenLanguage ?? this.#givenLanguage ?? "nl");
  readonly text: Text = $derived(kTexts[this.language]);

  constructor() {
    const kept = recall("language");
    this.#chosenLanguage = toLanguage(typeof kept === "string" ? kept : undefined);
    this.#givenLanguage = firstLanguage(navigator.languages);
    this.#theme = toTheme(recall("theme"));
    this.#hasWritingHelp = recall("writing_help") !== false;
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#paint());
    this.#paint();
  }

  get theme(): Theme {
    return this.#theme;
  }

  /** Whether the composer may say something of the words. */
  get hasWritingHelp(): boolean {
    return this.#hasWritingHelp;
  }

  /** What the person's or the organisation's settings say, for who has not chosen here. */
  suggestLanguage(written: string): void {
    this.#givenLanguage = toLanguage(written) ?? this.#givenLanguage;
  }

  chooseLanguage(language: Language): void {
    this.#chosenLanguage = language;
    keep("language", language);
  }

  chooseTheme(theme: Theme): void {
    this.#theme = theme;
    keep("theme", theme);
    this.#paint();
  }

  chooseWritingHelp(isWanted: boolean): void {
    this.#hasWritingHelp = isWanted;
    keep("writing_help", isWanted);
  }

  #paint(): void {
    const isDark = this.#theme === "dark" || (this.#theme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
    document.documentElement.dataset["theme"] = isDark ? "dark" : "light";
    // What the device draws around the page, whatever the device itself is.
    for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) meta.content = isDark ? kGround.dark : kGround.light;
  }
}

export const preferences = new Preferences();
