import { create } from "@bufbuild/protobuf";
import type { Client } from "@connectrpc/connect";

import type { EventBody } from "../../gen/koebel/v1/event_pb";
import { StageQuestionSchema, type StageAnswer, type StageQuestion, type StageService } from "../../gen/koebel/v1/stage_pb";
import type { Connection } from "../../live/connection";
import type { Paced } from "../../live/paced";
import { placesOf } from "../../live/place";
import type { Rereads } from "../../live/rereads";
import type { Following } from "../../live/subscriptions";
import { Round } from "../../round";
import { standingOf } from "./standing";

type Source = Pick<Client<typeof StageService>, "answerForStage" | "listStageQuestions">;

/** A curator asks for several stories in a row: what is asked is read once for all. */
const kPace = { gapMs: 1_000, spreadMs: 300 };

/**
 * What the person is asked for the stage. Events say that something changed, a call says how it is: a question that was taken
 * back is gone, and what it told with it.
 */
export class StageQuestions {
  all = $state.raw<readonly StageQuestion[]>([]);
  status = $state<"loading" | "ready" | "failed">("loading");
  /** Those that wait for an answer, while there is time. */
  readonly waiting: readonly StageQuestion[] = $derived(this.all.filter((question) => standingOf(question, this.#now()) === "asked"));

  readonly #client: Source;
  readonly #connection: Pick<Connection, "follow" | "rereads" | "paced">;
  readonly #now: () => number;
  readonly #rereads: Rereads;
  readonly #news: Paced;
  #following: Following | undefined;
  readonly #round = new Round();

  /** `now`: silence becomes an answer while one looks. */
  constructor(client: Source, connection: Pick<Connection, "follow" | "rereads" | "paced">, now: () => number) {
    this.#client = client;
    this.#connection = connection;
    this.#now = now;
    this.#rereads = connection.rereads(() => void this.read());
    this.#news = connection.paced(kPace, () => void this.read());
  }

  /** The one about a story or segment. */
  of(subjectId: string): StageQuestion | undefined {
    return subjectId === "" ? undefined : this.all.find((question) => question.subjectId === subjectId);
  }

  /** Connected. */
  arrive(): void {
    if (this.#following === undefined) void this.read();
  }

  /** A show moved: until when one can answer may be another moment. */
  heard(): void {
    this.#news.ask();
  }

  async read(): Promise<void> {
    this.#rereads.cancel();
    if (this.status === "failed") this.status = "loading";
    const stillCounts = this.#round.begin();
    try {
      const { questions, snapshot } = await this.#client.listStageQuestions({});
      if (!stillCounts()) return;
      this.#following?.stop();
      this.all = questions;
      this.status = "ready";
      this.#following =
        snapshot &&
        this.#connection.follow(placesOf(snapshot), {
          apply: (_topic, event) => this.#apply(event.body?.body),
          reset: () => {
            this.#following = undefined;
            this.#rereads.again();
          },
        });
      this.#rereads.done();
    } catch {
      if (!stillCounts()) return;
      if (this.status !== "ready") this.status = "failed";
      this.#rereads.again();
    }
  }

  /** Throws what was refused; what is asked is read again either way, for a refusal says that it is not as it was. */
  async answer(subjectId: string, answer: StageAnswer, requestId: string): Promise<void> {
    try {
      await this.#client.answerForStage({ requestId, subjectId, answer });
      this.all = this.all.map((question) => (question.subjectId === subjectId ? create(StageQuestionSchema, { ...question, answer, changed: false }) : question));
    } finally {
      void this.read();
    }
  }

  #apply(body: EventBody["body"] | undefined): void {
    if (body?.case === "stageChanged" || body?.case === "inboxChanged") this.#news.ask();
  }
}
