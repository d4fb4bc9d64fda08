import type { FramesText } from "./frames_nl";

/** As framesNl, in English. */
export const framesEn: FramesText = {
  show: "Good News Show",
  aColleague: "a colleague",
  colleagues: (count) => (count === 1 ? "a colleague" : `${count} colleagues`),
  others: (count) => (count === 1 ? "one other" : `${count} others`),
  leaderFirst: "I go first.",
  chain: "Done together",
  by: (giver) => `thanked by ${giver}`,
  pageOf: (page, pages) => `${page} of ${pages}`,
  board: "So many colleagues of other teams were thanked this month.",
  fair: "What counts is how many people one thinks of, not how often.",
  shut: (rank) => `Place ${rank} is still closed`,
  teamSize: (count) => (count === 1 ? "1 colleague" : `${count} colleagues`),
  goalOf: (target) => `of ${target}.`,
  goalReached: "Reached!",
  soon: "About to begin",
  end: "See you next time.",
  thanks: (count, written) => (count === 1 ? "Thanks to 1 colleague who rang the bell this month." : `Thanks to ${written} colleagues who rang the bell this month.`),
};
