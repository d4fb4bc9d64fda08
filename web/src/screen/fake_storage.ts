// What the tests of this folder use instead of a television's memory. Not part of any page.
import { vi } from "vitest";

/** An empty memory in the place of the browser's; what is in it, and how often something was written. */
export function keptOnDevice() {
  const device = { items: new Map<string, string>(), writes: 0 };
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => device.items.get(key) ?? null,
    setItem: (key: string, text: string) => (device.writes++, device.items.set(key, text)),
    removeItem: (key: string) => device.items.delete(key),
  });
  return device;
}
