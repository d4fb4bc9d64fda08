import { timestampMs } from "@bufbuild/protobuf/wkt";

import { ChecklistItem_Kind as Kind, type ChecklistItem } from "../gen/koebel/v1/rundown_pb";
import type { SegmentText } from "../text/segment_nl";
import { asLength } from "./times";

type Text = SegmentText["checklist"];

/** What is to be done in words, or that it is done; undefined: something of a later server. */
export function checkOf({ kind, done, open }: Pick<ChecklistItem, "kind" | "done" | "open">, text: Text): string | undefined {
  switch (kind) {
    case Kind.NOMINATIONS_READ:
      return done ? text.nominationsDone : text.nominations(open);
    case Kind.STORIES:
      return done ? text.storiesDone : text.stories;
    case Kind.ASKED:
      return done ? text.askedDone : text.asked(open);
    case Kind.ANSWERED:
      return done ? text.answeredDone : text.answered(open);
    case Kind.LINES:
      return done ? text.linesDone : text.lines(open);
    case Kind.PICTURES:
      return done ? text.picturesDone : text.pictures(open);
    case Kind.OPENER:
      return done ? text.openerDone : text.opener;
    case Kind.TIME:
      return done ? text.timeDone : text.time(asLength(open));
    case Kind.FALLEN_OUT:
      return done ? text.fallenDone : text.fallen(open);
    case Kind.READY:
      return done ? text.readyDone : text.ready;
    default:
      return undefined;
  }
}

/** Whether its time is over and it is not done. */
export function isLate({ done, dueAt }: Pick<ChecklistItem, "done" | "dueAt">, now: number): boolean {
  return !done && dueAt !== undefined && timestampMs(dueAt) < now;
}
