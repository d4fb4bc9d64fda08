import type { GoalsText } from "./goals_nl";

/** What the page says of goals, in English. */
export const goalsEn: GoalsText = {
  of: (target) => `of ${target}`,
  counted: { given: "recognitions", people: "colleagues who thanked or were thanked", teams: "teams that were thanked" },
  withValue: (value) => `recognitions with ${value}`,
  until: (day) => `until ${day}`,
  reachedOn: (day) => `reached on ${day}`,
  together: "Reached together!",
  said: (title, target) => `Goal reached: ${title}, ${target}.`,
  close: (title) => `Hide ${title}`,
};
