import { timestampMs } from "@bufbuild/protobuf/wkt";

import { StageAnswer, type StageQuestion } from "../../gen/koebel/v1/stage_pb";

/** How a question stands with who was asked. */
export type Standing = "asked" | "silent" | "yes" | "withoutPhoto" | "notNow";

const kAnswered: Partial<Record<StageAnswer, Standing>> = {
  [StageAnswer.YES]: "yes",
  [StageAnswer.YES_WITHOUT_PHOTO]: "withoutPhoto",
  [StageAnswer.NOT_NOW]: "notNow",
};

/** An answer counts whenever it was given; without one, silence becomes "not now" by itself, also on a page that stays open. */
export function standingOf({ answer, silent, until }: Pick<StageQuestion, "answer" | "silent" | "until">, now: number): Standing {
  const isLate = silent || (until !== undefined && timestampMs(until) <= now);
  return kAnswered[answer] ?? (isLate ? "silent" : "asked");
}
