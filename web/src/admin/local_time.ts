/** A moment as a field of type datetime-local has it: by this device's clock, to the minute. */
export function toLocal(at: number): string {
  const local = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** The moment such a field names; undefined: none. */
export function fromLocal(text: string): number | undefined {
  const at = text === "" ? NaN : new Date(text).getTime();
  return Number.isNaN(at) ? undefined : at;
}

/** What a zone's clocks show above UTC at a moment, in milliseconds. */
function offsetAt(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit",
  }).formatToParts(at);
  const of = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value);
  const shown = Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second"));
  return shown - Math.floor(at / 1_000) * 1_000;
}

/** As toLocal, by the clock of a zone: the organisation's, wherever this device is. */
export function toZone(at: number, timeZone: string): string {
  return new Date(at + offsetAt(at, timeZone)).toISOString().slice(0, 16);
}

/** As fromLocal, by the clock of a zone. What the clock skips in spring is the hour after. */
export function fromZone(text: string, timeZone: string): number | undefined {
  const shown = Date.parse(`${text}Z`);
  if (Number.isNaN(shown)) return undefined;
  const near = shown - offsetAt(shown, timeZone);
  return shown - offsetAt(near, timeZone);
}
