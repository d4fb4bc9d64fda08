import { refusalOf } from "../../live/reason";
import { listOf, type Language } from "../../text/format";
import type { Text } from "../../text/nl";
import { refusalText } from "../door/refusal";

/** What was refused about a nomination, with the names or the number the server gave. */
export function nominationRefusal(error: unknown, text: Text, language: Language): string {
  const { reason = "", details = [] } = refusalOf(error) ?? {};
  const [first] = details;
  if (reason === "NAMES_ANOTHER" && first !== undefined) return text.nominate.namesAnother(listOf(details, text, language));
  if (reason === "TOO_MANY_NOMINATIONS" && first !== undefined) return text.nominate.tooMany(first);
  return refusalText(error, text);
}
