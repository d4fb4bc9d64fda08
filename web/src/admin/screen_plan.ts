import type { MessageInitShape } from "@bufbuild/protobuf";

import type { PersonCard } from "../gen/koebel/v1/common_pb";
import { ScreenMode, type ScreenPlanSchema, type ScreenSettings } from "../gen/koebel/v1/screen_settings_pb";

/** What a screen is to be, as it is sent. */
export type Plan = MessageInitShape<typeof ScreenPlanSchema>;

/** What the form of a screen begins with, and what was filled in. */
export interface Draft {
  readonly settings: Omit<ScreenSettings, "$typeName" | "$unknown" | "id" | "blanked">;
  readonly owner: PersonCard | undefined;
}

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

export function planOf({ settings, owner }: Draft): Plan {
  const { name, place, town, teamIds, valueIds, language, timeZone, mode, volume, hours, overscanPercent, calm } = settings;
  const plan = { name, place, town, teamIds, valueIds, language, timeZone, mode, volume, overscanPercent, calm };
  return { ...plan, ...(hours ? { hours } : {}), silent: !settings.sound, ownerId: owner?.id ?? "" };
}
