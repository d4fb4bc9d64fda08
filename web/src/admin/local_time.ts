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
