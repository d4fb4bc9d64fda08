import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { expect, test } from "vitest";

import { StageAnswer, StageQuestionSchema } from "../../gen/koebel/v1/stage_pb";
import { standingOf } from "./standing";

const kUntil = Date.UTC(2026, 11, 15, 15);
const question = (answer: StageAnswer, silent = false) => create(StageQuestionSchema, { answer, silent, until: timestampFromMs(kUntil) });

test("without an answer it waits, until silence becomes not now", () => {
  const asked = question(StageAnswer.UNSPECIFIED);

  expect([standingOf(asked, kUntil - 1), standingOf(asked, kUntil)]).toEqual(["asked", "silent"]);
  expect(standingOf(question(StageAnswer.UNSPECIFIED, true), kUntil - 1)).toBe("silent");
});

test("an answer counts, also after that", () => {
  const answers = [StageAnswer.YES, StageAnswer.YES_WITHOUT_PHOTO, StageAnswer.NOT_NOW];

  expect(answers.map((answer) => standingOf(question(answer, true), kUntil + 1))).toEqual(["yes", "withoutPhoto", "notNow"]);
});

test("without a time nothing becomes late by itself", () => {
  expect(standingOf(create(StageQuestionSchema), kUntil)).toBe("asked");
});
