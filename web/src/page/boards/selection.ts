import { BoardKind, PeriodKind, type BoardKey } from "../../gen/koebel/v1/leaderboard_pb";

/** Which board somebody looks at. Period 0 is the one that runs, whichever that is by then. */
export type Selection = Pick<BoardKey, "kind" | "valueId" | "periodKind" | "period">;

/** How many different colleagues were thanked this month: breadth counts above volume. */
export const kFirst: Selection = { kind: BoardKind.GIVEN, valueId: "", periodKind: PeriodKind.MONTH, period: 0n };

const kKinds = { received: BoardKind.RECEIVED, given: BoardKind.GIVEN, value: BoardKind.VALUE, teams: BoardKind.TEAMS } as const;
const kPeriods = { week: PeriodKind.WEEK, month: PeriodKind.MONTH, quarter: PeriodKind.QUARTER, year: PeriodKind.YEAR } as const;

/** The words of the address; the page's texts are named by them, too. */
export type KindName = keyof typeof kKinds;
export type PeriodName = keyof typeof kPeriods;

export function kindName(kind: BoardKind): KindName {
  return nameIn(kKinds, kind) ?? "given";
}

export function periodName(kind: PeriodKind): PeriodName {
  return nameIn(kPeriods, kind) ?? "month";
}

/** The selection as the address's fragment: "#boards/given/month", "#boards/value/ID/week/2918". */
export function fragmentOf({ kind, valueId, periodKind, period }: Selection): string {
  const parts = ["#boards", kindName(kind), ...(valueId ? [valueId] : []), periodName(periodKind)];
  return [...parts, ...(period > 0n ? [String(period)] : [])].join("/");
}

/** What a fragment asks for; undefined when it is another place, or nothing this page knows. */
export function selectionIn(fragment: string): Selection | undefined {
  const [place, kindWord = "", ...rest] = fragment.split("/");
  const kind = kKinds[kindWord as KindName];
  if (place !== "#boards" || kind === undefined) return undefined;
  const valueId = kind === BoardKind.VALUE ? (rest.shift() ?? "") : "";
  const periodKind = kPeriods[rest[0] as PeriodName];
  if (periodKind === undefined) return undefined;
  return { kind, valueId, periodKind, period: /^\d{1,9}$/u.test(rest[1] ?? "") ? BigInt(rest[1] ?? 0) : 0n };
}

/** The selection if there is such a board, or the nearest there is: the same ranking, the same kind, else the first. */
export function among(offered: readonly BoardKey[], wanted: Selection): Selection {
  const first = offered[0];
  if (first === undefined) return wanted;
  const ofKind = offered.filter(({ kind }) => kind === wanted.kind);
  const ofRanking = ofKind.filter(({ valueId }) => valueId === wanted.valueId);
  const exact = ofRanking.find(({ periodKind }) => periodKind === wanted.periodKind);
  if (exact !== undefined) return wanted;
  const sameLength = ofKind.find(({ periodKind }) => periodKind === wanted.periodKind);
  const { kind, valueId, periodKind } = ofRanking[0] ?? sameLength ?? ofKind[0] ?? first;
  return { kind, valueId, periodKind, period: wanted.valueId === "" && periodKind === wanted.periodKind && kind === wanted.kind ? wanted.period : 0n };
}

/** What may be chosen beside a selection. */
export function choicesOf(offered: readonly BoardKey[], { kind, valueId }: Selection) {
  const ofKind = offered.filter((key) => key.kind === kind);
  return {
    kinds: distinct(offered.map((key) => key.kind)).sort((a, b) => a - b),
    valueIds: kind === BoardKind.VALUE ? distinct(ofKind.map((key) => key.valueId)) : [],
    periodKinds: distinct(ofKind.filter((key) => key.valueId === valueId).map((key) => key.periodKind)).sort((a, b) => a - b),
  };
}

function distinct<T>(all: readonly T[]): T[] {
  return [...new Set(all)];
}

function nameIn<K extends string, V>(names: Readonly<Record<K, V>>, wanted: V): K | undefined {
  return (Object.keys(names) as K[]).find((name) => names[name] === wanted);
}
