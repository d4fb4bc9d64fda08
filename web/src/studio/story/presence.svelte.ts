import { StoryField } from "../../gen/koebel/v1/story_pb";
import { newRequestId } from "../../request_id";
import type { StudioServices } from "../services";

/** The server forgets who writes after a minute. */
const kBeatMs = 30_000;

/** Says that the story is open here, and at which field somebody is; has read anew who else is. Owned by the editor, ended with it. */
export class Presence {
  readonly #services: StudioServices;
  readonly #storyId: string;
  readonly #onSaid: () => void;
  #field = StoryField.UNSPECIFIED;
  #timer: ReturnType<typeof setInterval> | undefined;
  #isSaid = false;

  constructor(services: StudioServices, storyId: string, onSaid: () => void) {
    this.#services = services;
    this.#storyId = storyId;
    this.#onSaid = onSaid;
  }

  start(): void {
    void this.#say();
    this.#timer = setInterval(() => {
      if (!document.hidden) void this.#say();
    }, kBeatMs);
  }

  /** Somebody is at this field now. */
  at(field: StoryField): void {
    if (this.#timer === undefined || field === this.#field) return;
    this.#field = field;
    void this.#say();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    if (this.#isSaid) void this.#call({ done: true });
  }

  async #say(): Promise<void> {
    this.#isSaid = true;
    if ((await this.#call({ field: this.#field })) && this.#timer !== undefined) this.#onSaid();
  }

  /** Whether it was heard; if not, the next beat says it again. */
  async #call(said: { field?: StoryField; done?: boolean }): Promise<boolean> {
    try {
      await this.#services.stories.writeStory({ requestId: newRequestId(), storyId: this.#storyId, ...said });
      return true;
    } catch {
      return false;
    }
  }
}
