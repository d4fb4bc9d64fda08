import type { Organisation, Value } from "../gen/koebel/v1/common_pb";
import type { Pin } from "../gen/koebel/v1/pin_pb";
import type { Screen } from "../gen/koebel/v1/screen_pb";
import { ScreenMode } from "../gen/koebel/v1/screen_settings_pb";
import { ScreenPicture } from "../gen/koebel/v1/screen_state_pb";
import { toLanguage, type Language } from "../screen/language";
import { giverInWords, recipientsInWords, shortRecipient } from "../screen/names";
import { toShoutout, type Shoutout } from "../screen/shoutout";
import { wordsFor, type Words } from "../screen/words";
import { valueName } from "../text/value_name";

/** "nothing": it said nothing yet. "gone": what it showed may not be shown any more. */
export type Kind = "nothing" | "gone" | "shoutout" | "mosaic" | "postcard" | "value" | "welcome" | "bell" | "goal" | "pin" | "blank";

/** What a screen shows, as far as it said so, in its own language. */
export interface Preview {
  readonly kind: Kind;
  readonly shoutouts: readonly Shoutout[];
  /** Which gives the picture its colour. */
  readonly value: Value | undefined;
  /** What was pinned, if that is on it. */
  readonly pin: Pin | undefined;
  readonly isLobby: boolean;
  readonly language: Language;
  readonly words: Words;
}

const kKinds: Readonly<Record<ScreenPicture, Kind>> = {
  [ScreenPicture.UNSPECIFIED]: "nothing",
  [ScreenPicture.SHOUTOUT]: "shoutout",
  [ScreenPicture.MOSAIC]: "mosaic",
  [ScreenPicture.POSTCARD]: "postcard",
  [ScreenPicture.VALUE]: "value",
  [ScreenPicture.WELCOME]: "welcome",
  [ScreenPicture.BELL]: "bell",
  [ScreenPicture.PIN]: "pin",
  [ScreenPicture.BLANK]: "blank",
  [ScreenPicture.GOAL]: "goal",
};

export function previewOf({ settings, state, showing, pin }: Screen, organisation: Organisation): Preview {
  const shoutouts = showing.map((one) => toShoutout(one));
  const told = state ? (kKinds[state.picture] ?? "nothing") : "nothing";
  const isSaid = told === "shoutout" || told === "mosaic" || told === "postcard";
  const valueId = state?.valueId || (told === "mosaic" ? undefined : shoutouts[0]?.valueIds[0]);
  const language = toLanguage(settings?.language, organisation.language);
  return {
    kind: isSaid && shoutouts.length === 0 ? "gone" : told,
    shoutouts,
    value: organisation.values.find(({ id }) => id === valueId),
    pin: told === "pin" ? pin : undefined,
    isLobby: settings?.mode === ScreenMode.LOBBY,
    language,
    words: wordsFor(language),
  };
}

/** What stands on it, for who cannot see the small picture. */
export function inWords({ kind, shoutouts, value, pin, isLobby, language, words }: Preview): string {
  const [first] = shoutouts;
  switch (kind) {
    case "shoutout":
    case "postcard":
      return first ? `${recipientsInWords(first, words)}: ${first.message} (${words.by(giverInWords(first, words))})` : "";
    case "mosaic":
      return shoutouts.map((one) => shortRecipient(one, words)).join(", ");
    case "value":
      return value ? valueName(value, language) : "";
    case "pin":
      return pin?.text ?? "";
    case "goal":
      return words.goalTogether;
    case "welcome":
      return isLobby ? words.lobbyWelcome : words.welcome;
    default:
      return "";
  }
}
