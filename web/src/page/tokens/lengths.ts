import type { ListTokensResponse } from "../../gen/koebel/v1/token_pb";

/** What the server says about how long a token works. */
export type Bounds = Pick<ListTokensResponse, "usualDays" | "mostDays">;

/** How long one may choose that a token works: a few usual lengths, and the server's own. */
export function lengths({ usualDays, mostDays }: Bounds): readonly number[] {
  const all = [7, 30, 90, 180, 365, usualDays, mostDays].filter((days) => days <= mostDays);
  return [...new Set(all)].sort((a, b) => a - b);
}
