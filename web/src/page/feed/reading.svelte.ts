import type { Client } from "@connectrpc/connect";

import type { Recognition, RecognitionService } from "../../gen/koebel/v1/recognition_pb";
import { newRequestId } from "../../request_id";

/** Up to where the person has read the feed, on whichever device. */
export class Reading {
  /** 0: never. Undefined until the server has said it. */
  position = $state<bigint | undefined>();
  readonly #client: Pick<Client<typeof RecognitionService>, "markFeedRead">;

  constructor(client: Pick<Client<typeof RecognitionService>, "markFeedRead">) {
    this.#client = client;
  }

  /** What the server says. It never moves back. */
  take(position: bigint): void {
    if (this.position === undefined || position > this.position) this.position = position;
  }

  /** Everything up to here was seen. */
  async mark(position: bigint): Promise<void> {
    if (this.position === undefined || position <= this.position) return;
    this.position = position;
    try {
      await this.#client.markFeedRead({ requestId: newRequestId(), readPosition: position });
    } catch {
      // The next visit says it again.
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
