import type { Notice } from "../gen/koebel/v1/live_pb";

/** How the connection stands. "signed_out" lasts until resume(), "stopped" is for good. */
export type Status = "connecting" | "live" | "waiting" | "signed_out" | "stopped";

/** What a page wants to hear. Every one may be left out. */
export interface Listeners {
  onStatus?(status: Status): void;
  /** The server has another build than the first one seen: reload in a calm moment. */
  onOtherBuild?(build: string): void;
  onNotice?(notice: Notice): void;
  /** Connections could not be opened at all, twice and more: the session may be gone. At most every 30 s. */
  onRefused?(): void;
  /** Any frame came: until this moment the connection lived. */
  onHeard?(): void;
  /** The server's clock minus ours, in milliseconds. */
  onClock?(offsetMs: number): void;
}
