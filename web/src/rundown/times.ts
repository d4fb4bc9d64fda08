import { timestampMs } from "@bufbuild/protobuf/wkt";

import type { Segment } from "../gen/koebel/v1/rundown_pb";
import { lengthMs } from "./segments";

/** What a length is changed by, with keys and buttons. */
export const kStep = 15;
/** What the contract takes. */
export const kSeconds = { least: 5, most: 3_600 };

type Timed = Pick<Segment, "beginsAt" | "duration" | "fallenOut">;

/**
 * When each segment begins, in milliseconds; undefined: nobody said when the show begins. As the server said it for the first one,
 * and one after another from there: so it holds too for an order that the server does not know yet.
 */
export function beginTimes(segments: readonly Timed[]): readonly (number | undefined)[] {
  const known = segments.flatMap(({ beginsAt }) => (beginsAt === undefined ? [] : [timestampMs(beginsAt)]));
  if (known.length === 0) return segments.map(() => undefined);
  let at = Math.min(...known);
  return segments.map((segment) => {
    const begins = at;
    at += lengthMs(segment);
    return begins;
  });
}

/** All of them together, without what fell out. */
export function totalMs(segments: readonly Timed[]): number {
  return segments.reduce((sum, segment) => sum + lengthMs(segment), 0);
}

/** "4:30". */
export function asLength(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(Math.round(seconds % 60)).padStart(2, "0")}`;
}

/** "4" of four minutes, "4:30" of more. */
export function asMinutes(seconds: number): string {
  return seconds % 60 === 0 ? String(seconds / 60) : asLength(seconds);
}

/** The seconds of "4:30", "4.30" or "4" (minutes); 0 of nothing, which is as usual; undefined: it says no length. */
export function toSeconds(written: string): number | undefined {
  const text = written.trim();
  if (text === "") return 0;
  const [, minutes = "", seconds = ""] = /^(\d{1,3})(?:[:.,](\d{1,2}))?$/u.exec(text) ?? [];
  if (minutes === "" || Number(seconds) > 59) return undefined;
  return Number(minutes) * 60 + Number(seconds);
}

/** A step longer or shorter, to whole steps, within what the contract takes. */
export function stepped(seconds: number, direction: 1 | -1): number {
  const next = direction === 1 ? Math.floor(seconds / kStep + 1) * kStep : Math.ceil(seconds / kStep - 1) * kStep;
  return Math.min(kSeconds.most, Math.max(kStep, next));
}

/** How many of so many ticks the running time lights; all of them, and not more, when it is too long. */
export function ticksOf(total: number, planned: number, places: number): number {
  if (planned <= 0 || total <= 0) return 0;
  return Math.min(places, Math.max(1, Math.round((total / planned) * places)));
}
