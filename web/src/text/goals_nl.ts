/** What the page says of goals, in Dutch. */
export const goalsNl = {
  of: (target: string) => `van ${target}`,
  counted: { given: "waarderingen", people: "collega’s die bedankten of bedankt werden", teams: "teams die bedankt werden" },
  withValue: (value: string) => `waarderingen met ${value}`,
  until: (day: string) => `tot en met ${day}`,
  reachedOn: (day: string) => `gehaald op ${day}`,
  together: "Samen gehaald!",
  said: (title: string, target: string) => `Doel gehaald: ${title}, ${target}.`,
  close: (title: string) => `${title} verbergen`,
};

/** What every other language must say. */
export type GoalsText = typeof goalsNl;
