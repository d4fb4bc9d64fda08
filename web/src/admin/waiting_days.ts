import { timestampMs } from "@bufbuild/protobuf/wkt";

import type { Nomination } from "../gen/koebel/v1/nomination_pb";

const kDayMs = 86_400_000;

/** How many whole days a nomination has waited for somebody to read it; undefined: somebody did. */
export function waitingDays({ nominatedAt, readAt }: Pick<Nomination, "nominatedAt" | "readAt">, now: number): number | undefined {
  if (readAt !== undefined || nominatedAt === undefined) return undefined;
  return Math.max(0, Math.floor((now - timestampMs(nominatedAt)) / kDayMs));
}
