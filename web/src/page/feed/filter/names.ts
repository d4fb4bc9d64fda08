import type { PersonCard, TeamCard } from "../../../gen/koebel/v1/common_pb";
import type { Recognition } from "../../../gen/koebel/v1/recognition_pb";

/** The card of somebody in what was found: an address has only the id. Undefined: nobody there whose name may be known. */
export function personIn(rows: readonly Recognition[], id: string): PersonCard | undefined {
  for (const { giver, recipients, added } of rows) {
    const card = [giver, ...recipients, ...added].find((one) => one?.id === id && one.name !== "");
    if (card !== undefined) return card;
  }
  return undefined;
}

/** The same of a team. */
export function teamIn(rows: readonly Recognition[], teams: readonly TeamCard[], id: string): TeamCard | undefined {
  return teams.find((team) => team.id === id) ?? rows.find(({ team }) => team?.id === id)?.team;
}
