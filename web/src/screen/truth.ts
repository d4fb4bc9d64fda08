import type { Shoutout } from "./shoutout";

/** What the page knows about its connection. Moments are the server's, in milliseconds. */
export interface Truth {
  /** Whether everything that happened so far has arrived. */
  alive: boolean;
  /** The last moment at which that was so. 0: never. */
  lastAlive: number;
}

/** A recognition can be taken back this long. */
export const kTakeBackMs = 60_000;

/** After this long without a server the screen shows nobody any more. */
export const kLongAwayMs = 600_000;

/**
 * Whether a shout-out may be on the picture. Inside its 60 seconds only while the connection is
 * alive; and when the connection went away before they were over, not until it is back: it may have
 * been taken back meanwhile.
 */
export function mayShow(shoutout: Shoutout, truth: Truth): boolean {
  return truth.alive || truth.lastAlive - shoutout.givenAt >= kTakeBackMs;
}

/** Whether the screen shows clock and values only. Without a server since it started it does, whatever a television's clock says. */
export function isLongAway(truth: Truth, now: number): boolean {
  return !truth.alive && (truth.lastAlive === 0 || now - truth.lastAlive >= kLongAwayMs);
}
