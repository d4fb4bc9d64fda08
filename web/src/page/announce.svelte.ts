/** What a screen reader should say without moving: one polite voice for the whole page. */
class Announcer {
  words = $state("");

  say(words: string): void {
    // The same words twice in a row would stay unsaid.
    this.words = words === this.words ? `${words}\u00a0` : words;
  }
}

export const announcer = new Announcer();
