import type { Client } from "@connectrpc/connect";
import { timestampMs } from "@bufbuild/protobuf/wkt";

import { Visibility, type Recognition, type RecognitionService } from "../../gen/koebel/v1/recognition_pb";
import { reasonOf, refusalOf } from "../../live/reason";
import { newRequestId } from "../../request_id";
import { clock } from "../clock.svelte";
import { keep, recall } from "../storage";
import { namesOf, type Draft } from "./draft";
import { isFinal, nextToSend, Outbox, outgoing, requestIn, type Outgoing } from "./outbox";

/** What was just given, as long as it can be taken back. Plain JSON. */
export interface Sent {
  readonly recognitionId: string;
  /** Fixed, so that taking back twice is harmless. */
  readonly takeBackId: string;
  readonly names: readonly string[];
  readonly isQuiet: boolean;
  /** A curator has a look first: nobody else sees it yet. */
  readonly isHeld?: boolean;
  readonly creditsAsked: number;
  readonly creditsEach: number;
  readonly until: number;
  readonly draft: Draft;
}

const kFirstRetryMs = 1_000;
const kLongestRetryMs = 30_000;

/** Sends recognitions one by one, for ever, exactly once each; and takes the last one back. */
export class Sending {
  entries = $state.raw<readonly Outgoing[]>([]);
  /** The request that is with the server now. */
  inFlight = $state<string | undefined>();
  sent = $state.raw<Sent | undefined>();
  /** Moves each time a bell rang. */
  rings = $state(0);

  readonly #client: Client<typeof RecognitionService>;
  readonly #outbox: Outbox;
  readonly #sentKey: string;
  readonly #onAllowance: (left: number) => void;
  #isLive = false;
  #failures = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(client: Client<typeof RecognitionService>, personId: string, onAllowance: (left: number) => void) {
    const outboxKey = `person.${personId}.outbox`;
    this.#client = client;
    this.#sentKey = `person.${personId}.sent`;
    this.#onAllowance = onAllowance;
    this.#outbox = new Outbox({ read: () => recall(outboxKey), write: (entries) => keep(outboxKey, entries) });
    this.entries = this.#outbox.entries;
    window.addEventListener("storage", () => (this.entries = this.#outbox.entries));
    const kept = recall(this.#sentKey);
    if (isSent(kept) && kept.until > clock.exact()) this.sent = kept;
  }

  /** Takes a draft over for good: from here on it arrives, or its giver hears why not. */
  put(draft: Draft): void {
    this.#outbox.put(outgoing(draft, newRequestId()));
    this.#refresh();
    void this.#flush();
  }

  /** Gives an entry's draft back and forgets the entry. */
  withdraw(entry: Outgoing): Draft {
    this.#outbox.remove(entry.requestId);
    this.#refresh();
    return entry.draft;
  }

  /** The connection came or went. */
  connected(isLive: boolean): void {
    this.#isLive = isLive;
    if (!isLive) return;
    this.#failures = 0;
    void this.#flush();
  }

  /** Takes the last one back. Gives its draft back; throws what the server refused with. */
  async takeBack(): Promise<Draft | undefined> {
    const { sent } = this;
    if (sent === undefined) return undefined;
    const answer = await this.#client.takeBack({ requestId: sent.takeBackId, recognitionId: sent.recognitionId });
    this.#onAllowance(answer.allowanceLeft);
    this.dismiss();
    return sent.draft;
  }

  /** The minute is over, or its giver has seen it. */
  dismiss(): void {
    this.sent = undefined;
    keep(this.#sentKey, undefined);
  }

  /** What was held is so no longer: "somebody has a look first" is not true any more. */
  changed(recognition: Pick<Recognition, "id" | "held"> | undefined): void {
    if (this.sent?.isHeld === true && recognition?.id === this.sent.recognitionId && !recognition.held) this.dismiss();
  }

  async #flush(): Promise<void> {
    clearTimeout(this.#retry);
    this.#retry = undefined;
    while (this.#isLive && this.inFlight === undefined) {
      const entry = nextToSend(this.#outbox.entries, clock.exact());
      if (entry === undefined) return;
      this.inFlight = entry.requestId;
      if (entry.attemptedAt === 0) this.#outbox.change(entry.requestId, { attemptedAt: clock.exact() });
      try {
        await this.#send(entry);
        this.#failures = 0;
      } catch (error) {
        if (isFinal(error)) this.#outbox.change(entry.requestId, { refusal: reasonOf(error) });
        else this.#later(refusalOf(error)?.retryAfterMs ?? 0);
      } finally {
        this.inFlight = undefined;
        this.#refresh();
      }
      if (this.#retry !== undefined) return;
    }
  }

  async #send(entry: Outgoing): Promise<void> {
    const answer = await this.#client.give(requestIn(entry));
    this.#outbox.remove(entry.requestId);
    this.#onAllowance(answer.allowanceLeft);
    this.sent = {
      recognitionId: answer.recognitionId,
      takeBackId: newRequestId(),
      names: namesOf(entry.draft),
      isQuiet: entry.draft.visibility !== Visibility.EVERYONE,
      creditsAsked: entry.draft.credits,
      creditsEach: answer.creditsEach,
      until: answer.takeBackUntil === undefined ? 0 : timestampMs(answer.takeBackUntil),
      draft: entry.draft,
      isHeld: answer.held,
    };
    if (!answer.held) this.rings += 1;
    keep(this.#sentKey, this.sent);
  }

  #later(atLeastMs: number): void {
    const window = Math.min(kLongestRetryMs, kFirstRetryMs * 2 ** this.#failures);
    this.#failures += 1;
    this.#retry = setTimeout(() => {
      this.#retry = undefined;
      void this.#flush();
    }, Math.max(atLeastMs, Math.random() * window));
  }

  #refresh(): void {
    this.entries = this.#outbox.entries;
  }
}

function isSent(kept: unknown): kept is Sent {
  return typeof kept === "object" && kept !== null && "until" in kept && typeof kept.until === "number" && "draft" in kept;
}
