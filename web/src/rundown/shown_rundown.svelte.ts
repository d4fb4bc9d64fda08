import type { ChecklistItem, Segment } from "../gen/koebel/v1/rundown_pb";
import { durationMs } from "../duration";
import { Attempt } from "../page/attempt.svelte";
import { refusalText } from "../page/door/refusal";
import { newRequestId } from "../request_id";
import { Round } from "../round";
import type { Studio } from "../studio/studio.svelte";
import { beforeId, moved } from "./order";

/**
 * The rundown of the studio's show as it is shown: read, read again after every change, and put in another order at once, before
 * the server has answered. Owned by the column; ends with `stop`.
 */
export class ShownRundown {
  /** In order; undefined until they were read. */
  segments = $state.raw<readonly Segment[] | undefined>();
  plannedMs = $state(0);
  checklist = $state.raw<readonly ChecklistItem[]>([]);
  /** Why it could not be read; empty: it was. */
  problem = $state("");
  /** What was refused of moving, drafting, copying. */
  readonly changing = new Attempt();

  readonly #studio: Studio;
  readonly #round = new Round();
  readonly #stop: () => void;
  /** Moves go out one after another, in the order they were made. */
  #moves: Promise<unknown> = Promise.resolve();
  #underWay = 0;

  constructor(studio: Studio) {
    this.#studio = studio;
    this.#stop = studio.changed(() => void this.read());
  }

  stop(): void {
    this.#round.end();
    this.#stop();
  }

  /** Reads how it is now. What is being moved meanwhile stays where it was put. */
  async read(): Promise<void> {
    const stillCounts = this.#round.begin();
    try {
      const found = await this.#studio.services.rundown.getRundown({ showId: this.#studio.show.id });
      if (!stillCounts() || this.#underWay > 0) return;
      this.segments = found.segments;
      this.plannedMs = durationMs(found.planned);
      this.checklist = found.checklist;
      this.problem = "";
    } catch (error) {
      if (stillCounts()) this.problem = refusalText(error, this.#studio.text);
    }
  }

  /** Puts a segment at another place. Refused, it goes back where the server has it. */
  move(id: string, to: number): Promise<void> {
    const before = this.segments ?? [];
    const from = before.findIndex((segment) => segment.id === id);
    if (from < 0 || from === to) return Promise.resolve();
    const beforeSegmentId = beforeId(before, from, to);
    this.segments = moved(before, from, to);
    this.#underWay += 1;
    const requestId = newRequestId();
    const done = this.#moves.then(() => this.#send(() => this.#studio.services.rundown.moveSegment({ requestId, segmentId: id, beforeSegmentId })));
    this.#moves = done;
    return done;
  }

  async #send(call: () => Promise<unknown>): Promise<void> {
    await this.changing.run(call);
    this.#underWay -= 1;
    if (this.#underWay === 0) this.#studio.tell();
  }

  /** Draws up what is missing. Gives how many segments and stories came; undefined: it was refused. */
  async draft(): Promise<{ segments: number; stories: number } | undefined> {
    return this.#do((requestId) => this.#studio.services.rundown.draftRundown({ requestId, showId: this.#studio.show.id }));
  }

  /** Takes over the shape of another show. Gives how many segments came; undefined: it was refused. */
  async copy(fromShowId: string): Promise<{ segments: number } | undefined> {
    return this.#do((requestId) => this.#studio.services.rundown.copyRundown({ requestId, showId: this.#studio.show.id, fromShowId }));
  }

  async #do<T>(call: (requestId: string) => Promise<T>): Promise<T | undefined> {
    const requestId = newRequestId();
    let answer: T | undefined;
    const isDone = await this.changing.run(async () => {
      answer = await call(requestId);
    });
    if (isDone) this.#studio.tell();
    return answer;
  }
}
