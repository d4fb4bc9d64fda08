import type { Timestamp } from "@bufbuild/protobuf/wkt";

import type { ListOpenedResponse } from "../../gen/koebel/v1/report_pb";

/** When recognitions of mine were opened to moderators. */
export class Opened {
  #at = $state.raw<ReadonlyMap<string, Timestamp>>(new Map());
  readonly #read: () => Promise<ListOpenedResponse>;

  constructor(read: () => Promise<ListOpenedResponse>) {
    this.#read = read;
  }

  /** When a recognition was, if it was. */
  at(recognitionId: string): Timestamp | undefined {
    return this.#at.get(recognitionId);
  }

  async load(): Promise<void> {
    try {
      const { opened } = await this.#read();
      this.#at = new Map(opened.flatMap(({ recognitionId, openedAt }) => (openedAt ? [[recognitionId, openedAt]] : [])));
    } catch {
      // What is known stays; the next connection asks again.
    }
  }
}
