/** What a page keeps on the device. Everything under one prefix, so that signing out takes it all away. */
const kPrefix = "koebel.";

/** Reads JSON that a page kept; undefined when there is none, or the device keeps nothing. */
export function recall(key: string): unknown {
  try {
    const text = localStorage.getItem(kPrefix + key);
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Keeps JSON. A device that is full or forbids it loses the convenience, not the page. */
export function keep(key: string, value: unknown): void {
  try {
    if (value === undefined) localStorage.removeItem(kPrefix + key);
    else localStorage.setItem(kPrefix + key, JSON.stringify(value));
  } catch {
    // Private windows of some browsers keep nothing.
  }
}

/** Acts when another page of this browser kept something else under this key; the answer ends it. */
export function onKept(key: string, act: () => void): () => void {
  const heard = (event: StorageEvent) => {
    if (event.key === kPrefix + key) act();
  };
  window.addEventListener("storage", heard);
  return () => window.removeEventListener("storage", heard);
}

/** Forgets what belongs to persons; what belongs to the device (language, colours) stays. */
export function forgetPersons(): void {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(`${kPrefix}person.`)) localStorage.removeItem(key);
  }
}
