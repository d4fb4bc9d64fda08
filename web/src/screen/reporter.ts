import type { MessageInitShape } from "@bufbuild/protobuf";

import type { ReportStateRequestSchema } from "../gen/koebel/v1/fleet_pb";
import { ScreenPicture, ScreenSound, type ScreenState } from "../gen/koebel/v1/screen_state_pb";
import { shoutoutsOf } from "./scene";
import type { SoundState, View } from "./view";

/** At most so many fit one report; the rest goes with the next. */
const kMostShown = 50;
/** The wall's screens do not all speak at the same moment. */
const kSettleMs = { least: 500, spread: 1_500 };
const kRetryMs = 30_000;

/** What a screen says of itself beside its picture. */
export interface Self {
  build: string;
  width: number;
  height: number;
  ringsToday: number;
}
type Send = (report: MessageInitShape<typeof ReportStateRequestSchema>) => Promise<unknown>;
type State = Omit<ScreenState, "$typeName" | "$unknown">;

/**
 * Tells the server what stands on the picture, and which shout-outs have stood there: the giver reads on how many
 * screens the bell rang. What was shown is told until the server has it. Pure but for `send`; moments are local.
 */
export class Reporter {
  readonly #send: Send;
  readonly #random: () => number;
  /** A recognition, and whether the bell sounded for it. */
  readonly #shown = new Map<string, boolean>();
  #told = "";
  #dueAt = 0;
  /** After a failure it waits, whatever happens. */
  #notBefore = 0;
  #isSending = false;

  constructor(send: Send, random: () => number = Math.random) {
    this.#send = send;
    this.#random = random;
  }

  /** A new picture stands there. */
  shown(view: View, rang: boolean): void {
    if (view.scene.kind !== "shoutout" && view.scene.kind !== "mosaic") return;
    for (const { id } of shoutoutsOf(view.scene)) this.#shown.set(id, rang || this.#shown.get(id) === true);
  }

  /** With every tick. `everyMs`: how often it speaks while nothing happens. */
  tick(view: View, self: Self, everyMs: number, now: number): void {
    if (this.#isSending || !view.connected) return;
    const state = stateOf(view, self);
    const isNews = JSON.stringify(state) !== this.#told || this.#shown.size > 0;
    const soonest = now + kSettleMs.least + this.#random() * kSettleMs.spread;
    if (isNews && this.#dueAt > soonest + kSettleMs.spread) this.#dueAt = soonest;
    if (now < this.#dueAt || now < this.#notBefore) return;
    void this.#tell(state, everyMs, now);
  }

  async #tell(state: State, everyMs: number, now: number): Promise<void> {
    const shown = [...this.#shown].slice(0, kMostShown);
    this.#isSending = true;
    try {
      await this.#send({ state, shown: shown.map(([recognitionId, rang]) => ({ recognitionId, rang })) });
      for (const [id, rang] of shown) if (this.#shown.get(id) === rang) this.#shown.delete(id);
      this.#told = JSON.stringify(state);
      this.#dueAt = now + everyMs;
    } catch {
      this.#notBefore = now + kRetryMs;
    } finally {
      this.#isSending = false;
    }
  }
}

export function stateOf(view: View, self: Self): State {
  const { scene } = view;
  return {
    picture: pictureOf(view),
    recognitionIds: view.blanked || view.lobby ? [] : shoutoutsOf(scene).map(({ id }) => id),
    valueId: view.blanked ? "" : valueOf(view),
    pinId: scene.kind === "pin" && !view.blanked ? scene.pin.id : "",
    build: self.build,
    width: self.width,
    height: self.height,
    sound: kSounds[view.sound],
    ringsToday: self.ringsToday,
  };
}

/** The one that fills the picture; in a lobby, the one for which the bell rang. */
function valueOf({ scene, values, lobby }: View): string {
  const living = values.filter(({ retired }) => !retired);
  if (scene.kind === "value") return living[scene.turn % Math.max(1, living.length)]?.id ?? "";
  return lobby && scene.kind === "shoutout" ? (scene.shoutout.valueIds[0] ?? "") : "";
}

const kSounds: Readonly<Record<SoundState, ScreenSound>> = {
  on: ScreenSound.ON,
  off: ScreenSound.OFF,
  blocked: ScreenSound.BLOCKED,
  asleep: ScreenSound.ASLEEP,
};

function pictureOf({ scene, blanked, lobby }: View): ScreenPicture {
  if (blanked) return ScreenPicture.BLANK;
  switch (scene.kind) {
    case "shoutout":
      return lobby ? ScreenPicture.BELL : ScreenPicture.SHOUTOUT;
    case "mosaic":
      return lobby ? ScreenPicture.BELL : ScreenPicture.MOSAIC;
    case "postcard":
      return ScreenPicture.POSTCARD;
    case "goal":
      return ScreenPicture.GOAL;
    case "pin":
      return ScreenPicture.PIN;
    case "value":
      return ScreenPicture.VALUE;
    default:
      return ScreenPicture.WELCOME;
  }
}
