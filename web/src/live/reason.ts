import { ConnectError } from "@connectrpc/connect";

import { ErrorSchema, type Error as Refusal } from "../gen/koebel/v1/live_pb";

/** What the server said about a call it did not do; the same over the socket and over HTTP. */
export function refusalOf(error: unknown): Refusal | undefined {
  return error instanceof ConnectError ? error.findDetails(ErrorSchema)[0] : undefined;
}

/** The stable reason, or "" for a fault nobody named. Pages make their text from it. */
export function reasonOf(error: unknown): string {
  return refusalOf(error)?.reason ?? "";
}
