import type { Client } from "@connectrpc/connect";

import type { ConversationService } from "../../gen/koebel/v1/conversation_pb";
import type { RecognitionService } from "../../gen/koebel/v1/recognition_pb";
import type { Connection } from "../../live/connection";
import { Conversations } from "../conversation/conversations.svelte";
import { RecognitionList, type Page, type Source } from "./recognition_list.svelte";

/** Makes the page's lists of recognitions: each stays exact, and what is said around them is one for all. */
export class Lists {
  readonly conversations: Conversations;
  readonly #connection: Connection;
  readonly #recognitions: Pick<Client<typeof RecognitionService>, "getRecognition">;

  constructor(
    connection: Connection,
    recognitions: Pick<Client<typeof RecognitionService>, "getRecognition">,
    talk: Client<typeof ConversationService>,
  ) {
    this.#connection = connection;
    this.#recognitions = recognitions;
    this.conversations = new Conversations(talk, (recognitionId) => this.readOne(recognitionId));
  }

  of(source: Source): RecognitionList {
    return new RecognitionList(this.#connection, {
      ...source,
      onPage: (page: Page, isAnew) => {
        this.conversations.read(page);
        if (isAnew) this.conversations.reread();
      },
      onNews: (topic, event, isShown) => this.conversations.tell(topic, event, isShown),
    });
  }

  /** One recognition, as a page of its own. */
  async readOne(recognitionId: string): Promise<Page> {
    const { recognition, mine, snapshot } = await this.#recognitions.getRecognition({ recognitionId });
    return { recognitions: recognition ? [recognition] : [], mine: mine ? [mine] : [], more: false, snapshot };
  }
}
