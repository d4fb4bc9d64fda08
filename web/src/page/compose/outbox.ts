import { fromJson, toJson, type JsonValue } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";

import { GiveRequestSchema, type GiveRequest } from "../../gen/koebel/v1/recognition_pb";
import { requestOf, type Draft } from "./draft";

/** A recognition on its way. Its request, id included, is fixed from the start, so sending twice is harmless. */
export interface Outgoing {
  readonly requestId: string;
  readonly request: JsonValue;
  /** What it was made of, to go back to. */
  readonly draft: Draft;
  /** Milliseconds since 1970 when it was first sent; 0: it never left. */
  readonly attemptedAt: number;
  /** Set when it was refused: why. Nothing is sent any more. */
  readonly refusal?: string;
}

/** The server remembers a request for 24 hours; nearer to that than this, sending again could double it. */
const kSafeMs = 23 * 3_600_000;

export function outgoing(draft: Draft, requestId: string): Outgoing {
  const request = toJson(GiveRequestSchema, requestOf(draft, requestId));
  return { requestId, request, draft, attemptedAt: 0 };
}

/** The request exactly as it was when it was first put here. */
export function requestIn(entry: Outgoing): GiveRequest {
  return fromJson(GiveRequestSchema, entry.request);
}

/** Tried so long ago that only the giver can tell whether it arrived. */
export function isStale(entry: Outgoing, now: number): boolean {
  return entry.attemptedAt > 0 && now - entry.attemptedAt > kSafeMs;
}

/** The next one to send. In order; a refused or stale one waits for its giver and holds nothing up. */
export function nextToSend(entries: readonly Outgoing[], now: number): Outgoing | undefined {
  return entries.find((entry) => entry.refusal === undefined && !isStale(entry, now));
}

/** What follows from a send that failed. */
export function isFinal(error: unknown): boolean {
  const code = error instanceof ConnectError ? error.code : Code.Unknown;
  return (
    code === Code.InvalidArgument || code === Code.NotFound || code === Code.FailedPrecondition ||
    code === Code.PermissionDenied || code === Code.AlreadyExists || code === Code.OutOfRange ||
    code === Code.Unimplemented
  );
}

/** Where entries are kept between pages. */
export interface Shelf {
  read(): unknown;
  write(entries: readonly Outgoing[]): void;
}

/**
 * Recognitions on their way, kept on the device until the server has answered. Two pages of one
 * person may share the shelf: every change reads it first, and both sending the same one is harmless.
 */
export class Outbox {
  readonly #shelf: Shelf;

  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }

  get entries(): readonly Outgoing[] {
    const kept = this.#shelf.read();
    return Array.isArray(kept) ? kept.filter(isOutgoing) : [];
  }

  put(entry: Outgoing): void {
    this.#shelf.write([...this.entries, entry]);
  }

  change(requestId: string, change: Partial<Pick<Outgoing, "attemptedAt" | "refusal">>): void {
    this.#shelf.write(this.entries.map((entry) => (entry.requestId === requestId ? { ...entry, ...change } : entry)));
  }

  remove(requestId: string): void {
    this.#shelf.write(this.entries.filter((entry) => entry.requestId !== requestId));
  }
}

function isOutgoing(kept: unknown): kept is Outgoing {
  return (
    typeof kept === "object" && kept !== null && "requestId" in kept && "request" in kept && "draft" in kept &&
    "attemptedAt" in kept && typeof kept.requestId === "string" && typeof kept.attemptedAt === "number"
  );
}
