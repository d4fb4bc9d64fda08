import type { Value } from "../gen/koebel/v1/common_pb";

import type { ClockFace } from "./clock";
import type { Scene } from "./scene";
import type { Language } from "./language";
import type { BoardSlide } from "./rail_boards";
import type { Shoutout } from "./shoutout";

/**
 * Why a screen has no picture: never signed in, ended, its address worth nothing, a Koebel that is still empty, or that does
 * not answer a screen that knows nothing yet.
 */
export type Why = "new" | "ended" | "token" | "empty" | "away";
/** Those of a screen that is nobody's, which shows its code. */
export type Unplaced = Exclude<Why, "empty" | "away">;

export type SoundState = "on" | "blocked" | "off";

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
  /** The boards that may be named now, in their turn. */
  boards: BoardSlide[];
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
}

/** The value that leads a shout-out. */
export function leadingValue(values: Value[], shoutout: Shoutout): Value | undefined {
  const id = shoutout.valueIds[0];
  return values.find((value) => value.id === id);
}
