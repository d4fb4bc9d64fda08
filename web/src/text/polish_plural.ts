const kRules = new Intl.PluralRules("pl");

/** Polish counts by three forms: plural(1 | 2 | 5, "osoba", "osoby", "osób"). */
export function plural(count: number, one: string, few: string, many: string): string {
  const category = kRules.select(count);
  return category === "one" ? one : category === "few" ? few : many;
}

/** With the figure before it: "1 osoba", "22 osoby", "25 osób". */
export function counted(count: number, one: string, few: string, many: string): string {
  return `${count} ${plural(count, one, few, many)}`;
}
