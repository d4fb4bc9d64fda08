import type { writingHelpNl } from "./writing_help_nl";

/** What the composer says of the words, in English. */
export const writingHelpEn: typeof writingHelpNl = {
  label: "Writing tip",
  close: "No tip for this text",
  hints: {
    deed: "What did you see happen? One example makes thanks stick.",
    faint: "This may sound lukewarm. Just say what was good about it.",
    effect: "What did it change, for a customer, a colleague or the work?",
  },
  setting: {
    label: "Writing tips",
    hint: "One at most under your recognition, in Dutch and English. Your words are only looked at here.",
    on: "On",
    off: "Off",
  },
};
