import type { Text } from "./nl";

/** What everybody reads about what is switched on, in English. */
export const switchedEn: Text["switched"] = {
  heading: "What is switched on?",
  features: { 1: "Boards", 2: "Recognitions only between two" },
  on: "on",
  off: "off",
  ways: { 2: "with places", 3: "alphabetical" },
  leaders: "with leaders",
  withoutLeaders: "without leaders",
  history: "Who switched what?",
  by: (name) => `by ${name}`,
  colleague: "a colleague",
  never: "Nothing has been changed yet.",
  admin: "Administration",
};
