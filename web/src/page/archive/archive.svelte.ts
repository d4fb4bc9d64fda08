import { createClient } from "@connectrpc/connect";

import { LeavingService, type OpenArchiveResponse } from "../../gen/koebel/v1/leaving_pb";
import type { Recognition } from "../../gen/koebel/v1/recognition_pb";
import { httpTransport } from "../../http";
import { refusalOf } from "../../live/reason";

const kPauseMs = 1_000;

/** The archive of whoever the code is for: read a page at a time, or to its end. Over HTTP, signed in as nobody. */
export class Archive {
  /** Whose it is, and until when; from the first page. */
  about = $state.raw<OpenArchiveResponse | undefined>();
  /** The newest first. */
  recognitions = $state.raw<readonly Recognition[]>([]);
  more = $state(false);
  readonly #client = createClient(LeavingService, httpTransport);
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
  }

  /** Opens it, or reads on. */
  async read(): Promise<void> {
    const beforePosition = this.recognitions.at(-1)?.position ?? 0n;
    const page = await this.#client.openArchive({ secret: this.#secret, beforePosition });
    this.about ??= page;
    this.recognitions = [...this.recognitions, ...page.recognitions];
    this.more = page.more;
  }

  /** Reads to the end, as fast as the server lets it. */
  async readAll(): Promise<void> {
    while (this.more) {
      try {
        await this.read();
      } catch (error) {
        const { reason, retryAfterMs } = refusalOf(error) ?? {};
        if (reason !== "RATE_LIMITED") throw error;
        await new Promise((resolve) => setTimeout(resolve, retryAfterMs || kPauseMs));
      }
    }
  }
}
