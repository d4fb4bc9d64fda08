import type { InboxItem } from "../../gen/koebel/v1/inbox_pb";
import { preferences } from "../preferences.svelte";
import { keep, onKept, recall } from "../storage";
import { sentenceOf } from "./kinds";
import { readTold, turnOf, writeTold } from "./notice_turn";
import { alone, isLookedAt, sayLooking } from "./one_of_the_pages";

/** On this device, for who is signed in: whoever comes after them is asked again. */
const kIsOn = "person.notices";
const kTold = "person.told";
const kIcon = "/icons/koebel-192.png";

/** How switching on went. */
export type Outcome = "on" | "denied" | "impossible";

/**
 * Notices of the operating system about what came into the inbox while the page is open and nobody looks at one: who, and what
 * kind; none of the words. At most one a minute, and one for all pages of the browser.
 */
export class Notices {
  isOn = $state(false);
  /** What is unread and may be told now; nothing while away. */
  readonly #mayTell: () => boolean;
  readonly #readPosition: () => bigint;
  #waiting: readonly InboxItem[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #endLooking: (() => void) | undefined;
  readonly #endListening: () => void;

  constructor(mayTell: () => boolean, readPosition: () => bigint) {
    this.#mayTell = mayTell;
    this.#readPosition = readPosition;
    this.#follow();
    this.#endListening = onKept(kIsOn, () => this.#follow());
  }

  /** Asks the browser, which asks the person. Only when they switched it on. */
  async switchOn(): Promise<Outcome> {
    if (!isPossible()) return "impossible";
    if ((await Notification.requestPermission()) !== "granted") return "denied";
    // Some browsers have notifications for service workers only, and say so when one is made.
    const { text } = preferences;
    if (!show(text.inbox.notices.on, () => {})) return "impossible";
    keep(kIsOn, true);
    this.#begin();
    return "on";
  }

  switchOff(): void {
    keep(kIsOn, undefined);
    this.#end();
  }

  /** The page ends, or somebody signs out. */
  stop(): void {
    this.#endListening();
    this.#end();
  }

  /** This came into the inbox. */
  heard(items: readonly InboxItem[]): void {
    if (!this.isOn) return;
    this.#waiting = [...this.#waiting, ...items];
    void this.#turn();
  }

  /** As it was chosen, here or on another page. */
  #follow(): void {
    if (recall(kIsOn) === true && isPossible() && Notification.permission === "granted") this.#begin();
    else this.#end();
  }

  #begin(): void {
    if (this.isOn) return;
    this.isOn = true;
    this.#endLooking = sayLooking();
  }

  #end(): void {
    this.isOn = false;
    clearTimeout(this.#timer);
    this.#waiting = [];
    this.#endLooking?.();
    this.#endLooking = undefined;
  }

  #turn(): Promise<void> {
    clearTimeout(this.#timer);
    return alone(async () => {
      if (!this.isOn) return;
      const told = readTold(recall(kTold));
      // What came while somebody looks was there to be seen.
      const isSeen = !this.#mayTell() || (await isLookedAt());
      const turn = turnOf(this.#waiting, told, this.#readPosition(), Date.now());
      if (turn.kind === "wait" && !isSeen) {
        this.#timer = setTimeout(() => void this.#turn(), turn.ms);
        return;
      }
      const newest = this.#waiting[this.#waiting.length - 1]?.position ?? 0n;
      this.#waiting = [];
      if (turn.kind === "nothing") return;
      if (newest > told.position) keep(kTold, writeTold({ position: newest, at: isSeen ? told.at : Date.now() }));
      if (turn.kind === "tell" && !isSeen) tell(turn.items);
    });
  }
}

/** Whether this browser has notifications here: they need a secure origin. */
function isPossible(): boolean {
  return globalThis.isSecureContext && "Notification" in globalThis && "locks" in navigator;
}

function tell(items: readonly InboxItem[]): void {
  const { text } = preferences;
  const [only] = items;
  if (only === undefined) return;
  show(items.length === 1 ? sentenceOf(only, text) : text.inbox.notices.several(items.length), () => {
    window.focus();
    location.hash = "#inbox";
  });
}

/** Whether it could be shown. A newer one takes the place of the one before. */
function show(title: string, onclick: () => void): boolean {
  try {
    const notice = new Notification(title, { body: "Koebel", icon: kIcon, tag: "koebel.inbox" });
    notice.onclick = () => {
      notice.close();
      onclick();
    };
    return true;
  } catch {
    return false;
  }
}
