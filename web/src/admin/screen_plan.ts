import type { MessageInitShape } from "@bufbuild/protobuf";

import type { PersonCard } from "../gen/koebel/v1/common_pb";
import type { ScreenPlanSchema, ScreenSettings } from "../gen/koebel/v1/screen_pb";

/** What a screen is to be, as it is sent. */
export type Plan = MessageInitShape<typeof ScreenPlanSchema>;

/** What the form of a screen begins with, and what was filled in. */
export interface Draft {
  readonly settings: Pick<ScreenSettings, "name" | "place" | "teamIds" | "valueIds" | "language" | "timeZone" | "sound">;
  readonly owner: PersonCard | undefined;
}

/** A new screen, of whoever adds it. */
export function newDraft(owner: PersonCard | undefined): Draft {
  return { settings: { name: "", place: "", teamIds: [], valueIds: [], language: "", timeZone: "", sound: true }, owner };
}

export function planOf({ settings: { sound, ...settings }, owner }: Draft): Plan {
  return { ...settings, silent: !sound, ownerId: owner?.id ?? "" };
}
