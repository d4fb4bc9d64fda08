import { refusalOf } from "../live/reason";

/** Asks again when the server says how long to wait, for what takes many calls; anything else is the caller's. */
export async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      const wait = refusalOf(error)?.retryAfterMs ?? 0;
      if (wait === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}
