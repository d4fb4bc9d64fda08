import type { Story, StoryWriter } from "../../gen/koebel/v1/story_pb";
import { announcer } from "../../page/announce.svelte";
import { preferences } from "../../page/preferences.svelte";
import { newRequestId } from "../../request_id";
import { reasonText } from "../../text/reason_text";
import type { StudioServices } from "../services";
import { editOf, fieldsOf, isSendable, type FieldName, type Fields } from "./fields";
import { FieldProblems } from "./field_problems.svelte";
import { forgetUnsaved, keepUnsaved, recallUnsaved } from "./kept_draft";
import { outcomeOf, type Outcome } from "./outcome";
import { changed, draftOf, keepMine, rebased, saved, settled, shownOf, takeTheirs, unsaved, type Changes, type StoryDraft } from "./story_draft";

/** Somebody who pauses so long has written something. */
const kSilenceMs = 1_000;
const kAgainMs = 5_000;
/** A field that others change again and again waits for the next change. */
const kTries = 3;

/**
 * The open story: as the server has it, what was typed since, and saving that, a field at a time. Reading and saving go one after
 * another, so that an answer is never older than what was saved. What was typed stays, here and on the device, until it is saved
 * or its writer gives it up. Owned by the editor.
 */
export class StoryEditing {
  readonly id: string;
  status = $state<"loading" | "ready" | "failed" | "gone">("loading");
  /** With what is not a field: who can be shown, sources, who changed it. There when `status` is "ready". */
  story = $state.raw() as Story;
  draft = $state.raw() as StoryDraft;
  writers = $state.raw<readonly StoryWriter[]>([]);
  isSaving = $state(false);
  /** What keeps all of it from being saved. */
  problem = $state("");
  /** What is wrong with fields. */
  readonly problems = new FieldProblems();
  /** What was read, and what is changed from there. */
  version = 0;

  readonly #services: StudioServices;
  /** Sent without hearing whether it arrived: it may be what is found there. */
  #perhaps: Changes = {};
  #queue: Promise<unknown> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(services: StudioServices, id: string) {
    this.#services = services;
    this.id = id;
  }

  get fields(): Fields {
    return shownOf(this.draft);
  }
  get isUnsaved(): boolean {
    return unsaved(this.draft).length > 0;
  }

  /** Reads it, or reads it again. */
  read(): Promise<void> {
    return this.#next(() => this.#read());
  }

  /** Somebody types or chooses. It is saved when they pause, or at once. */
  change<F extends FieldName>(field: F, value: Fields[F], isWhole = false): void {
    this.draft = changed(this.draft, field, value);
    this.problems.clear(field);
    keepUnsaved(this.id, this.draft);
    this.#plan(isWhole ? 0 : kSilenceMs);
  }

  /** A field is left: nobody types in it. */
  async leave(): Promise<void> {
    if (this.isUnsaved) await this.save();
    this.draft = settled(this.draft);
  }

  save(): Promise<void> {
    clearTimeout(this.#timer);
    return this.#next(() => this.#save());
  }

  keepMine(field: FieldName): void {
    this.draft = keepMine(this.draft, field);
    void this.save();
  }

  takeTheirs(field: FieldName): void {
    this.draft = takeTheirs(this.draft, field);
    keepUnsaved(this.id, this.draft);
  }

  /** The page goes: what was typed is saved if that still can be. */
  end(): void {
    clearTimeout(this.#timer);
    if (this.status === "ready" && this.isUnsaved) void this.save();
  }

  /** It was removed, and so is what was typed for it. */
  forget(): void {
    clearTimeout(this.#timer);
    forgetUnsaved(this.id);
  }

  #plan(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.save(), ms);
  }

  #next(job: () => Promise<void>): Promise<void> {
    const done = this.#queue.then(job);
    this.#queue = done.catch(() => {});
    return done;
  }

  async #read(): Promise<void> {
    try {
      const { story, writers } = await this.#services.stories.getStory({ storyId: this.id });
      if (story === undefined) return;
      this.writers = writers;
      this.#adopt(story);
    } catch (error) {
      if (outcomeOf(error) === "gone") this.status = "gone";
      else if (this.status !== "ready") this.status = "failed";
    }
  }

  #adopt(story: Story): void {
    const theirs = fieldsOf(story);
    const isFirst = this.status !== "ready";
    const before = isFirst ? (recallUnsaved(this.id) ?? draftOf(theirs)) : this.draft;
    const hadConflicts = before.conflicts.length;
    this.story = story;
    this.version = story.version;
    this.draft = rebased(before, theirs, this.#perhaps);
    this.#perhaps = {};
    this.status = "ready";
    keepUnsaved(this.id, this.draft);
    if (this.draft.conflicts.length > hadConflicts) announcer.say(preferences.text.reasons.STORY_CHANGED);
    if (isFirst && this.isUnsaved) this.#plan(kSilenceMs);
  }

  async #save(): Promise<void> {
    this.problem = "";
    this.isSaving = true;
    let hasSaved = false;
    for (let field = this.#ready(); field !== undefined; field = this.#ready()) {
      if (!(await this.#saveOne(field))) break;
      hasSaved = true;
    }
    this.isSaving = false;
    keepUnsaved(this.id, this.draft);
    // Who can be shown, and what the texts name, is another by what was written.
    if (hasSaved) await this.#read();
  }

  /** The next field that can be saved: whole, and not refused as it is. */
  #ready(): FieldName | undefined {
    const { fields } = this;
    return unsaved(this.draft).find((field) => isSendable(field, fields[field]) && !this.problems.isRefused(field, fields[field]));
  }

  /** Whether one can go on. */
  async #saveOne(field: FieldName): Promise<boolean> {
    for (let tries = 0; tries < kTries; tries += 1) {
      const value = this.fields[field];
      try {
        const edit = { requestId: newRequestId(), storyId: this.id, version: this.version, ...editOf(field, this.fields) };
        const { version } = await this.#services.stories.editStory(edit);
        this.draft = saved(this.draft, field, value);
        this.problems.clear(field);
        // Others changed it too: from where one may go on, only reading says.
        if (version === this.version + 1) this.version = version;
        else await this.#read();
        return true;
      } catch (error) {
        const outcome = outcomeOf(error);
        if (outcome !== "changed") return this.#refuse(field, value, error, outcome);
        await this.#read();
        if (!unsaved(this.draft).includes(field)) return true;
      }
    }
    this.problems.refuse(field, this.fields[field], preferences.text.reasons.STORY_CHANGED);
    return true;
  }

  #refuse(field: FieldName, value: Fields[FieldName], error: unknown, outcome: Outcome): boolean {
    if (outcome === "gone") this.status = "gone";
    if (outcome === "same") this.draft = saved(this.draft, field, value as never);
    if (outcome === "unheard") {
      this.#perhaps = { ...this.#perhaps, [field]: value };
      this.problem = reasonText(error, preferences.text);
      this.#plan(kAgainMs);
    }
    if (outcome === "wrong") {
      const said = reasonText(error, preferences.text);
      this.problems.refuse(field, value, said);
      announcer.say(said);
    }
    return outcome === "same" || outcome === "wrong";
  }
}
