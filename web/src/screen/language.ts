/** The languages the screen speaks. */
export type Language = "nl" | "en";

/** The screen's own, else the organisation's, else Dutch. */
export function toLanguage(...wishes: (string | undefined)[]): Language {
  const wish = wishes.find((one) => one === "nl" || one === "en");
  return wish === "en" ? "en" : "nl";
}
