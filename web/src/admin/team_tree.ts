import type { TeamRecord } from "../gen/koebel/v1/administration_pb";

/** A team where it stands: 0 at the top. */
export interface Branch {
  readonly team: TeamRecord;
  readonly depth: number;
}

/** Teams as a tree is read: each below the one it belongs under, in the order they come in. */
export function treeOf(teams: readonly TeamRecord[]): Branch[] {
  const known = new Set(teams.map(({ id }) => id));
  const below = grouped(teams, known);
  const branches: Branch[] = [];
  const add = (parent: string, depth: number) => {
    for (const team of below.get(parent) ?? []) {
      branches.push({ team, depth });
      add(team.id, depth + 1);
    }
  };
  add("", 0);
  return branches;
}

/** The team and everything below it: what it cannot belong under. */
export function withBelow(teams: readonly TeamRecord[], id: string): Set<string> {
  const found = new Set([id]);
  for (let before = 0; before < found.size; ) {
    before = found.size;
    for (const team of teams) if (found.has(team.parentId)) found.add(team.id);
  }
  return found;
}

function grouped(teams: readonly TeamRecord[], known: ReadonlySet<string>): Map<string, TeamRecord[]> {
  const below = new Map<string, TeamRecord[]>();
  for (const team of teams) {
    const parent = known.has(team.parentId) ? team.parentId : "";
    below.set(parent, [...(below.get(parent) ?? []), team]);
  }
  return below;
}
