// What the tests of this folder use instead of a browser's caches and a server. Not part of any page.
import type { WorkerWorld } from "./kept_build";

const kOrigin = "https://koebel.example";

/** A server whose answers the test sets, and caches it looks into. */
export class FakeWorld implements WorkerWorld {
  readonly origin = kOrigin;
  /** By path; what is not there is not found. */
  served = new Map<string, string>();
  status = 200;
  state: "answers" | "is away" | "says nothing" = "answers";
  /** The paths and texts of each cache. */
  readonly kept = new Map<string, Map<string, string>>();
  readonly asked: string[] = [];
  #patience: (() => void)[] = [];

  readonly caches = {
    open: async (name: string) => this.#cache(this.kept.get(name) ?? this.#added(name)),
    keys: async () => [...this.kept.keys()],
    delete: async (name: string) => this.kept.delete(name),
    match: async (path: string) => {
      const text = [...this.kept.values()].map((files) => files.get(path)).find((one) => one !== undefined);
      return text === undefined ? undefined : new Response(text);
    },
  } as unknown as CacheStorage;

  async ask(request: Request | string): Promise<Response> {
    const path = typeof request === "string" ? request : new URL(request.url).pathname;
    this.asked.push(path);
    if (this.state === "is away") throw new TypeError("Failed to fetch");
    if (this.state === "says nothing") return new Promise(() => {});
    const text = this.served.get(path);
    return text === undefined ? new Response("", { status: 404 }) : new Response(text, { status: this.status });
  }

  pause(): Promise<void> {
    return new Promise((resolve) => this.#patience.push(resolve));
  }

  /** Whoever waits has waited long enough. */
  patienceEnds(): void {
    for (const resolve of this.#patience.splice(0)) resolve();
  }

  #added(name: string): Map<string, string> {
    const files = new Map<string, string>();
    this.kept.set(name, files);
    return files;
  }

  #cache(files: Map<string, string>) {
    return {
      match: async (path: string) => (files.has(path) ? new Response(files.get(path)) : undefined),
      put: async (path: string, answer: Response) => void files.set(path, await answer.text()),
      addAll: async (paths: string[]) => {
        for (const path of paths) {
          const answer = await this.ask(path);
          if (!answer.ok) throw new TypeError(`${path}: ${answer.status}`);
          files.set(path, await answer.text());
        }
      },
    };
  }
}

/** What a browser asks for; `mode` is "navigate" for a page. */
export function asking(path: string, about: Partial<Request> = {}): Request {
  return { method: "GET", mode: "cors", url: new URL(path, kOrigin).href, ...about } as Request;
}

export const opening = (path: string) => asking(path, { mode: "navigate" });
