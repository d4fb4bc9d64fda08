import type { WakingHours } from "../gen/koebel/v1/screen_settings_pb";
import { minuteIn } from "./clock";

/** Whether a screen is awake at a moment, by its own clock; without hours it always is. */
export function isAwake(hours: WakingHours | undefined, zone: string, at: number): boolean {
  if (hours === undefined) return true;
  const { minute, weekday } = minuteIn(zone, at);
  const beginsOn = (day: number) => hours.weekdays.length === 0 || hours.weekdays.includes(day);
  if (hours.fromMinute < hours.untilMinute) return beginsOn(weekday) && hours.fromMinute <= minute && minute < hours.untilMinute;
  // Over midnight: begun today, or yesterday.
  if (minute >= hours.fromMinute) return beginsOn(weekday);
  return minute < hours.untilMinute && beginsOn(weekday === 1 ? 7 : weekday - 1);
}
