import type { Snapshot } from "../gen/koebel/v1/common_pb";
import type { EventBody } from "../gen/koebel/v1/event_pb";
import { Connection } from "../live/connection";
import type { Paced } from "../live/paced";
import { placesOf } from "../live/place";
import type { Following } from "../live/subscriptions";

/** Several are written at once: it is read once for all. */
const kPace = { gapMs: 1_000, spreadMs: 300 };

/**
 * Says when what a page read over HTTP is another by now: a connection of its own that follows the topics of what was read. Owned
 * by the page, and ended with it.
 */
export class News {
  readonly #connection = new Connection({});
  readonly #paced: Paced;
  readonly #concerns: (body: EventBody["body"]) => boolean;
  #following: Following | undefined;

  /** `concerns`: whether an event is about what the page shows. `onNews` reads it again, and says from where on to follow. */
  constructor(concerns: (body: EventBody["body"]) => boolean, onNews: () => void) {
    this.#concerns = concerns;
    this.#paced = this.#connection.paced(kPace, onNews);
    this.#connection.start();
  }

  /** What is shown was read here. */
  from(snapshot: Snapshot | undefined): void {
    if (snapshot === undefined) return;
    this.#following?.stop();
    this.#following = this.#connection.follow(placesOf(snapshot), {
      apply: (_topic, event) => {
        if (event.body && this.#concerns(event.body.body)) this.#paced.ask();
      },
      reset: () => {
        this.#following = undefined;
        this.#paced.ask();
      },
    });
  }

  stop(): void {
    this.#following?.stop();
    this.#connection.stop();
  }
}
