/** One or two letters for a portrait without a photo: of the first word, and of the last. */
export function initials(name: string): string {
  const letters = name
    .split(/\s+/u)
    .map((word) => Array.from(word).find((character) => /\p{L}/u.test(character)))
    .filter((letter): letter is string => letter !== undefined);
  const [first] = letters;
  const last = letters[letters.length - 1];
  if (first === undefined || last === undefined) return "";
  return (letters.length === 1 ? first : first + last).toLocaleUpperCase("nl");
}
