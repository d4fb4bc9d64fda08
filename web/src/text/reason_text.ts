import { reasonOf } from "../live/reason";
import type { Text } from "./nl";

/** What a person reads about a call that was not done. */
export function reasonText(error: unknown, text: Text): string {
  const reason = reasonOf(error);
  const reasons: Readonly<Record<string, string>> = text.reasons;
  return reasons[reason] ?? text.reasons[""];
}
