import type { Client } from "@connectrpc/connect";

import type { EventBody } from "../../gen/koebel/v1/event_pb";
import type { InboxItem, InboxService, ListInboxResponse } from "../../gen/koebel/v1/inbox_pb";
import type { Connection } from "../../live/connection";
import type { Paced } from "../../live/paced";
import { isBehind, placesOf } from "../../live/place";
import type { Rereads } from "../../live/rereads";
import type { Following } from "../../live/subscriptions";
import { newRequestId } from "../../request_id";
import { Round } from "../../round";
import { arrivedIn, withNewest, withOlder } from "./rows";

const kPageSize = 30;
/** News comes in bursts: a team is thanked, and everybody says something. It is read once for all. */
const kPace = { gapMs: 2_000, spreadMs: 500, alsoHidden: true };

/**
 * What concerns the person, and how much of it is unread. Events say that something came, a call says what: what may not be
 * seen any more is left out by the server. Invariant: what was heard of on the person's topic is read at least once afterwards.
 */
export class Inbox {
  items = $state.raw<readonly InboxItem[]>([]);
  more = $state(false);
  status = $state<"loading" | "ready" | "failed">("loading");
  isLoadingOlder = $state(false);
  /** 99 stands for 99 and more. */
  unread = $state(0);
  readPosition = $state(0n);

  readonly #connection: Connection;
  readonly #client: Pick<Client<typeof InboxService>, "listInbox" | "markInboxRead">;
  readonly #myId: string;
  readonly #onArrived: (items: readonly InboxItem[]) => void;
  readonly #rereads: Rereads;
  readonly #news: Paced;
  #following: Following | undefined;
  readonly #round = new Round();
  /** The newest that was ever read; what is newer has just arrived. */
  #known = 0n;

  /** `onArrived` hears of what came in while the page was there, oldest first. */
  constructor(
    connection: Connection,
    client: Pick<Client<typeof InboxService>, "listInbox" | "markInboxRead">,
    myId: string,
    onArrived: (items: readonly InboxItem[]) => void = () => {},
  ) {
    this.#connection = connection;
    this.#client = client;
    this.#myId = myId;
    this.#onArrived = onArrived;
    this.#rereads = connection.rereads(() => void this.#read());
    this.#news = connection.paced(kPace, () => void this.#readNewest());
  }

  /** Whether a load is needed: nothing is followed. */
  get isAdrift(): boolean {
    return this.#following === undefined;
  }

  /** Reads the newest page and follows the person's topic from there. What is shown stays until it is here. */
  async load(): Promise<void> {
    if (this.status === "failed") this.status = "loading";
    await this.#read();
  }

  /** Reads the page below the last one. */
  async older(): Promise<void> {
    if (this.isLoadingOlder || !this.more) return;
    this.isLoadingOlder = true;
    const stillCounts = this.#round.join();
    try {
      const last = this.items[this.items.length - 1]?.position ?? 0n;
      const page = await this.#page(last);
      if (!stillCounts()) return;
      this.items = withOlder(this.items, page.items);
      this.more = page.more;
    } catch {
      // The end of the list stays in sight, and so does the way to ask again.
    } finally {
      if (stillCounts()) this.isLoadingOlder = false;
    }
  }

  /** Everything that is here was seen; other devices hear it too. */
  async markRead(): Promise<void> {
    const newest = this.items[0]?.position ?? 0n;
    const { readPosition, unread } = this;
    if (newest <= readPosition) return;
    this.readPosition = newest;
    this.unread = 0;
    try {
      const answer = await this.#client.markInboxRead({ requestId: newRequestId(), readPosition: newest });
      if (this.readPosition === newest) this.#isRead(answer.readPosition, answer.unread);
    } catch {
      // Not said yet: the next look says it.
      if (this.readPosition === newest) this.#isRead(readPosition, unread);
    }
  }

