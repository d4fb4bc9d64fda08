/** What everybody reads about what is switched on, in Dutch. */
export const switchedNl = {
  heading: "Wat staat er aan?",
  features: { 1: "Borden", 2: "Alleen-wij-waarderingen" },
  on: "aan",
  off: "uit",
  ways: { 2: "met plekken", 3: "op alfabet" },
  leaders: "met leiders",
  withoutLeaders: "zonder leiders",
  history: "Wie zette wat aan of uit?",
  by: (name: string) => `door ${name}`,
  colleague: "een collega",
  never: "Er is nog niets veranderd.",
  admin: "Beheer",
};
