import { create } from "@bufbuild/protobuf";

import type { EventBody } from "../../gen/koebel/v1/event_pb";
import type { Recognition } from "../../gen/koebel/v1/recognition_pb";
import { OwnPartSchema, ReactionKind, type OwnPart, type Remark } from "../../gen/koebel/v1/remark_pb";
import type { Places } from "../../live/place";
import { Freshness, Newest, type News } from "./freshness";
import { hasMove, moved, type Counts } from "./reactions";
import { kSilence, summaryOf, withPosted, withRemoved, type Summary } from "./summary";
import { Thread, type ReadRemarks } from "./thread.svelte";

/** One's own reaction on its way. */
interface Wish {
  readonly kind: ReactionKind;
  /** What the server was told last. */
  sent: ReactionKind | undefined;
  /** Which of one's own reactions the counts that were told have in them. */
  counted: ReactionKind;
}

/** After so long the counts are shown as told, whether one's own was seen coming or not. */
const kSettleMs = 2_000;

/**
 * What is said around one recognition, as it is now, wherever it is shown on this page. What the person does is shown at
 * once, and taken back when it was refused. One per recognition, made by `Conversations`.
 */
export class LiveConversation {
  readonly thread: Thread;
  /** Whether what is said around it was read or told since it is seen here. */
  isKnown = false;

  #summary = $state.raw<Summary>(kSilence);
  #part = $state.raw<OwnPart>(create(OwnPartSchema));
  #wish = $state.raw<Wish | undefined>();
  /** Remarks of one's own, also where one's name is not shown. */
  #own = $state.raw<ReadonlySet<string>>(new Set());
  readonly #freshness = new Freshness();
  readonly #newest = { reactions: new Newest(), remarks: new Newest(), part: new Newest() };
  readonly #react: (kind: ReactionKind) => Promise<unknown>;
  #isSending = false;
  #settling: ReturnType<typeof setTimeout> | undefined;

  constructor(react: (kind: ReactionKind) => Promise<unknown>, read: ReadRemarks) {
    this.#react = react;
    this.thread = new Thread(read);
  }

  get reactions(): Counts {
    const { reactions } = this.#summary;
    return this.#wish === undefined ? reactions : moved(reactions, this.#wish.counted, this.#wish.kind);
  }

  /** How the person reacted. */
  get reaction(): ReactionKind {
    return this.#wish?.kind ?? this.#part.reaction;
  }

  get summary(): Summary {
    return this.#summary;
  }

  get isBoosted(): boolean {
    return this.#part.boosted;
  }

  get isMuted(): boolean {
    return this.#part.muted;
  }

  /** What a page says of it; `part` only where the person did anything. */
  read(recognition: Recognition, part: OwnPart | undefined, places: Places): void {
    this.isKnown = true;
    if (!this.#freshness.page(places)) return;
    for (const newest of Object.values(this.#newest)) newest.forget();
    this.#part = part ?? create(OwnPartSchema, { recognitionId: recognition.id });
    this.#summary = summaryOf(recognition.conversation);
    if (this.#wish !== undefined) this.#counts(this.#part.reaction);
  }

  /** What the log says of it. */
  tell(body: EventBody["body"], news: News): void {
    // A thread is read by itself, and goes by its own places.
    if (body.case === "remarkPosted" && body.value.remark) this.thread.posted(body.value.remark, news);
    if (body.case === "remarkRemoved") this.thread.removed(body.value.remarkId, news);
    if (!this.#freshness.event(news)) return;
    switch (body.case) {
      case "recognitionGiven":
      case "recognitionChanged": {
        const conversation = body.value.recognition?.conversation;
        if (conversation === undefined) return; // only the recognition changed
        this.isKnown = true;
        if (this.#newest.remarks.told(news)) this.#summary = { ...summaryOf(conversation), reactions: this.#summary.reactions };
        if (this.#newest.reactions.told(news)) this.#reacted(conversation.reactions);
        return;
      }
      case "reactionsChanged":
        if (this.#newest.reactions.told(news)) this.#reacted(body.value.reactions);
        return;
      case "remarkPosted":
        if (body.value.remark && this.#newest.remarks.told(news)) this.#summary = withPosted(this.#summary, body.value.remark, body.value);
        return;
      case "remarkRemoved":
        if (this.#newest.remarks.told(news)) this.#summary = withRemoved(this.#summary, body.value.remarkId, body.value);
        return;
      case "ownPartChanged":
        if (body.value.part && this.#newest.part.told(news)) this.#part = body.value.part;
    }
  }

  /** Reacts in one way; the same again takes it off. Throws what it was refused with, and nothing has changed then. */
  async react(kind: ReactionKind): Promise<void> {
    const wanted = kind === this.reaction ? ReactionKind.UNSPECIFIED : kind;
    const { sent, counted } = this.#wish ?? { sent: undefined, counted: this.#part.reaction };
    this.#wish = { kind: wanted, sent, counted };
    clearTimeout(this.#settling);
    if (this.#isSending) return;
    this.#isSending = true;
    try {
      await this.#send();
    } catch (error) {
      this.#wish = undefined;
      throw error;
    } finally {
      this.#isSending = false;
    }
    if (this.#wish !== undefined) this.#counts(this.#wish.counted);
    this.#settling = setTimeout(() => (this.#wish = undefined), kSettleMs);
  }

  /** The person boosted it, or their boost is gone. */
  boosted(isBoosted: boolean): void {
    this.#part = { ...this.#part, boosted: isBoosted };
  }

  muted(isMuted: boolean): void {
    this.#part = { ...this.#part, muted: isMuted };
  }

  /** A remark of one's own was taken by the server. */
  said(remark: Remark): void {
    this.#own = new Set([...this.#own, remark.id]);
    this.thread.put(remark);
  }

  isOwn({ id, author }: Pick<Remark, "id" | "author">, myId: string): boolean {
    return this.#own.has(id) || (author !== undefined && author.id !== "" && author.id === myId);
  }

  /** The last wish at the end, however often it changed on the way. */
  async #send(): Promise<void> {
    for (let wish = this.#wish; wish !== undefined && wish.kind !== this.#part.reaction; wish = this.#wish) {
      const { kind } = wish;
      this.#wish = { ...wish, sent: kind };
      await this.#react(kind);
      this.#part = { ...this.#part, reaction: kind };
    }
  }

  #reacted(reactions: Counts): void {
    const before = this.#summary.reactions;
    this.#summary = { ...this.#summary, reactions };
    const { sent, counted } = this.#wish ?? {};
    if (sent === undefined || counted === undefined || sent === counted) return;
    if (hasMove(before, reactions, counted, sent)) this.#counts(sent);
  }

  /** The counts that were told have this reaction of one's own in them. */
  #counts(counted: ReactionKind): void {
    if (this.#wish === undefined) return;
    const isSettled = !this.#isSending && counted === this.#wish.kind;
    this.#wish = isSettled ? undefined : { ...this.#wish, counted };
  }
}
