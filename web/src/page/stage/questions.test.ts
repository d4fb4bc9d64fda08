import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { expect, test } from "vitest";

import { SnapshotSchema } from "../../gen/koebel/v1/common_pb";
import { EventBodySchema } from "../../gen/koebel/v1/event_pb";
import { EventSchema } from "../../gen/koebel/v1/live_pb";
import {
  AnswerForStageResponseSchema,
  ListStageQuestionsResponseSchema,
  StageAnswer,
  StageQuestionSchema,
  type StageQuestion,
} from "../../gen/koebel/v1/stage_pb";
import { Connection } from "../../live/connection";
import { FakeWorld } from "../../live/fake_world";
import { StageQuestions } from "./questions.svelte";

const kTopic = "person:me";
const kUntil = 1_000_000;
const question = (subjectId: string, answer = StageAnswer.UNSPECIFIED) =>
  create(StageQuestionSchema, { subjectId, answer, until: timestampFromMs(kUntil) });

/** A server with these questions; `seq` moves with every event that is told. */
function given(questions: StageQuestion[]) {
  const world = new FakeWorld();
  const connection = new Connection({}, { world });
  connection.start();
  world.socket.says({ case: "welcome", value: { build: "b1" } });
  const server = { questions, seq: 0n, reads: 0, now: 0, answered: [] as string[], refuses: false };
  const stage = new StageQuestions(
    {
      listStageQuestions: async () => {
        server.reads += 1;
        const snapshot = create(SnapshotSchema, { epoch: "e1", heads: [{ topic: kTopic, seq: server.seq }] });
        return create(ListStageQuestionsResponseSchema, { questions: server.questions, snapshot });
      },
      answerForStage: async ({ requestId = "", subjectId = "", answer = StageAnswer.UNSPECIFIED }) => {
        if (server.refuses) throw new Error("taken back");
        server.answered.push(requestId);
        server.questions = server.questions.map((one) => (one.subjectId === subjectId ? question(subjectId, answer) : one));
        return create(AnswerForStageResponseSchema);
      },
    },
    connection,
    () => server.now,
  );
  const passes = async (ms: number) => {
    world.passes(ms);
    for (let i = 0; i < 12; ++i) await Promise.resolve();
  };
  const changed = () => {
    server.seq += 1n;
    const body = create(EventBodySchema, { body: { case: "stageChanged", value: {} } });
    world.socket.says({ case: "event", value: create(EventSchema, { topic: kTopic, seq: server.seq, body }) });
  };
  return { stage, server, passes, changed };
}

const ids = (questions: readonly StageQuestion[]) => questions.map(({ subjectId }) => subjectId);

test("news is read once for a burst, and what was taken back is gone", async () => {
  const { stage, server, passes, changed } = given([question("a")]);
  await stage.read();

  for (const id of ["b", "c"]) {
    server.questions = [question(id)];
    changed();
  }
  await passes(5_000);

  expect(ids(stage.all)).toEqual(["c"]);
  expect(stage.of("a")).toBeUndefined();
  expect(server.reads).toBe(2);
});

test("an answer shows at once and is what the server says afterwards", async () => {
  const { stage, server, passes } = given([question("a"), question("b")]);
  await stage.read();

  await stage.answer("a", StageAnswer.YES, "r1");
  expect(stage.of("a")?.answer).toBe(StageAnswer.YES);
  expect(ids(stage.waiting)).toEqual(["b"]);
  await passes(0);

  expect(server.answered).toEqual(["r1"]);
  expect(stage.of("a")?.answer).toBe(StageAnswer.YES);
});

test("refused, it is read again: the question may have been taken back", async () => {
  const { stage, server, passes } = given([question("a", StageAnswer.NOT_NOW)]);
  await stage.read();
  server.refuses = true;
  server.questions = [];

  await expect(stage.answer("a", StageAnswer.YES, "r1")).rejects.toThrow("taken back");
  await passes(0);

  expect(stage.all).toEqual([]);
  expect(server.reads).toBe(2);
});

test("nobody is reminded once silence has become an answer", async () => {
  const { stage, server } = given([question("a"), question("b", StageAnswer.YES)]);
  await stage.read();
  expect(ids(stage.waiting)).toEqual(["a"]);

  server.now = kUntil;
  stage.all = [...stage.all];

  expect(stage.waiting).toEqual([]);
});
