import { untrack } from "svelte";

/** What a screen reader should say without moving: one polite voice for the whole page. */
class Announcer {
  words = $state("");

  /** May be called from an effect: it does not make the effect depend on what was said before. */
  say(words: string): void {
    // The same words twice in a row would stay unsaid.
    const isRepeat = untrack(() => this.words) === words;
    this.words = isRepeat ? `${words}\u00a0` : words;
  }
}

export const announcer = new Announcer();
