import { refusalOf } from "../../live/reason";
import type { Text } from "../../text/nl";
import { reasonText } from "../../text/reason_text";

/** What was refused, and in how many seconds it may be tried again when the server says so. */
export function refusalText(error: unknown, text: Text): string {
  const { reason = "", retryAfterMs = 0 } = refusalOf(error) ?? {};
  if (reason !== "TOO_MANY_ATTEMPTS" || retryAfterMs === 0) return reasonText(error, text);
  return text.signIn.wait(Math.ceil(retryAfterMs / 1_000));
}
