import { createClient } from "@connectrpc/connect";

import type { Organisation, PersonCard, Value } from "../gen/koebel/v1/common_pb";
import { KioskService, type ReadCardResponse } from "../gen/koebel/v1/kiosk_pb";
import { RecognitionService } from "../gen/koebel/v1/recognition_pb";
import { httpTransport } from "../http";
import { refusalOf, reasonOf } from "../live/reason";
import { announcer } from "../page/announce.svelte";
import { preferences } from "../page/preferences.svelte";
import { reasonText } from "../text/reason_text";
import { cardIn } from "./card";
import { Presence } from "./presence.svelte";

/** Who wants to sign in, before the PIN. */
export interface Candidate {
  readonly person: Pick<PersonCard, "id" | "name" | "givenName" | "colour" | "photoPath">;
  /** Shown by a card, whose digits these are. */
  readonly card?: string;
  /** The PIN is chosen now, with the card. */
  readonly choosesPin: boolean;
}

/** What the tablet shows. */
export type Scene = "starting" | "unpaired" | "paused" | "idle" | "name" | "camera" | "pin" | "compose" | "given";

const kLookEveryMs = 30_000;
const kAgainMs = 4_000;
/** Nobody stands at a name or PIN that was left halfway. */
const kForgottenMs = 45_000;

/** The tablet: its scene, and who is signed in. One per page; nothing of anybody stays in the browser. */
export class Kiosk {
  scene = $state<Scene>("starting");
  name = $state("");
  organisation = $state.raw<Organisation | undefined>();
  candidate = $state.raw<Candidate | undefined>();
  person = $state.raw<PersonCard | undefined>();
  /** What was refused. */
  problem = $state("");
  /** Minutes the candidate waits at kiosks; 0: not. */
  waitMinutes = $state(0);
  isBusy = $state(false);
  isOffline = $state(false);
  takeBackSeconds = 60;

  readonly calls = createClient(KioskService, httpTransport);
  readonly recognitions = createClient(RecognitionService, httpTransport);
  readonly presence = new Presence({
    keepGoing: async () => (await this.calls.keepGoing({})).leftMs,
    over: () => void this.#ended(),
  });
  #looking: ReturnType<typeof setTimeout> | undefined;
  #forgetting: ReturnType<typeof setTimeout> | undefined;

  /** Those that can be chosen, in the organisation's order. */
  get values(): readonly Value[] {
    return [...(this.organisation?.values ?? [])].filter(({ retired }) => !retired).sort((a, b) => a.order - b.order);
  }

  /** Pairs first, when the page was opened by a link; the secret leaves the address at once. */
  async start(): Promise<void> {
    const token = location.hash.slice(1);
    if (token !== "") {
      history.replaceState(null, "", location.pathname);
      try {
        await this.calls.pairKiosk({ token });
      } catch (error) {
        this.problem = reasonText(error, preferences.text);
      }
    }
    await this.look();
  }

