import { StageState } from "../../gen/koebel/v1/stage_pb";
import type { StoryPeopleText } from "../../text/story_people_nl";

/** How a state of consent is named and drawn: always an icon and a word. */
interface Consent {
  readonly name: keyof StoryPeopleText["stage"];
  readonly icon: string;
  readonly tone: "surprise" | "ok" | "ask" | "stop" | "quiet";
}

const kConsents: Readonly<Partial<Record<StageState, Consent>>> = {
  [StageState.SURPRISE]: { name: "surprise", icon: "spark", tone: "surprise" },
  [StageState.NOT_ASKED]: { name: "notAsked", icon: "comment", tone: "quiet" },
  [StageState.ASKED]: { name: "asked", icon: "clock", tone: "ask" },
  [StageState.YES]: { name: "yes", icon: "check", tone: "ok" },
  [StageState.YES_WITHOUT_PHOTO]: { name: "yesWithoutPhoto", icon: "check", tone: "ok" },
  [StageState.NOT_NOW]: { name: "notNow", icon: "x", tone: "stop" },
  [StageState.SILENT]: { name: "silent", icon: "clock", tone: "stop" },
  [StageState.NOT_ON_STAGE]: { name: "notOnStage", icon: "x", tone: "stop" },
};

/** Undefined: the server did not say so yet. */
export function consentOf(stage: StageState | undefined): Consent | undefined {
  return stage === undefined ? undefined : kConsents[stage];
}

/** Whether somebody can be asked, and whether that is for the second time. */
export function askOf(stage: StageState | undefined): "first" | "again" | undefined {
  if (stage === StageState.NOT_ASKED) return "first";
  return stage === StageState.ASKED || stage === StageState.NOT_NOW || stage === StageState.SILENT ? "again" : undefined;
}

/** Whether a text may not name them. */
export function isOff(stage: StageState): boolean {
  return stage === StageState.NOT_NOW || stage === StageState.SILENT || stage === StageState.NOT_ON_STAGE;
}
