import { keep, recall } from "../page/storage";

/** What signs this television in again: its token, and when it last did. */
interface KeptToken {
  token: string;
  usedAt: number;
}

const kKept = "screen";
/** One that has just signed it in, and did not help, is worth nothing: a browser that takes no cookies. */
const kJustUsedMs = 60_000;

/** `usedAt`: 0 for one that has not been used. */
export function keepToken(token: string, usedAt: number): void {
  keep(kKept, { token, usedAt } satisfies KeptToken);
}

/** The one that may be tried now. One that was used in the future was not used just now: the clock was set back. */
export function tokenToTry(now: number): string | undefined {
  const kept = recall(kKept) as Partial<KeptToken> | undefined;
  return kept?.token && Math.abs(now - (kept.usedAt ?? 0)) >= kJustUsedMs ? kept.token : undefined;
}

export function forgetToken(): void {
  keep(kKept, undefined);
}
