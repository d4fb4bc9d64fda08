/** What is typed, as the television shows it: capitals, a hyphen in the middle. */
export function asShown(typed: string): string {
  const letters = lettersOf(typed).slice(0, 8);
  return letters.length > 4 ? `${letters.slice(0, 4)}-${letters.slice(4)}` : letters;
}

/** Where the caret of a field belongs once what was typed stands as it is shown: behind the same letter. */
export function caretIn(typed: string, caret: number): number {
  const letters = Math.min(8, lettersOf(typed.slice(0, caret)).length);
  return letters > 4 ? letters + 1 : letters;
}

function lettersOf(typed: string): string {
  return typed.toUpperCase().replace(/[^A-Z]/gu, "");
}
