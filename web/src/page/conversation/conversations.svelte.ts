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

/**
 * What is said around every recognition of this page: one for each, shared by all places that show it. Lists bring their pages and the
 * events of the topics they follow; what comes twice, or late, changes nothing.
 */
export class Conversations {
  readonly #client: Pick<Client<typeof ConversationService>, "react" | "listRemarks">;
  readonly #all = new Map<string, LiveConversation>();

  constructor(client: Pick<Client<typeof ConversationService>, "react" | "listRemarks">) {
    this.#client = client;
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

  /** An event of one of the topics that have recognitions. */
  tell(topic: string, { seq, position, body }: TopicEvent): void {
    const told: EventBody["body"] = body?.body ?? { case: undefined };
    const id = recognitionIn(told);
    if (id === undefined || id === "") return;
    this.of(id).tell(told, { topic, seq, position });
  }

  /** A list was read anew: what happened in between was told to nobody, so open threads are read again as well. */
  reread(): void {
    for (const { thread } of this.#all.values()) if (thread.isOpen) void thread.reread();
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
