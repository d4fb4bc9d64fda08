import type { moderationNl } from "./moderation_nl";

/** The same in English. */
export const moderationEn: typeof moderationNl = {
  held: "Somebody has a look at this first. Until then only you see it.",
  takeBack: "Take back",
  remarkHeld: "somebody has a look first",
  sent: {
    title: "Somebody has a look first",
    what: "It holds a word that a curator reads first. Your inbox will tell you how it ends.",
  },
  locked: {
    until: (when: string) => `Until ${when} you cannot thank anyone or write anything. Reading goes on as always.`,
    open: "You cannot thank anyone or write anything now. Reading goes on as always.",
    why: (reason: string) => `Why: ${reason}`,
    over: "You can thank and write again.",
  },
  waiting: {
    held: (count: number) => (count === 1 ? "1 text waits for a curator to look." : `${count} texts wait for a curator to look.`),
    since: (when: string) => `The oldest has waited since ${when}.`,
    reports: (count: number) => (count === 1 ? "1 report is undecided." : `${count} reports are undecided.`),
    look: "See what waits",
    lookReports: "See the reports",
  },
  report: {
    open: "Report",
    what: "Only moderators who have no part in it can then open this text.",
    done: "Reported to the moderators.",
    author: (name: string) => `Comment or plus one by ${name}`,
    words: "The text",
    gone: "The text was removed.",
  },
};
