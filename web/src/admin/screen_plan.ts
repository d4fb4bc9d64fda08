import type { MessageInitShape } from "@bufbuild/protobuf";

import type { PersonCard } from "../gen/koebel/v1/common_pb";
import type { Screen } from "../gen/koebel/v1/screen_pb";
import { ScreenMode, type ScreenPlanSchema, type ScreenSettings } from "../gen/koebel/v1/screen_settings_pb";

/** What a screen is to be, as it is sent. */
export type Plan = MessageInitShape<typeof ScreenPlanSchema>;

type Settings = Omit<ScreenSettings, "$typeName" | "$unknown" | "id" | "blanked">;

/** What the form of a screen begins with, and what was filled in. */
export interface Draft {
  readonly settings: Settings;
  readonly owner: PersonCard | undefined;
}

/** What can be changed by itself. */
export type Field = keyof Settings | "owner";

/** A new screen, of whoever adds it. */
export function newDraft(owner: PersonCard | undefined): Draft {
  const settings = {
    name: "",
    place: "",
    town: "",
    teamIds: [],
    valueIds: [],
    language: "",
    timeZone: "",
    mode: ScreenMode.WALL,
    sound: true,
    volume: 70,
    overscanPercent: 0,
    calm: false,
  };
  return { settings, owner };
}

/** One that hangs. */
export function draftOf({ settings, owner }: Screen): Draft {
  return settings ? { settings: settingsOf(settings), owner } : newDraft(owner);
}

export function planOf({ settings, owner }: Draft): Plan {
  const { sound, ...plan } = settingsOf(settings);
  return { ...plan, silent: !sound, ownerId: owner?.id ?? "" };
}

function settingsOf(settings: Settings): Settings {
  const { name, place, town, teamIds, valueIds, language, timeZone, mode, sound, volume, hours, overscanPercent, calm } = settings;
  const plain = { name, place, town, teamIds, valueIds, language, timeZone, mode, sound, volume, overscanPercent, calm };
  return hours ? { ...plain, hours } : plain;
}

/**
 * What one filled in, on top of what somebody else saved since `began`: what was left as it was follows the other.
 * In `conflicts` stands what both changed, each otherwise.
 */
export function merged(began: Draft, filledIn: Draft, now: Draft): { draft: Draft; conflicts: Field[] } {
  const [before, mine, theirs] = [began, filledIn, now].map(flat) as [Flat, Flat, Flat];
  const fields = Object.keys(mine) as Field[];
  const isMine = (field: Field) => !isSame(mine[field], before[field]);
  const conflicts = fields.filter((field) => isMine(field) && !isSame(theirs[field], before[field]) && !isSame(theirs[field], mine[field]));
  const { owner, ...settings } = Object.fromEntries(fields.map((field) => [field, (isMine(field) ? mine : theirs)[field]])) as unknown as Flat;
  return { draft: { settings: settingsOf(settings), owner }, conflicts };
}

/** `began`, as if these had been the other's when it began: who then saves again means it. */
export function knowing(began: Draft, fields: readonly Field[], now: Draft): Draft {
  const theirs = flat(now);
  const { owner, ...settings } = { ...flat(began), ...Object.fromEntries(fields.map((field) => [field, theirs[field]])) } as Flat;
  return { settings, owner };
}

type Flat = Settings & { owner: PersonCard | undefined; hours: Settings["hours"] };

function flat({ settings, owner }: Draft): Flat {
  const { hours, ...rest } = settingsOf(settings);
  return { ...rest, hours, owner };
}

function isSame(one: unknown, other: unknown): boolean {
  return asWritten(one) === asWritten(other);
}

/** A person is the same whatever their card says meanwhile; of hours only the figures count. */
function asWritten(value: unknown): string {
  if (value !== null && typeof value === "object" && "givenName" in value && "id" in value) return String(value.id);
  if (value !== null && typeof value === "object" && "fromMinute" in value) {
    const { fromMinute, untilMinute, weekdays } = value as NonNullable<Settings["hours"]>;
    return JSON.stringify([fromMinute, untilMinute, [...weekdays].sort((a, b) => a - b)]);
  }
  return JSON.stringify(value) ?? "";
}
