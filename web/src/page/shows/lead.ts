import type { Nomination, NominationText } from "../../gen/koebel/v1/nomination_pb";

/** The line a nomination is known by: what was said to them, or what they did. */
export function leadOf(text: NominationText | undefined): string {
  return text === undefined ? "" : text.thanks || text.deed || text.words || text.effect || text.situation;
}

/** Whether a nomination is of a person, by name or with a team of theirs. */
export function isOf({ people, team }: Pick<Nomination, "people" | "team">, personId: string, teamIds: readonly string[]): boolean {
  return people.some(({ id }) => id !== "" && id === personId) || (team !== undefined && teamIds.includes(team.id));
}
