import { untrack } from "svelte";

import type { Segment } from "../gen/koebel/v1/rundown_pb";
import { reasonOf } from "../live/reason";
import { Attempt } from "../page/attempt.svelte";
import { newRequestId } from "../request_id";
import type { Studio } from "../studio/studio.svelte";
import { endOf } from "./putting";
import { contentOf, draftOf, newDraft, type SegmentDraft } from "./segment_draft";
import type { SegmentKind } from "./segments";
import { toSeconds } from "./times";
import { words } from "./words";

/**
 * A segment that is added or changed in a dialog. Refused because somebody else changed it, it keeps what was typed and holds what
 * stands there now (`theirs`), until one chooses.
 */
export class SegmentForm {
  readonly kind: SegmentKind;
  draft = $state.raw() as SegmentDraft;
  readonly attempt = new Attempt();
  /** What it is now, after somebody else changed it. */
  theirs = $state.raw<Segment | undefined>();
  /** Somebody else removed it. */
  isGone = $state(false);
  /** Whether its length was refused here. */
  isLengthWrong = $state(false);
  /** The one that is changed; undefined: a new one. */
  segment = $state.raw<Segment | undefined>();

  readonly #studio: Studio;
  /** Fixed with what is saved: sent twice, because the answer got lost, it is one change. */
  #sent = { plan: "", requestId: "" };

  constructor(studio: Studio, kind: SegmentKind, segment: Segment | undefined) {
    this.#studio = studio;
    this.kind = kind;
    this.segment = segment;
    this.draft = untrack(() => (segment ? draftOf(segment) : newDraft(kind, words().form)));
  }

  /** Something was typed or chosen. */
  change(part: Partial<SegmentDraft>): void {
    this.draft = { ...this.draft, ...part };
  }

  /** Whether it was saved. */
  async save(): Promise<boolean> {
    const seconds = toSeconds(this.draft.length);
    this.isLengthWrong = seconds === undefined || (seconds === 0 && this.segment !== undefined);
    if (this.isLengthWrong || seconds === undefined) return false;
    const isDone = await this.attempt.run(async () => this.#studio.services.rundown.saveSegment(this.#request(seconds, await this.#place())));
    if (isDone) this.#studio.tell();
    else if (this.segment !== undefined) await this.#compare(reasonOf(this.attempt.error));
    return isDone;
  }

  /** Removes it; the story of one stays. Whether it is gone. */
  async remove(): Promise<boolean> {
    const { id: segmentId = "", version = 0 } = this.segment ?? {};
    const isDone = await this.attempt.run(() =>
      this.#studio.services.rundown.removeSegment({ requestId: newRequestId(), segmentId, version }),
    );
    if (isDone) this.#studio.tell();
    else await this.#compare(reasonOf(this.attempt.error));
    return isDone;
  }

  /** Goes on with what somebody else wrote. */
  takeTheirs(): void {
    if (this.theirs === undefined) return;
    this.segment = this.theirs;
    this.draft = draftOf(this.theirs);
    this.#settle();
  }

  /** Goes on with what was typed, on top of what somebody else wrote. */
  keepMine(): void {
    this.segment = this.theirs;
    this.#settle();
  }

  #settle(): void {
    this.theirs = undefined;
    this.isGone = false;
    this.attempt.problem = "";
  }

  async #compare(reason: string): Promise<void> {
    if (reason !== "SEGMENT_CHANGED" && reason !== "SEGMENT_NOT_FOUND") return;
    try {
      const { segments } = await this.#studio.services.rundown.getRundown({ showId: this.#studio.show.id });
      this.theirs = segments.find(({ id }) => id === this.segment?.id);
      this.isGone = this.theirs === undefined;
    } catch {
      // What was refused stands there; saving again asks again.
    }
  }

  /** Before which one a new one goes. */
  async #place(): Promise<string> {
    return this.segment === undefined && this.kind !== "closing" ? endOf(this.#studio) : "";
  }

  #request(seconds: number, beforeSegmentId: string) {
    const { id: segmentId = "", version = 0 } = this.segment ?? {};
    const { notes } = this.draft;
    const content = contentOf(this.kind, this.draft);
    const plan = JSON.stringify([segmentId, version, content, seconds, notes, beforeSegmentId]);
    if (plan !== this.#sent.plan) this.#sent = { plan, requestId: newRequestId() };
    return { requestId: this.#sent.requestId, showId: this.#studio.show.id, segmentId, version, content, seconds, notes, beforeSegmentId };
  }
}
