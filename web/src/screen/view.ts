import type { Value } from "../gen/koebel/v1/common_pb";
import type { Goal } from "../gen/koebel/v1/goal_pb";

import type { ClockFace } from "./clock";
import type { Scene } from "./scene";
import type { Language } from "./language";
import type { NextShow } from "./next_show";
import type { RailCard } from "./rail_cards";
import type { Shoutout } from "./shoutout";

/**
 * Why a screen has no picture: never signed in, ended, its address worth nothing, a Koebel that is still empty, or that does
 * not answer a screen that knows nothing yet.
 */
export type Why = "new" | "ended" | "token" | "empty" | "away";
/** Those of a screen that is nobody's, which shows its code. */
export type Unplaced = Exclude<Why, "empty" | "away">;

/** "asleep": outside the screen's waking hours. */
export type SoundState = "on" | "blocked" | "off" | "asleep";

/** Everything the picture shows at one moment. */
export interface View {
  language: Language;
  zone: string;
  now: number;
  scene: Scene;
  values: Value[];
  /** The thanks of this week; null when it is not known. */
  thanksThisWeek: number | null;
  /** The newest ones; null: nobody may be named now. */
  latest: Shoutout[] | null;
  /** What turns in the rail. */
  cards: RailCard[];
  /** What everybody reaches together; they take turns. */
  goals: readonly Goal[];
  /** The show that comes next; null: none is known. */
  show: NextShow | null;
  organisation: string;
  /** Where its logo is; empty: there is none. */
  logo: string;
  address: string;
  publicUrl: string;
  clock: ClockFace;
  connected: boolean;
  /** The time of what is shown, while the connection is away; null: now, or nothing was shown yet. */
  asOf: string | null;
  sound: SoundState;
  /** Visitors look here: nobody is named, nothing is quoted. */
  lobby: boolean;
  /** Somebody made the screen dark. */
  blanked: boolean;
  /** Nothing moves. */
  calm: boolean;
  /** How much of each edge the television cuts off, in percent. */
  overscanPercent: number;
  /** Which screen this is, while somebody asks; else empty. */
  asked: { name: string; place: string } | null;
}

/** The value that leads a shout-out. */
export function leadingValue(values: Value[], shoutout: Shoutout): Value | undefined {
  const id = shoutout.valueIds[0];
  return values.find((value) => value.id === id);
}
