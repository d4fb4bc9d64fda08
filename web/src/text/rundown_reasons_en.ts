import type { rundownReasonsNl } from "./rundown_reasons_nl";

/** As rundownReasonsNl, in English. */
export const rundownReasonsEn: typeof rundownReasonsNl = {
  SEGMENT_NOT_FOUND: "This segment is gone. What you typed is still there.",
  SEGMENT_INVALID: "This segment has nothing to show yet.",
  SEGMENT_CHANGED: "Somebody else has changed this segment meanwhile.",
  SECONDS_INVALID: "A segment takes five seconds to an hour.",
  NOTES_TOO_LONG: "The notes are longer than two thousand characters.",
  NO_RECOGNITION: "Choose at least one recognition.",
  TOO_MANY_SEGMENTS: "Sixty segments is the most.",
  OPENER_OF_ANOTHER: "This opener belongs to another host. Only they write it.",
  NOTHING_TO_PROPOSE: "There is nothing to propose: the time is full, or nobody was nominated yet.",
  NOTHING_TO_COPY: "That rundown has nothing to take over.",
};
