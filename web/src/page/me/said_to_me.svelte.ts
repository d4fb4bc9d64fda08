import type { Client } from "@connectrpc/connect";

import type { EventBody } from "../../gen/koebel/v1/event_pb";
import type { Recognition, RecognitionService } from "../../gen/koebel/v1/recognition_pb";
import { newRequestId } from "../../request_id";
import type { Lists } from "../feed/lists";
import type { Page, RecognitionList } from "../feed/recognition_list.svelte";
import { asSaid } from "../feed/rows";
import type { Away } from "./away.svelte";

type SaidClient = Pick<Client<typeof RecognitionService>, "listSaidToMe" | "markSaidToMeRead">;

/** What was said to the person: the list, up to where they read it, and how much of it is unread. */
export class SaidToMe {
  unread = $state(0);
  readPosition = $state(0n);
  readonly list: RecognitionList;
  readonly #client: SaidClient;
  readonly #away: Away;

  /** `onNews` hears everything the person's own topic says. */
  constructor(client: SaidClient, lists: Lists, away: Away, myId: string, onNews: (body: EventBody["body"]) => void) {
    this.#client = client;
    this.#away = away;
    this.list = lists.of({
      page: (beforePosition) => this.#page(beforePosition),
      placeOf: asSaid,
      // To who is thanked no giver is without a name: that one is the person's own.
      belongs: ({ giver }) => giver !== undefined && giver.id !== "" && giver.id !== myId,
      onEvent: (body, before) => {
        onNews(body);
        this.#count(body, before);
      },
    });
  }

  /** Everything said so far was read; other devices hear it too. Who was away is back by it. */
  async markRead(): Promise<void> {
    const [first] = this.list.rows;
    const newest = first === undefined ? 0n : asSaid(first);
    if ((this.unread === 0 && !this.#away.isAway) || newest <= this.readPosition) return;
    this.unread = 0;
    try {
      await this.#client.markSaidToMeRead({ requestId: newRequestId(), readPosition: newest });
    } catch {
      // The next visit says it again.
    }
  }

  async #page(beforePosition: bigint): Promise<Page> {
    const page = await this.#client.listSaidToMe({ beforePosition, pageSize: 20 });
    this.unread = page.unread;
    this.readPosition = page.readPosition;
    return page;
  }

  #count(body: EventBody["body"], before: readonly Recognition[]): void {
    if (body.case === "saidToMeRead") {
      this.unread = body.value.unread;
      this.readPosition = body.value.readPosition;
      return;
    }
    const unreadIn = (rows: readonly Recognition[]) => rows.filter((row) => asSaid(row) > this.readPosition).length;
    this.unread = Math.max(0, this.unread + unreadIn(this.list.rows) - unreadIn(before));
  }
}
