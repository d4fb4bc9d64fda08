import { fromZone } from "../admin/local_time";

/** The first moment of a month "2026-12", and of the one after it, by the clock of a zone. */
export function monthSpan(month: string, timeZone: string): { readonly from: number; readonly until: number } | undefined {
  const [year = NaN, number = NaN] = month.split("-").map(Number);
  if (!Number.isInteger(year) || !Number.isInteger(number)) return undefined;
  const next = new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 7);
  const [from, until] = [month, next].map((one) => fromZone(`${one}-01T00:00`, timeZone));
  return from === undefined || until === undefined ? undefined : { from, until };
}
