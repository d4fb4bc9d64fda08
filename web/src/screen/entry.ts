import { Code, ConnectError } from "@connectrpc/connect";

import { reasonOf } from "../live/reason";

/** The part of the page's address that an entry reads and clears. */
export interface Address {
  readonly hash: string;
  /** Takes the fragment out of the address and the history. */
  dropFragment(): void;
}

/** How the exchange of a token went. */
export type Entry =
  /** Signed in, or there was no token: what counts is the cookie. */
  | "enter"
  /** The token is worth nothing; the cookie may still be. */
  | "refused"
  | "too many attempts"
  /** Nobody administers this Koebel yet. */
  | "empty"
  | "no answer";

/**
 * Exchanges the token of the address's fragment for a cookie. The token leaves the address as soon as
 * the server has answered it, so that it stands on no screen and in no history.
 */
export async function enter(address: Address, signIn: (token: string) => Promise<unknown>): Promise<Entry> {
  const token = address.hash.replace(/^#/u, "");
  if (token === "") return "enter";
  try {
    await signIn(token);
  } catch (error) {
    const code = ConnectError.from(error).code;
    if (code === Code.ResourceExhausted) return "too many attempts";
    if (isNotSetUp(error)) return "empty";
    if (code !== Code.Unauthenticated && code !== Code.InvalidArgument) return "no answer";
    address.dropFragment();
    return "refused";
  }
  address.dropFragment();
  return "enter";
}

/** Whether nothing is answered yet, because nobody administers this Koebel. */
export function isNotSetUp(error: unknown): boolean {
  return reasonOf(error) === "SET_UP_FIRST";
}

/** Whether a refusal says that this screen is not signed in, or not as a screen. */
export function isNotSignedIn(error: unknown): boolean {
  const { code } = ConnectError.from(error);
  return code === Code.Unauthenticated || code === Code.PermissionDenied;
}
