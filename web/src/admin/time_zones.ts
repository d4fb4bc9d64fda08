/** The time zones this browser knows. Older browsers know no list: the server says whether there is such a zone. */
export function timeZones(): readonly string[] {
  return "supportedValuesOf" in Intl ? (Intl as { supportedValuesOf(key: "timeZone"): string[] }).supportedValuesOf("timeZone") : [];
}

/** The zone of this device; where nobody set one, the one most of our organisations live in. */
export function zoneHere(): string {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return timeZone.includes("/") && !timeZone.startsWith("Etc/") ? timeZone : "Europe/Amsterdam";
}
