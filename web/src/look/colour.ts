/** The colour tokens of the contract; tokens.css has a class for each. */
const kColours: ReadonlySet<string> = new Set(["meadow", "sky", "clay", "lilac", "rose", "lagoon"]);

/** The class that sets a value's or team's four colours. A colour this page does not know is lilac. */
export function colourClass(colour: string): string {
  return `v-${kColours.has(colour) ? colour : "lilac"}`;
}
