import { create, fromJson, toJson, type JsonObject } from "@bufbuild/protobuf";

import { OrganisationSchema, type Organisation } from "../gen/koebel/v1/common_pb";
import { ScreenSettingsSchema, type ScreenSettings } from "../gen/koebel/v1/screen_settings_pb";
import { keep, recall } from "../page/storage";

/** Where a screen hangs, and whose it is. */
export interface Place {
  settings?: ScreenSettings | undefined;
  organisation?: Organisation | undefined;
}

const kKept = "screen.place";

/**
 * Keeps on the television what it shows while no server answers: its settings, the organisation's name, zone, language,
 * values and address. No recognition, nobody's name, and no picture: those are the server's to show or not to show.
 */
export function keepPlace({ settings, organisation }: Place): void {
  if (!settings || !organisation) return;
  const { name, timeZone, language, publicUrl, displayAddress } = organisation;
  const values = organisation.values.map((value) => ({ ...value, picturePath: "" }));
  const kept = create(OrganisationSchema, { name, timeZone, language, publicUrl, displayAddress, values });
  const place = { settings: toJson(ScreenSettingsSchema, settings), organisation: toJson(OrganisationSchema, kept) };
  // The wall is read every few minutes, for years, and a television's memory wears off by writing.
  if (JSON.stringify(place) !== JSON.stringify(recall(kKept))) keep(kKept, place);
}

/** What was kept; undefined: nothing, or of a build that kept something else. */
export function keptPlace(): Place | undefined {
  const kept = recall(kKept) as Partial<Record<keyof Place, JsonObject>> | undefined;
  if (!kept?.settings || !kept.organisation) return undefined;
  try {
    return {
      settings: fromJson(ScreenSettingsSchema, kept.settings, { ignoreUnknownFields: true }),
      organisation: fromJson(OrganisationSchema, kept.organisation, { ignoreUnknownFields: true }),
    };
  } catch {
    return undefined;
  }
}

/** The screen is nobody's any more. */
export function forgetPlace(): void {
  keep(kKept, undefined);
}
