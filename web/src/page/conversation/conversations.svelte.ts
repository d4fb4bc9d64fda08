import type { Client } from "@connectrpc/connect";

import type { Snapshot } from "../../gen/koebel/v1/common_pb";
import type { ConversationService } from "../../gen/koebel/v1/conversation_pb";
import type { EventBody } from "../../gen/koebel/v1/event_pb";
import type { Event as TopicEvent } from "../../gen/koebel/v1/live_pb";
import type { Recognition } from "../../gen/koebel/v1/recognition_pb";
import type { OwnPart } from "../../gen/koebel/v1/remark_pb";
import { placesOf } from "../../live/place";
import { newRequestId } from "../../request_id";
import { LiveConversation } from "./live_conversation.svelte";

/** A page of recognitions, with what the caller did on them. */
export interface ReadPage {
  readonly recognitions: readonly Recognition[];
  readonly mine?: readonly OwnPart[] | undefined;
  readonly snapshot?: Snapshot | undefined;
}

/** Where what is said around recognitions is read, and told to. */
export type ConversationClient = Pick<Client<typeof ConversationService>, "react" | "listRemarks">;

/** One that is seen again is read within this: it may be on every page at once. */
const kSpreadMs = 20_000;

/**
 * What is said around every recognition of this page: one for each, shared by all places that show it. Lists bring their pages and the
 * events of the topics they follow; what comes twice, or late, changes nothing.
 */
export class Conversations {
  readonly #client: ConversationClient;
  readonly #readOne: (recognitionId: string) => Promise<ReadPage>;
  readonly #all = new Map<string, LiveConversation>();

  /** `readOne`: one recognition as a page of its own. */
  constructor(client: ConversationClient, readOne: (recognitionId: string) => Promise<ReadPage>) {
    this.#client = client;
    this.#readOne = readOne;
  }

  of(recognitionId: string): LiveConversation {
    const known = this.#all.get(recognitionId);
    if (known !== undefined) return known;
    const made = new LiveConversation(
      (kind) => this.#client.react({ requestId: newRequestId(), recognitionId, kind }),
      (beforePosition) => this.#client.listRemarks({ recognitionId, beforePosition }),
    );
    this.#all.set(recognitionId, made);
    return made;
  }

  /** A page that was read. */
  read({ recognitions, mine = [], snapshot }: ReadPage): void {
    if (snapshot === undefined) return;
    const places = placesOf(snapshot);
    const parts = new Map(mine.map((part) => [part.recognitionId, part]));
    for (const one of recognitions) this.of(one.id).read(one, parts.get(one.id), places);
  }

  /** An event of one of the topics that have recognitions. `isShown`: whether the list that follows it has one. */
  tell(topic: string, { seq, position, body }: TopicEvent, isShown: (recognitionId: string) => boolean): void {
    const told: EventBody["body"] = body?.body ?? { case: undefined };
    const id = recognitionIn(told);
    if (id === undefined || id === "") return;
    const isHere = isShown(id);
    // Nobody sees it on this page: what brings it here one day says how it is by then.
    if (!isHere && !this.#all.has(id)) return;
    const one = this.of(id);
    // Who may not see it hears nothing of what is said around it.
    if (told.case === "recognitionWithdrawn") one.isKnown = false;
    if (told.case === "recognitionGiven") one.isKnown = true;
    one.tell(told, { topic, seq, position });
    if (told.case === "recognitionChanged" && isHere && !one.isKnown) this.#readSoon(id);
  }

  /** Nothing else is shown any more: the others are forgotten. */
  keepOnly(shown: ReadonlySet<string>): void {
    for (const id of [...this.#all.keys()]) if (!shown.has(id)) this.#all.delete(id);
  }

  /** A list was read anew: what happened in between was told to nobody, so open threads are read again as well. */
  reread(): void {
    for (const { thread } of this.#all.values()) if (thread.isOpen) void thread.reread();
  }

  /** It is seen here again, and an event does not say what was said around it meanwhile. */
  #readSoon(recognitionId: string): void {
    this.of(recognitionId).isKnown = true; // asked once
    setTimeout(() => {
      this.#readOne(recognitionId).then(
        (page) => this.read(page),
        () => (this.of(recognitionId).isKnown = false), // the next event asks again
      );
    }, Math.random() * kSpreadMs);
  }

  /** Connected again: threads that could not be read are. */
  arrive(): void {
    for (const { thread } of this.#all.values()) if (thread.status === "failed") void thread.reread();
  }
}

/** Which recognition it is about. */
function recognitionIn(body: EventBody["body"]): string | undefined {
  switch (body.case) {
    case "recognitionGiven":
    case "recognitionChanged":
      return body.value.recognition?.id;
    case "recognitionWithdrawn":
    case "reactionsChanged":
    case "remarkRemoved":
      return body.value.recognitionId;
    case "remarkPosted":
      return body.value.remark?.recognitionId;
    case "ownPartChanged":
      return body.value.part?.recognitionId;
    default:
      return undefined;
  }
}
