import { Visibility } from "../../gen/koebel/v1/recognition_pb";

/** Who may see a recognition: the choices, their words and their icons. */
export const kVisibilities = [
  { visibility: Visibility.EVERYONE, key: "everyone", hint: "everyoneHint", icon: "eye" },
  { visibility: Visibility.TEAM, key: "team", hint: "teamHint", icon: "team" },
  { visibility: Visibility.ONLY_US, key: "onlyUs", hint: "onlyUsHint", icon: "lock" },
] as const;
