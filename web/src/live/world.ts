import { kProtocol, type Socket } from "./channel";

/** What a connection needs of the world around it; tests bring their own. */
export interface World {
  /** Milliseconds that never run back. */
  now(): number;
  /** At least 0, less than 1. */
  random(): number;
  /** Acts later; the answer cancels it. */
  after(ms: number, act: () => void): () => void;
  openSocket(): Socket;
  /** Whether nobody can see the page. */
  isHidden(): boolean;
  /** Acts when the network returns or the page comes into sight; the answer ends it. */
  onWake(act: () => void): () => void;
}

/** The browser's world, with /live on the page's own host. */
export function browserWorld(): World {
  return {
    now: () => performance.now(),
    random: () => Math.random(),
    after: (ms, act) => {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
    openSocket: () => {
      const url = new URL("/live", location.href);
      url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
      return new WebSocket(url, kProtocol);
    },
    isHidden: () => document.visibilityState === "hidden",
    onWake: (act) => {
      const onVisible = () => {
        if (document.visibilityState === "visible") act();
      };
      window.addEventListener("online", act);
      document.addEventListener("visibilitychange", onVisible);
      return () => {
        window.removeEventListener("online", act);
        document.removeEventListener("visibilitychange", onVisible);
      };
    },
  };
}
