import { FeedKind } from "../../../gen/koebel/v1/recognition_pb";

const kKinds = {
  customer: FeedKind.CUSTOMER_MOMENT,
  mine: FeedKind.MINE,
  private: FeedKind.PRIVATE,
  boosted: FeedKind.BOOSTED,
} as const;
const kPeriods = ["week", "month", "quarter"] as const;

/** The words of the address; the page's texts are named by them, too. */
export type KindName = keyof typeof kKinds;
export type PeriodName = (typeof kPeriods)[number];

/** The kinds, in the order they are offered. */
export const kKindNames = Object.keys(kKinds) as KindName[];
export const kPeriodNames: readonly PeriodName[] = kPeriods;

/** Which recognitions somebody looks for; all of it together. Empty: everything. */
export interface Filter {
  readonly query: string;
  readonly valueId: string;
  readonly teamId: string;
  readonly personId: string;
  readonly kind: KindName | "";
  /** A period that runs. Instead of days. */
  readonly period: PeriodName | "";
  /** Days in the organisation's zone, "2026-11-23"; `until` is one of them. */
  readonly from: string;
  readonly until: string;
}

/** Everything. */
export const kNoFilter: Filter = { query: "", valueId: "", teamId: "", personId: "", kind: "", period: "", from: "", until: "" };

/** What the contract takes. */
export const kLongestQuery = 200;
const kMostWords = 8;

export function feedKindOf({ kind }: Filter): FeedKind {
  return kind === "" ? FeedKind.UNSPECIFIED : kKinds[kind];
}

export function isEmpty(filter: Filter): boolean {
  return isSame(filter, kNoFilter);
}

export function isSame(a: Filter, b: Filter): boolean {
  return (Object.keys(kNoFilter) as (keyof Filter)[]).every((key) => a[key] === b[key]);
}

/** Whether the server would look for it. */
export function isPossible({ query }: Filter): boolean {
  return query.split(/\s+/u).filter(Boolean).length <= kMostWords && [...query].length <= kLongestQuery;
}

/** The address's words, in the order they stand there. */
const kNames = {
  q: "query",
  value: "valueId",
  team: "teamId",
  person: "personId",
  kind: "kind",
  period: "period",
  from: "from",
  until: "until",
} as const satisfies Record<string, keyof Filter>;

/** A filter as the address's fragment: "#today?q=ketel&kind=customer", or "#today". */
export function fragmentOf(filter: Filter): string {
  const words = new URLSearchParams();
  for (const [name, key] of Object.entries(kNames)) if (filter[key] !== "") words.set(name, filter[key]);
  const written = words.toString();
  return written === "" ? "#today" : `#today?${written}`;
}

/** What a fragment asks for. What this page does not know in it is left out. */
export function filterIn(fragment: string): Filter {
  const at = fragment.indexOf("?");
  const words = new URLSearchParams(at < 0 ? "" : fragment.slice(at + 1));
  const said = (name: keyof typeof kNames) => words.get(name)?.trim() ?? "";
  const [from, until] = [dayIn(said("from")), dayIn(said("until"))];
  const period = kPeriods.find((one) => one === said("period")) ?? "";
  return {
    query: [...said("q")].slice(0, kLongestQuery).join(""),
    valueId: said("value"),
    teamId: said("team"),
    personId: said("person"),
    kind: kKindNames.find((one) => one === said("kind")) ?? "",
    period,
    from: period === "" ? from : "",
    until: period === "" ? until : "",
  };
}

/** A day that there is, or none. */
function dayIn(text: string): string {
  if (!/^\d{4}-\d\d-\d\d$/u.test(text)) return "";
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) ? text : "";
}
