import type { Client } from "@connectrpc/connect";

import type { Recognition, RecognitionService } from "../../gen/koebel/v1/recognition_pb";
import type { Pace, Paced } from "../../live/paced";
import { newRequestId } from "../../request_id";

/** Everybody who looks sees the same thank-you come: each tells it at a moment of their own, and not every one. */
const kPace: Pace = { gapMs: 30_000, spreadMs: 2_000 };

/** Up to where the person has read the feed, on whichever device. */
export class Reading {
  /** 0: never. Undefined until the server has said it. */
  position = $state<bigint | undefined>();
  readonly #client: Pick<Client<typeof RecognitionService>, "markFeedRead">;
  readonly #telling: Paced;
  /** What the server knows. */
  #told = 0n;

  constructor(client: Pick<Client<typeof RecognitionService>, "markFeedRead">, paced: (pace: Pace, act: () => void) => Paced) {
    this.#client = client;
    this.#telling = paced(kPace, () => void this.tell());
  }

  /** What the server says. It never moves back. */
  take(position: bigint): void {
    if (this.position === undefined || position > this.position) this.position = position;
    if (position > this.#told) this.#told = position;
  }

  /** Everything up to here was seen. The server hears of it soon, and other devices with it. */
  mark(position: bigint): void {
    if (this.position === undefined || position <= this.position) return;
    this.position = position;
    this.#telling.ask();
  }

  /** The person leaves: what was not told yet is told at once. */
  async tell(): Promise<void> {
    const before = this.#told;
    const { position = 0n } = this;
    if (position <= before) return;
    this.#told = position;
    this.#telling.done();
    try {
      await this.#client.markFeedRead({ requestId: newRequestId(), readPosition: position });
    } catch {
      // The next time says it again.
      if (this.#told === position) this.#told = before;
    }
  }
}

/** Above which row it says that one read up to there. None where nobody else's is new, or where nothing was read yet. */
export function firstRead(rows: readonly Recognition[], readBefore: bigint, myId: string): string | undefined {
  if (readBefore === 0n) return undefined;
  const at = rows.findIndex(({ position }) => position <= readBefore);
  return rows.slice(0, Math.max(at, 0)).some(({ giver }) => giver?.id !== myId) ? rows[at]?.id : undefined;
}

/** This long in sight is seen. */
const kSeenMs = 1_500;

/** An action for what lies over the newest row: says when it was in sight for a moment, and again for another newest. */
export function seen(over: HTMLElement, { newest, onseen }: { newest: bigint; onseen: (newest: bigint) => void }) {
  let now = newest;
  let isInSight = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const watch = () => {
    clearTimeout(timer);
    if (isInSight && document.visibilityState === "visible") timer = setTimeout(() => onseen(now), kSeenMs);
  };
  const observer = new IntersectionObserver(
    ([entry]) => {
      isInSight = entry?.isIntersecting ?? false;
      watch();
    },
    { threshold: 1 },
  );
  observer.observe(over);
  document.addEventListener("visibilitychange", watch);
  return {
    update: (after: { newest: bigint }) => {
      if (after.newest === now) return;
      now = after.newest;
      watch();
    },
    destroy: () => {
      clearTimeout(timer);
      observer.disconnect();
      document.removeEventListener("visibilitychange", watch);
    },
  };
}
