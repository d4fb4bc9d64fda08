import type { Duration } from "@bufbuild/protobuf/wkt";

/** A span of the contract in milliseconds; absent: none. Durations here are whole seconds, or parts of one. */
export function durationMs(span: Duration | undefined): number {
  return span === undefined ? 0 : Number(span.seconds) * 1_000 + Math.round(span.nanos / 1_000_000);
}
