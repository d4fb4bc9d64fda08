import type { Goal } from "../gen/koebel/v1/goal_pb";
import type { Hung } from "./hung";
import type { Shoutout } from "./shoutout";

/** What fills the picture. Another `key` is another picture. */
export type Scene =
  | { kind: "shoutout"; key: string; shoutout: Shoutout; page: number; sounds: boolean }
  | { kind: "mosaic"; key: string; shoutouts: Shoutout[]; total: number; spanMs: number; comeAlong: boolean; sounds: true }
  | { kind: "postcard"; key: string; shoutout: Shoutout }
  | { kind: "goal"; key: string; goal: Goal; sounds: true }
  | { kind: "pin"; key: string; pin: Hung }
  | { kind: "value"; key: string; turn: number }
  | { kind: "welcome"; key: string };

export const kPace = {
  /** The least time any shout-out stays. */
  leastMs: 8_000,
  /** A shout-out that nobody waits behind stays this much longer. */
  lingerMs: 40_000,
  /** The time of one idle picture. */
  idleMs: 24_000,
  mosaicMs: 10_000,
  /** That a goal was reached. */
  goalMs: 20_000,
  /** What is older than this when it arrives does not ring: the screen was away. */
  freshMs: 600_000,
  /** So many waiting make a mosaic. */
  burst: 4,
  mosaicTiles: 6,
  /** More waiting than this: the mosaic is their turn, they do not come one by one. */
  oneByOne: 24,
  waitingMax: 300,
  recentMax: 50,
  /** Longer messages do not turn in the idle picture; a postcard has no second page. */
  postcardCharacters: 220,
};

/** Whether something new stands there, for which the bell rings. */
export function isNews(scene: Scene): scene is Extract<Scene, { sounds: boolean }> {
  return scene.kind === "shoutout" || scene.kind === "mosaic" || scene.kind === "goal";
}

/** Whoever is on the picture. */
export function shoutoutsOf(scene: Scene): Shoutout[] {
  if (scene.kind === "mosaic") return scene.shoutouts;
  return scene.kind === "shoutout" || scene.kind === "postcard" ? [scene.shoutout] : [];
}
