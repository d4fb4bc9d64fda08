import { Code, ConnectError } from "@connectrpc/connect";

import type { AwaitPairingResponse, StartPairingResponse } from "../gen/koebel/v1/pairing_pb";
import { refusalOf } from "../live/reason";

/** What a television shows that is nobody's yet. */
export interface PairingView {
  /** "BCDF-GHJK"; empty: the server has not answered yet. */
  code: string;
  /** One of kPairingPictures. */
  picture: number;
  /** Where the code is typed. It holds no code. */
  address: string;
  /** Its address asked for too many codes: another try comes later. */
  tooMany: boolean;
}

/** The calls of PairingService that a television makes. */
export interface PairingCalls {
  startPairing(request: { width: number; height: number }): Promise<StartPairingResponse>;
  awaitPairing(request: { secret: string }): Promise<AwaitPairingResponse>;
}

export interface PairingWorld {
  /** The picture, in the television's own pixels. */
  size(): { width: number; height: number };
  pause(ms: number): Promise<void>;
}

const kNothingYet: PairingView = { code: "", picture: 0, address: "", tooMany: false };
const kRetryMs = { first: 1_000, most: 30_000 };
/** When the server does not say how long. */
const kTooManyMs = 60_000;

/**
 * Shows a code until somebody has typed it. Whether its time is over the server says, whose clock a television need not
 * share; without a server the code stays, and is asked for again as soon as one answers.
 */
export class Pairing {
  readonly #calls: PairingCalls;
  readonly #world: PairingWorld;
  readonly #show: (view: PairingView) => void;

  constructor(calls: PairingCalls, world: PairingWorld, show: (view: PairingView) => void) {
    this.#calls = calls;
    this.#world = world;
    this.#show = show;
  }

  /** The token of the screen that this television has become; the answer has set its cookie too. */
  async token(): Promise<string> {
    this.#show(kNothingYet);
    for (;;) {
      const { secret, code, picture, address, pollMs } = await this.#start();
      this.#show({ code, picture, address, tooMany: false });
      const token = await this.#paired(secret, pollMs);
      if (token !== undefined) return token;
    }
  }

  async #start(): Promise<StartPairingResponse> {
    for (let failures = 0; ; failures++) {
      try {
        return await this.#calls.startPairing(this.#world.size());
      } catch (error) {
        const isTooMany = ConnectError.from(error).code === Code.ResourceExhausted;
        this.#show({ ...kNothingYet, tooMany: isTooMany });
        await this.#world.pause(isTooMany ? refusalOf(error)?.retryAfterMs || kTooManyMs : backOff(failures));
      }
    }
  }

  /** Undefined: the code is worth nothing any more. */
  async #paired(secret: string, pollMs: number): Promise<string | undefined> {
    for (let failures = 0; ; ) {
      await this.#world.pause(Math.max(pollMs, failures && backOff(failures)) * (0.9 + Math.random() / 5));
      try {
        const { screenId, token } = await this.#calls.awaitPairing({ secret });
        if (screenId !== "") return token;
        failures = 0;
      } catch (error) {
        if (ConnectError.from(error).code === Code.NotFound) return undefined;
        failures++;
      }
    }
  }
}

function backOff(failures: number): number {
  return Math.min(kRetryMs.most, kRetryMs.first * 2 ** failures);
}
