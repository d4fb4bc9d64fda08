import { timestampMs } from "@bufbuild/protobuf/wkt";
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
  /** Why there is none yet, or why it may be an old one. */
  trouble: Trouble;
}

/** "too many": its address asked for too many codes, another try comes later. "away": the server does not answer. */
export type Trouble = "" | "too many" | "away";

/** The calls of PairingService that a television makes. */
export interface PairingCalls {
  startPairing(request: { width: number; height: number }): Promise<StartPairingResponse>;
  awaitPairing(request: { secret: string }): Promise<AwaitPairingResponse>;
}

export interface PairingWorld {
  /** The picture, in the television's own pixels. */
  size(): { width: number; height: number };
  pause(ms: number): Promise<void>;
  now(): number;
}

const kNothingYet: PairingView = { code: "", picture: 0, address: "", trouble: "" };
const kRetryMs = { first: 1_000, most: 30_000 };
/** When the server does not say how long. */
const kTooManyMs = 60_000;

/**
 * Shows a code until somebody has typed it. Whether its time is over the server says, whose clock a television need not
 * share; only while no server answers it goes by its own, so that no old code stays in front of people.
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
      const started = await this.#start();
      const token = await this.#paired(started);
      if (token !== undefined) return token;
    }
  }

  async #start(): Promise<StartPairingResponse> {
    for (let failures = 0; ; failures++) {
      try {
        return await this.#calls.startPairing(this.#world.size());
      } catch (error) {
        const isTooMany = ConnectError.from(error).code === Code.ResourceExhausted;
        this.#show({ ...kNothingYet, trouble: isTooMany ? "too many" : "away" });
        await this.#world.pause(isTooMany ? refusalOf(error)?.retryAfterMs || kTooManyMs : backOff(failures));
      }
    }
  }

  /** Undefined: the code is worth nothing any more. */
  async #paired({ secret, code, picture, address, pollMs, expiresAt }: StartPairingResponse): Promise<string | undefined> {
    const show = (trouble: Trouble) => this.#show({ code, picture, address, trouble });
    show("");
    for (let failures = 0; ; ) {
      await this.#world.pause(Math.max(pollMs, failures && backOff(failures)) * (0.9 + Math.random() / 5));
      try {
        const { screenId, token } = await this.#calls.awaitPairing({ secret });
        if (screenId !== "") return token;
        if (failures > 0) show("");
        failures = 0;
      } catch (error) {
        if (ConnectError.from(error).code === Code.NotFound) return undefined;
        if (expiresAt && this.#world.now() >= timestampMs(expiresAt)) return undefined;
        failures++;
        show("away");
      }
    }
  }
}

function backOff(failures: number): number {
  return Math.min(kRetryMs.most, kRetryMs.first * 2 ** failures);
}