  /** What another topic says of recognitions and remarks that may be here. */
  heard(body: EventBody["body"]): void {
    switch (body.case) {
      case "recognitionWithdrawn": // who takes part may still see it: the server says
        if (this.items.some(({ recognitionId }) => recognitionId === body.value.recognitionId)) this.#news.ask();
        break;
      case "recognitionChanged":
        if (this.items.some(({ recognitionId }) => recognitionId === body.value.recognition?.id)) this.#news.ask();
        break;
      case "remarkPosted":
        if (this.items.some(({ remarkId }) => remarkId !== "" && remarkId === body.value.remark?.id)) this.#news.ask();
        break;
      case "remarkRemoved":
        this.#drop(({ remarkId }) => remarkId !== "" && remarkId === body.value.remarkId);
    }
  }

  async #read(): Promise<void> {
    this.#rereads.cancel();
    const stillCounts = this.#round.begin();
    this.isLoadingOlder = false; // what was asked for does not count any more
    this.#following?.stop();
    this.#following = undefined;
    try {
      const page = await this.#client.listInbox({ pageSize: kPageSize });
      if (!stillCounts()) return;
      const isFirst = this.status !== "ready";
      this.items = page.items;
      this.more = page.more;
      this.status = "ready";
      this.#take(page, isFirst);
      if (page.snapshot !== undefined) this.#follow(page.snapshot);
      this.#rereads.done();
    } catch {
      if (!stillCounts()) return;
      if (this.status !== "ready") this.status = "failed";
      this.#rereads.again();
    }
  }

  /** The newest page once more: what was scrolled to stays. */
  async #readNewest(): Promise<void> {
    if (this.#following === undefined) return; // a load is on its way
    const stillCounts = this.#round.join();
    try {
      const page = await this.#page(0n);
      if (!stillCounts()) return;
      this.items = withNewest(this.items, page.items, page.more);
      // Below what is kept of older pages nothing new was learnt.
      if (this.items.length === page.items.length) this.more = page.more;
      this.#take(page, false);
    } catch {
      if (stillCounts()) this.#rereads.again();
    }
  }

  /** A page at least as new as what was applied. */
  async #page(beforePosition: bigint): Promise<ListInboxResponse> {
    for (;;) {
      const page = await this.#client.listInbox({ beforePosition, pageSize: kPageSize });
      const places = this.#following?.places;
      if (page.snapshot === undefined || places === undefined || !isBehind(placesOf(page.snapshot), places)) return page;
    }
  }

  #take(page: ListInboxResponse, isFirst: boolean): void {
    this.#isRead(page.readPosition, page.unread);
    const arrived = isFirst ? [] : arrivedIn(page.items, this.#known, page.readPosition);
    const newest = page.items[0]?.position ?? 0n;
    if (newest > this.#known) this.#known = newest;
    if (arrived.length > 0) this.#onArrived(arrived);
  }

  #follow(snapshot: NonNullable<ListInboxResponse["snapshot"]>): void {
    this.#following = this.#connection.follow(placesOf(snapshot), {
      apply: (_topic, event) => this.#personal(event.body?.body ?? { case: undefined }),
      reset: () => {
        this.#following = undefined;
        this.#rereads.again();
      },
    });
  }

  /** What the person's own topic says. */
  #personal(body: EventBody["body"]): void {
    if (body.case === "inboxChanged") {
      const { readPosition, unread } = body.value;
      // Moved, and nothing above it: it was only read, on another device. What only came says nothing of the position.
      if (readPosition <= this.readPosition || unread > 0) this.#news.ask();
      return this.#isRead(readPosition > this.readPosition ? readPosition : this.readPosition, unread);
    }
    // What was read there is read here, and who goes away, or comes back, hears of it so: the count is another one then.
    if (body.case === "saidToMeRead") return this.#news.ask();
    if (body.case === "recognitionGiven") {
      if (body.value.recognition?.giver?.id !== this.#myId) this.#news.ask();
      return;
    }
    if (body.case === "recognitionWithdrawn") {
      return this.#drop(({ recognitionId }) => recognitionId === body.value.recognitionId);
    }
    this.heard(body);
  }

  /** Gone for good: not a moment longer here. The server says what is unread now. */
  #drop(isGone: (item: InboxItem) => boolean): void {
    if (!this.items.some(isGone)) return;
    this.items = this.items.filter((item) => !isGone(item));
    this.#news.ask();
  }

  #isRead(readPosition: bigint, unread: number): void {
    this.readPosition = readPosition;
    this.unread = unread;
  }
}
