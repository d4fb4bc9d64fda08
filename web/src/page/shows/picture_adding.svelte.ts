import type { DraftPicture } from "../../pictures/draft_picture";
import { PictureSending, type PictureProblem } from "../../pictures/picture_sending.svelte";

/** Several pictures on their way to one draft, one after the other. Owned by the form. */
export class PictureAdding {
  /** The one that is on its way. */
  readonly sending = new PictureSending();
  /** How many there are on their way. */
  count = $state(0);
  /** Why one did not arrive, until others are chosen. */
  problem = $state.raw<PictureProblem | undefined>();
  readonly #onSent: (picture: DraftPicture) => void;
  #waiting: readonly File[] = [];

  constructor(onSent: (picture: DraftPicture) => void) {
    this.#onSent = onSent;
  }

  /** Sends these, behind those that wait already. */
  async add(files: readonly File[]): Promise<void> {
    const isSending = this.count > 0;
    this.#waiting = [...this.#waiting, ...files];
    this.count += files.length;
    if (isSending) return;
    this.problem = undefined;
    for (let [next] = this.#waiting; next !== undefined; [next] = this.#waiting) {
      this.#waiting = this.#waiting.slice(1);
      const sent = await this.sending.send(next);
      if (sent !== undefined) this.#onSent(sent);
      this.problem ??= this.sending.problem;
      this.count = this.#waiting.length;
    }
  }

  /** Gives up what is on its way. */
  stop(): void {
    this.#waiting = [];
    this.sending.cancel();
  }
}
