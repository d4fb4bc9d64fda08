import type { WakingHours } from "../gen/koebel/v1/screen_settings_pb";
import { keep, recall } from "../page/storage";
import type { Voice } from "./bell";
import { dateIn } from "./clock";
import { isAwake } from "./hours";
import type { SoundState } from "./view";

/** What a screen's bell is set to. */
export interface Loudness {
  sound: boolean;
  /** Percent. */
  volume: number;
  hours: WakingHours | undefined;
  /** The screen's own clock. */
  zone: string;
  /** After one ring it is silent for so long. */
  pauseMs: number;
}

/** What is remembered over a load of the page. */
export interface RingerMemory {
  day: string;
  rings: number;
  rungAt: number;
}

const kRings = "rings";

export function keptRings(): Partial<RingerMemory> | undefined {
  return recall(kRings) as Partial<RingerMemory> | undefined;
}

export function keepRings(memory: RingerMemory): void {
  keep(kRings, memory);
}

/** Strikes the bell with a volume of 0 to 1; whether it sounded. */
export type Strike = (volume: number) => boolean;

/**
 * Decides whether the bell sounds: never where it is switched off, never outside the waking hours, and at most once in
 * a while, so that nobody begins to hate it. Pure but for `strike`; moments are the server's, in milliseconds.
 */
export class Ringer {
  readonly #strike: Strike;
  readonly #remember: (memory: RingerMemory) => void;
  #memory: RingerMemory;

  constructor(strike: Strike, memory: Partial<RingerMemory> | undefined, remember: (memory: RingerMemory) => void) {
    this.#strike = strike;
    this.#remember = remember;
    this.#memory = { day: memory?.day ?? "", rings: memory?.rings ?? 0, rungAt: memory?.rungAt ?? 0 };
  }

  state({ sound, volume, hours, zone }: Loudness, voice: Voice, now: number): SoundState {
    if (!sound || volume === 0) return "off";
    return isAwake(hours, zone, now) ? voice : "asleep";
  }

  /** Something new stands on the picture. Whether the bell sounded for it. */
  ring(loudness: Loudness, voice: Voice, now: number): boolean {
    if (this.state(loudness, voice, now) !== "on") return false;
    const since = now - this.#memory.rungAt;
    // A clock that was set back does not silence it for ever.
    if (since >= 0 && since < loudness.pauseMs) return false;
    if (!this.#strike(loudness.volume / 100)) return false;
    this.#memory = { day: dateIn(loudness.zone, now), rings: this.ringsToday(loudness.zone, now) + 1, rungAt: now };
    this.#remember(this.#memory);
    return true;
  }

  /** How often it rang today, by the screen's clock. */
  ringsToday(zone: string, now: number): number {
    return this.#memory.day === dateIn(zone, now) ? this.#memory.rings : 0;
  }
}
