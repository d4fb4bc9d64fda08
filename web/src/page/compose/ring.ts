import type { Client } from "@connectrpc/connect";

import type { FleetService } from "../../gen/koebel/v1/fleet_pb";

/** When it is asked, after it was given: screens tell within seconds, and one that turns a page tells later. */
const kAskAfterMs = [3_000, 7_000, 15_000, 30_000, 50_000];

/** How far the bell carried. */
export interface Carried {
  screens: number;
  towns: number;
}

/**
 * Asks now and then on how many screens a recognition rang, as long as it can be taken back. Asked for, not told: a log
 * entry for each screen of each recognition would be most of the log. Whatever fails is asked again the next time.
 */
export function followRing(client: Pick<Client<typeof FleetService>, "getRing">, recognitionId: string, onCarried: (carried: Carried) => void): () => void {
  const timers = kAskAfterMs.map((ms) =>
    setTimeout(() => {
      client.getRing({ recognitionId }).then(
        ({ screens, towns }) => onCarried({ screens, towns }),
        () => undefined,
      );
    }, ms),
  );
  return () => timers.forEach(clearTimeout);
}
