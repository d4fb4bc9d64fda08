import type { Client } from "@connectrpc/connect";

import type { EventBody } from "../../gen/koebel/v1/event_pb";
import type { GetInvitationResponse, Show, ShowService } from "../../gen/koebel/v1/show_pb";
import type { Connection } from "../../live/connection";
import { placesOf } from "../../live/place";
import type { Rereads } from "../../live/rereads";
import type { Following } from "../../live/subscriptions";
import { Round } from "../../round";
import { clock } from "../clock.svelte";
import { nextOf, openOf, withShow } from "../../shows/shows";
import type { Language } from "../../text/format";

type Source = Pick<Client<typeof ShowService>, "getInvitation" | "listShows">;

/** The shows as the page knows them: read once, followed on the feed's topic, read again after a reset. */
export class Shows {
  all = $state.raw<readonly Show[]>([]);
  status = $state<"loading" | "ready" | "failed">("loading");
  readonly next: Show | undefined = $derived(nextOf(this.all, clock.now));
  readonly open: readonly Show[] = $derived(openOf(this.all));

  readonly #client: Source;
  readonly #connection: Pick<Connection, "follow" | "rereads">;
  readonly #onChanged: () => void;
  readonly #rereads: Rereads;
  #following: Following | undefined;
  readonly #round = new Round();

  /** `onChanged`: a show moved, and what may be read of it with it. */
  constructor(client: Source, connection: Pick<Connection, "follow" | "rereads">, onChanged: () => void) {
    this.#client = client;
    this.#connection = connection;
    this.#onChanged = onChanged;
    this.#rereads = connection.rereads(() => void this.read());
  }

  /** One of them, if it is among the newest. */
  of(showId: string): Show | undefined {
    return this.all.find(({ id }) => id === showId);
  }

  /** One of them for a calendar. */
  invitation(showId: string, language: Language): Promise<GetInvitationResponse> {
    return this.#client.getInvitation({ showId, language });
  }

  /** Connected. */
  arrive(): void {
    if (this.#following === undefined) void this.read();
  }

  async read(): Promise<void> {
    this.#rereads.cancel();
    if (this.status === "failed") this.status = "loading";
    const stillCounts = this.#round.begin();
    try {
      const { shows, snapshot } = await this.#client.listShows({});
      if (!stillCounts()) return;
      this.#following?.stop();
      this.all = shows;
      this.status = "ready";
      this.#following =
        snapshot &&
        this.#connection.follow(placesOf(snapshot), {
          apply: (_topic, event) => this.#apply(event.body?.body),
          reset: () => {
            this.#following = undefined;
            this.#rereads.again();
          },
        });
      this.#rereads.done();
    } catch {
      if (!stillCounts()) return;
      if (this.status !== "ready") this.status = "failed";
      this.#rereads.again();
    }
  }

  #apply(body: EventBody["body"] | undefined): void {
    if (body?.case !== "showChanged" || body.value.show === undefined) return;
    this.all = withShow(this.all, body.value.show, body.value.removed);
    this.#onChanged();
  }
}
