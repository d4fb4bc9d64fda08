import { timeIn } from "./clock";
import { isNews } from "./scene";
import type { View } from "./view";

const kHourMs = 3_600_000;
/** At night of the screen's own clock, each screen of a house at a moment of its own. */
const kNight = { fromHour: 2, untilHour: 5, spreadHours: 2.5 };
/** So long a page lives at least before a night is used: with one each night it is a day. */
const kByNightMs = 12 * kHourMs;
/** One that got no night, because it sleeps then, or nobody was quiet, takes any quiet moment. */
const kByDayMs = 36 * kHourMs;
/** Where it is never quiet, any picture of which nobody is the reason will do. */
const kAtLastMs = 72 * kHourMs;
/** Nobody was thanked for so long: it is quiet. */
const kQuietMs = 600_000;

/**
 * When a page that has lived for long is loaded anew, so that what an old television's browser leaks does not add up;
 * and one that the server has replaced. Pure: the page brings the picture and its age. One per page.
 */
export class FreshStart {
  readonly #chance: number;
  #otherBuild = false;

  /** `chance`: this page's part of the spread, at least 0, less than 1. */
  constructor(chance: number) {
    this.#chance = chance;
  }

  /** The server has another build than this page. */
  replaced(): void {
    this.#otherBuild = true;
  }

  /** `ageMs`: how long the page lives. */
  isDue(view: View, ageMs: number): boolean {
    if (isNews(view.scene) || !view.connected) return false;
    if (this.#otherBuild) return true;
    if (ageMs >= kAtLastMs) return true;
    if (ageMs < kByNightMs || !isQuiet(view)) return false;
    return ageMs >= kByDayMs || this.#isItsNight(view);
  }

  #isItsNight({ zone, now }: View): boolean {
    const [hour = 0, minute = 0] = timeIn(zone, "en", now).split(":").map(Number);
    const at = hour + minute / 60;
    return at >= kNight.fromHour + this.#chance * kNight.spreadHours && at < kNight.untilHour;
  }
}

function isQuiet({ latest, now }: View): boolean {
  return (latest ?? []).every(({ givenAt }) => now - givenAt >= kQuietMs);
}
