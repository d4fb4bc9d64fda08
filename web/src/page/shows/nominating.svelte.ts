import { NominationKind } from "../../gen/koebel/v1/nomination_pb";
import { reasonOf } from "../../live/reason";
import { newRequestId } from "../../request_id";
import { listOf } from "../../text/format";
import { Attempt } from "../attempt.svelte";
import type { Employee } from "../employee.svelte";
import { nameOf } from "../feed/people";
import { preferences } from "../preferences.svelte";
import { draftFrom, emptyDraft, kGuided, requestOf, type NominationDraft } from "./draft";
import { fieldOf, missingIn, without, type FormField, type Problems } from "./fields";
import { PictureAdding } from "./picture_adding.svelte";
import { nominationRefusal } from "./refusal";

/** A nomination that is being written: its draft, what is wrong with it, and sending it. Owned by the form. */
export class Nominating {
  draft = $state.raw<NominationDraft>(emptyDraft());
  /** What is wrong, until it is changed. */
  problems = $state.raw<Problems>({});
  /** Whether what it begins at is here. */
  isReady = $state(false);
  /** Whether it began at a recognition that is gone. */
  isGone = $state(false);
  readonly attempt = new Attempt();
  /** Pictures on their way here. */
  readonly adding = new PictureAdding((picture) => this.change({ pictures: [...this.draft.pictures, picture] }, "pictures"));
  readonly #employee: Employee;
  readonly #recognitionId: string;

  /** `recognitionId`: where it begins; empty: at none. */
  constructor(employee: Employee, recognitionId: string) {
    this.#employee = employee;
    this.#recognitionId = recognitionId;
    const kept = employee.nominations.drafts.of(recognitionId, employee.choosable);
    if (kept !== undefined) this.draft = kept;
    this.isReady = kept !== undefined || recognitionId === "";
  }

  get isLesson(): boolean {
    return this.draft.kind === NominationKind.LESSON_LEARNT;
  }

  /** Reads the recognition it begins at. */
  async begin(): Promise<void> {
    if (this.isReady) return;
    try {
      const { recognition } = await this.#employee.recognitions.getRecognition({ recognitionId: this.#recognitionId });
      if (this.isReady || recognition === undefined) return;
      const giver = nameOf(recognition.giver, preferences.text);
      this.draft = draftFrom(recognition, this.#employee.me.card?.id ?? "", giver, this.#employee.choosable);
      this.isReady = true;
    } catch (error) {
      this.isGone = reasonOf(error) === "RECOGNITION_NOT_FOUND";
      this.isReady = this.isGone; // otherwise the next connection asks again
    }
  }

  /** Something was filled in; `field` is not wrong any more. */
  change(part: Partial<NominationDraft>, field?: FormField): void {
    this.#put({ ...this.draft, ...part, requestId: newRequestId() });
    this.problems = without(this.problems, field);
  }

  /** Sends it. Gives the first field that is wrong; undefined: it is there. */
  async send(showId: string): Promise<FormField | undefined> {
    const missing: Problems = {
      ...Object.fromEntries(missingIn(this.draft).map(({ field, reason }) => [field, preferences.text.reasons[reason]])),
      ...(this.adding.count > 0 && { pictures: preferences.text.nominate.pictures.waits }),
    };
    const [first] = Object.keys(missing) as FormField[];
    if (first !== undefined) {
      this.problems = missing;
      return first;
    }
    const { draft } = this;
    let isHeld = false;
    const isDone = await this.attempt.run(async () => {
      const request = requestOf(draft, showId, this.#employee.me.card?.id ?? "");
      ({ held: isHeld } = await this.#employee.nominations.client.nominate(request));
    });
    if (isDone) {
      this.#employee.nominations.drafts.write(this.#recognitionId, undefined);
      this.#employee.nominations.sent = { names: this.#names(), isHeld };
      return undefined;
    }
    const field = fieldOf(this.attempt.error, draft);
    this.problems = { [field]: nominationRefusal(this.attempt.error, preferences.text, preferences.language) };
    this.#show(field);
    return field;
  }

  #put(draft: NominationDraft): void {
    this.draft = draft;
    this.#employee.nominations.drafts.write(this.#recognitionId, draft);
  }

  /** What is wrong is in sight. */
  #show(field: FormField): void {
    if (field === "words") this.#put({ ...this.draft, isFree: true });
    else if ((kGuided as readonly FormField[]).includes(field)) this.#put({ ...this.draft, isFree: false });
  }

  #names(): string {
    const { people, team } = this.draft;
    if (this.isLesson) return "";
    return team === null ? listOf(people.map(({ name }) => name), preferences.text, preferences.language) : preferences.text.feed.team(team.name);
  }
}
