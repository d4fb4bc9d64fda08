/** What one build of the screen is made of. */
export interface Build {
  /** Another page, file or worker is another version. */
  readonly version: string;
  /** The paths of all files that its page is made of, "/assets/screen-1a2b.js". Their names carry a hash. */
  readonly files: readonly string[];
}

/** What a worker has around it; tests bring their own. */
export interface WorkerWorld {
  readonly origin: string;
  readonly caches: CacheStorage;
  ask(request: Request | string, options?: RequestInit): Promise<Response>;
  pause(ms: number): Promise<void>;
}

export const kPagePath = "/screen";
const kFilesPath = "/assets/";
const kCacheName = "koebel-screen-";
/** A server that needs longer to say anything is away: nobody waits in front of a black television. */
const kPatienceMs = 4_000;

/**
 * One build of the screen's page, kept so that it starts without a server. Lives in the service worker.
 * Invariant: a cache that holds the page holds every file of it; nothing else is ever put into one, no answer of a
 * call and no picture of anybody.
 */
export class KeptBuild {
  readonly #build: Build;
  readonly #world: WorkerWorld;

  constructor(build: Build, world: WorkerWorld) {
    this.#build = build;
    this.#world = world;
  }

  /** Takes the whole build, or fails and leaves whatever was kept before as it was. */
  async take(): Promise<void> {
    const cache = await this.#open();
    if (await cache.match(kPagePath, kWhoever)) return;
    try {
      await cache.addAll([...this.#build.files]);
      // Last, as it says that all is there.
      await cache.put(kPagePath, await this.#pageOfThisBuild());
    } catch (error) {
      await this.#world.caches.delete(this.#cacheName);
      throw error;
    }
  }

  /** Answers for the page and its files; undefined: nothing of the screen, the browser asks by itself. */
  answer(request: Request): Promise<Response> | undefined {
    const { origin, pathname } = new URL(request.url);
    if (request.method !== "GET" || origin !== this.#world.origin) return undefined;
    if (request.mode === "navigate") return pathname === kPagePath ? this.#page(request) : undefined;
    return pathname.startsWith(kFilesPath) ? this.#file(request, pathname) : undefined;
  }

  /** Other builds are not needed any more: this one is complete, and what is shown. */
  async forgetOthers(): Promise<void> {
    const names = await this.#world.caches.keys();
    const others = names.filter((name) => name.startsWith(kCacheName) && name !== this.#cacheName);
    await Promise.all(others.map((name) => this.#world.caches.delete(name)));
  }

  get #cacheName(): string {
    return kCacheName + this.#build.version;
  }

  #open(): Promise<Cache> {
    return this.#world.caches.open(this.#cacheName);
  }

  /** While a server is being replaced, another node may answer with another build's page. */
  async #pageOfThisBuild(): Promise<Response> {
    const page = await this.#world.ask(kPagePath, { cache: "no-store" });
    const named = (await page.clone().text()).match(/\/assets\/[^"'\s>]+/gu) ?? [];
    const isOurs = page.ok && named.length > 0 && named.every((path) => this.#build.files.includes(path));
    if (!isOurs) throw new Error("the server has another build of the page");
    return page;
  }

  /** The server's, which may be newer; the kept one where the server is away, slow or in trouble. */
  async #page(request: Request): Promise<Response> {
    const answered = this.#world.ask(request);
    const usable = answered.then((answer) => (isUsable(answer) ? answer : undefined), () => undefined);
    const inTime = await Promise.race([usable, this.#world.pause(kPatienceMs)]);
    return inTime ?? (await (await this.#open()).match(kPagePath, kWhoever)) ?? answered;
  }

  /** From any build that is kept: an older page may still be shown. */
  async #file(request: Request, path: string): Promise<Response> {
    return (await this.#world.caches.match(path, kWhoever)) ?? this.#world.ask(request);
  }
}

/** Encodings differ by what was asked for; here they are undone. */
const kWhoever: CacheQueryOptions = { ignoreVary: true };

/** A redirect is for the browser to follow: whoever stands before the server may want to know who this is. */
function isUsable(answer: Response): boolean {
  return answer.ok || answer.type === "opaqueredirect";
}
