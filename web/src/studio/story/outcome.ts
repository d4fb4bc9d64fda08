import { reasonOf } from "../../live/reason";

/** What a refused save means for what was typed. */
export type Outcome =
  /** The story is not there any more. */
  | "gone"
  /** Others changed it: it is read, and tried again. */
  | "changed"
  /** It says so already. */
  | "same"
  /** Nobody knows whether it arrived; it is tried again by itself. */
  | "unheard"
  /** Something is wrong with the field, and its writer mends it. */
  | "wrong";

const kOutcomes: Readonly<Record<string, Outcome>> = {
  STORY_NOT_FOUND: "gone",
  STORY_CHANGED: "changed",
  VERSION_UNKNOWN: "changed",
  NOTHING_CHANGED: "same",
  "": "unheard",
  CONNECTION_LOST: "unheard",
  STORE_UNAVAILABLE: "unheard",
  RATE_LIMITED: "unheard",
};

export function outcomeOf(error: unknown): Outcome {
  return kOutcomes[reasonOf(error)] ?? "wrong";
}