  /** Asks the server what is so, and again and again while nobody is at the tablet. */
  async look(): Promise<void> {
    clearTimeout(this.#looking);
    let again = kLookEveryMs;
    try {
      const now = await this.calls.getKiosk({});
      this.isOffline = false;
      this.name = now.name;
      this.organisation = now.organisation;
      this.takeBackSeconds = now.takeBackSeconds;
      preferences.suggestLanguage(now.organisation?.language ?? "");
      this.#become(now.paused, now.person, now.leftMs, now.warningMs);
    } catch (error) {
      const reason = reasonOf(error);
      this.isOffline = reason !== "SIGN_IN_REQUIRED" && reason !== "NOT_A_KIOSK";
      if (!this.isOffline) this.#show("unpaired");
      else again = kAgainMs;
    }
    this.#looking = setTimeout(() => void this.look(), again);
  }

  begin(): void {
    this.#clear();
    this.#show("name");
    this.alive();
  }

  openCamera(): void {
    this.#clear();
    this.#show("camera");
    this.alive();
  }

  /** Back to the invitation. */
  cancel(): void {
    this.#clear();
    this.#show("idle");
  }

  choose(person: PersonCard): void {
    this.#clear();
    this.candidate = { person, choosesPin: false };
    this.#show("pin");
    this.alive();
  }

  /** A card was read, by camera or scanner. */
  async read(text: string): Promise<void> {
    const card = cardIn(text);
    if (card === undefined || this.isBusy || this.person !== undefined) return;
    this.#clear();
    await this.#try(async () => {
      const { person, choosePin }: ReadCardResponse = await this.calls.readCard({ card });
      if (person === undefined) return;
      this.candidate = { person, card, choosesPin: choosePin };
      this.#show("pin");
      this.alive();
    });
    if (this.candidate === undefined && this.scene === "camera") this.#show("idle");
  }

  /** The six digits are there. Whether they were right. */
  async enter(pin: string): Promise<boolean> {
    const { candidate } = this;
    if (candidate === undefined) return false;
    const who =
      candidate.card === undefined
        ? { case: "personId" as const, value: candidate.person.id }
        : { case: "card" as const, value: candidate.card };
    const isIn = await this.#try(() => this.calls.signInAtKiosk({ who, pin, choosePin: candidate.choosesPin }));
    if (isIn) await this.look();
    return isIn;
  }

  /** Something happens before the PIN: the tablet waits a little longer for it. */
  alive(): void {
    clearTimeout(this.#forgetting);
    if (this.person !== undefined) return void this.presence.touch();
    this.#forgetting = setTimeout(() => {
      if (this.scene === "name" || this.scene === "pin" || this.scene === "camera") this.cancel();
    }, kForgottenMs);
  }

  given(): void {
    this.#show("given");
  }

  another(): void {
    this.#show("compose");
  }

  /** Signs out by hand. Without a connection the server does it by itself. */
  async leave(): Promise<void> {
    this.presence.stop();
    this.#gone();
    try {
      await this.calls.leaveKiosk({});
    } finally {
      await this.look();
    }
  }

  async #ended(): Promise<void> {
    this.#gone();
    announcer.say(preferences.text.kiosk.signedOut);
    await this.look();
  }

  #gone(): void {
    this.#clear();
    this.person = undefined;
    this.#show("idle");
  }

  #become(isPaused: boolean, person: PersonCard | undefined, leftMs: number, warningMs: number): void {
    if (person !== undefined && leftMs > 0) {
      if (this.person?.id === person.id && this.presence.isRunning) return;
      this.#clear();
      this.person = person;
      this.presence.start(leftMs, warningMs);
      return this.#show("compose");
    }
    if (this.person !== undefined) this.#gone();
    if (isPaused) this.#show("paused");
    else if (this.scene === "starting" || this.scene === "unpaired" || this.scene === "paused") this.#show("idle");
  }

  #show(scene: Scene): void {
    this.scene = scene;
  }

  #clear(): void {
    clearTimeout(this.#forgetting);
    this.candidate = undefined;
    this.problem = "";
    this.waitMinutes = 0;
  }

  /** Whether it was done. */
  async #try(act: () => Promise<unknown>): Promise<boolean> {
    if (this.isBusy) return false;
    this.isBusy = true;
    this.problem = "";
    try {
      await act();
      return true;
    } catch (error) {
      const { reason = "", retryAfterMs = 0 } = refusalOf(error) ?? {};
      this.problem = reasonText(error, preferences.text);
      if (reason === "KIOSK_PERSON_PAUSED") this.waitMinutes = Math.max(1, Math.ceil(retryAfterMs / 60_000));
      if (reason === "KIOSK_PAUSED") this.#show("paused");
      if (reason === "SIGN_IN_REQUIRED") this.#show("unpaired");
      announcer.say(this.problem);
      return false;
    } finally {
      this.isBusy = false;
    }
  }
}
