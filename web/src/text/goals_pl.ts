import type { GoalsText } from "./goals_nl";

/** What the page says of goals, in Polish. */
export const goalsPl: GoalsText = {
  of: (target) => `z ${target}`,
  counted: { given: "podziękowania", people: "osoby, które dziękowały lub otrzymały podziękowania", teams: "zespoły, którym podziękowano" },
  withValue: (value) => `podziękowania z wartością ${value}`,
  until: (day) => `do ${day} włącznie`,
  reachedOn: (day) => `osiągnięto: ${day}`,
  together: "Razem się udało!",
  said: (title, target) => `Cel osiągnięty: ${title}, ${target}.`,
  close: (title) => `Ukryj: ${title}`,
};
