import type { CoverageLine, GetCoverageResponse } from "../gen/koebel/v1/candidate_pb";
import type { Value } from "../gen/koebel/v1/common_pb";
import { localeOf, type Language } from "../text/languages";
import type { StudioText } from "../text/studio_nl";
import { valueName } from "../text/value_name";

/** A warning names so many of each; one sentence is read, a list is not. */
const kMostNamed = 2;

/** What the rundown leaves out: values it has no story of, the longest untold first; teams no show told of, nor this one. */
export interface Gaps {
  readonly valueIds: readonly string[];
  readonly teams: readonly string[];
}

const leastTold = (a: CoverageLine, b: CoverageLine) => a.before - b.before;

export function gapsOf(coverage: Pick<GetCoverageResponse, "values" | "teams">, values: readonly Value[]): Gaps {
  const live = new Set(values.filter(({ retired }) => !retired).map(({ id }) => id));
  const untold = coverage.values.filter(({ now, group }) => now === 0 && group.case === "valueId" && live.has(group.value));
  const unseen = coverage.teams.filter(({ now, before }) => now === 0 && before === 0);
  return {
    valueIds: [...untold].sort(leastTold).slice(0, kMostNamed).flatMap(({ group }) => (group.case === "valueId" ? [group.value] : [])),
    teams: unseen.slice(0, kMostNamed).flatMap(({ group }) => (group.case === "team" ? [group.value.name] : [])),
  };
}

/** The one sentence of the warning: "Nog niemand voor “Een tikje anders”, en Inkoop is er nog niet bij." Empty: nothing is missing. */
export function sentenceOf(gaps: Gaps, values: readonly Value[], text: StudioText["coverage"], language: Language): string {
  const list = new Intl.ListFormat(localeOf(language), { type: "conjunction" });
  const names = gaps.valueIds.flatMap((id) => {
    const value = values.find((one) => one.id === id);
    return value ? [text.quoted(valueName(value, language))] : [];
  });
  const value = names.length > 0 ? text.noValue(list.format(names)) : "";
  const team = gaps.teams.length > 0 ? text.noTeam(list.format(gaps.teams), gaps.teams.length) : "";
  if (value && team) return text.both(value, team);
  return value || team ? text.one(value || team) : "";
}
