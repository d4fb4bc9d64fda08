import type { PersonCard, TeamCard } from "../../gen/koebel/v1/common_pb";
import type { Recognition } from "../../gen/koebel/v1/recognition_pb";
import { listOf, type Language } from "../../text/format";
import type { Text } from "../../text/nl";

/** A name as this page says it: "you" for the reader, "a colleague" for who may not be known. */
export function nameOf(card: PersonCard | undefined, text: Text): string {
  return card?.name ? card.name : text.feed.colleague;
}

/** Who is thanked, as one line: names, or the team's. */
export function recipientsOf(
  { recipients, team }: { recipients: readonly PersonCard[]; team?: TeamCard | undefined },
  text: Text,
  language: Language,
): string {
  if (team !== undefined) return text.feed.team(team.name);
  const line = listOf(recipients.map((card) => nameOf(card, text)), text, language);
  return line.charAt(0).toLocaleUpperCase(language) + line.slice(1);
}

/** Whether a person gives or is thanked, by name or with a team of theirs. */
export function takesPart(recognition: Recognition, personId: string, teamIds: readonly string[]): boolean {
  const { giver, team } = recognition;
  return giver?.id === personId || isFor(recognition, personId) || (team !== undefined && teamIds.includes(team.id));
}

/** Whether a person is thanked by name. */
export function isFor(recognition: Recognition, personId: string): boolean {
  return recognition.recipients.some(({ id }) => id !== "" && id === personId);
}
