import type { Snapshot } from "../gen/koebel/v1/common_pb";
import type { EventBody } from "../gen/koebel/v1/event_pb";
import { Connection } from "../live/connection";
import type { Paced } from "../live/paced";
import { placesOf } from "../live/place";
import type { Following } from "../live/subscriptions";

/** What is written at once is read once. */
const kPace = { gapMs: 1_000, spreadMs: 200 };

/** Whose story, candidate or show changed, by which event. */
type Body = EventBody["body"];

interface Wishes {
  /** Whether an event is about what is shown. */
  concerns: (body: Body) => boolean;
  /** Read it again. */
  onNews: () => void;
  /** History began anew: read the snapshots again, and follow them. */
  onReset: () => void;
}

/**
 * Says when what the studio read over HTTP is another by now. One connection that follows several snapshots, each from its own
 * place; owned by the studio, and ended with it.
 */
export class StudioNews {
  readonly #connection = new Connection({});
  readonly #news: Paced;
  readonly #resets: Paced;
  readonly #concerns: Wishes["concerns"];
  readonly #followings = new Map<string, Following>();

  constructor({ concerns, onNews, onReset }: Wishes) {
    this.#concerns = concerns;
    this.#news = this.#connection.paced(kPace, onNews);
    this.#resets = this.#connection.paced(kPace, onReset);
    this.#connection.start();
  }

  /** Follows from this snapshot on, in the place of the one before of this name. */
  follow(name: string, snapshot: Snapshot | undefined): void {
    if (snapshot === undefined) return;
    this.#followings.get(name)?.stop();
    const following = this.#connection.follow(placesOf(snapshot), {
      apply: (_topic, event) => {
        if (event.body && this.#concerns(event.body.body)) this.#news.ask();
      },
      reset: () => {
        this.#followings.delete(name);
        this.#resets.ask();
      },
    });
    this.#followings.set(name, following);
  }

  stop(): void {
    for (const following of this.#followings.values()) following.stop();
    this.#connection.stop();
  }
}
