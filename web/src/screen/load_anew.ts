const kPatienceMs = 15_000;

/** What loading anew takes; tests bring their own. */
export interface LoadingWorld {
  /** Waits before a try, longer each time. */
  pause(): Promise<void>;
  /** Whether the server itself, no copy, has the page now. */
  isServed(): Promise<boolean>;
  load(): void;
}

/** Loads the page anew, but never into a browser's error page: only when the server answers. Once. */
export class LoadAnew {
  readonly #world: LoadingWorld;
  #hasBegun = false;

  constructor(world: LoadingWorld) {
    this.#world = world;
  }

  async begin(): Promise<void> {
    if (this.#hasBegun) return;
    this.#hasBegun = true;
    do await this.#world.pause();
    while (!(await this.#world.isServed()));
    this.#world.load();
  }
}

/** A browser's way to load this page anew. */
export function loadingWorld(pause: () => Promise<void>): LoadingWorld {
  return {
    pause,
    isServed: () => {
      // What takes the request and says nothing is no server either.
      const patience = new AbortController();
      const timer = setTimeout(() => patience.abort(), kPatienceMs);
      const asked = fetch(location.pathname, { cache: "no-store", signal: patience.signal }).then(({ ok }) => ok, () => false);
      return asked.finally(() => clearTimeout(timer));
    },
    load: () => location.reload(),
  };
}
