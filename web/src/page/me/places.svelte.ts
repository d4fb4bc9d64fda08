import { BoardKind, PeriodKind, type BoardRow, type GetPlaceResponse } from "../../gen/koebel/v1/leaderboard_pb";
import type { Connection } from "../../live/connection";
import type { Paced } from "../../live/paced";
import type { Selection } from "../boards/selection";

/** A board of this month, and where I stand on it. */
export interface MyPlace {
  readonly key: Selection;
  readonly row: BoardRow;
}

const kKinds = [BoardKind.RECEIVED, BoardKind.GIVEN] as const;
/** Each thank-you may move me: asked for now and then, by each page at a moment of its own. */
const kPace = { gapMs: 5_000, spreadMs: 1_000 };

/** My own places this month. They are mine to see: nobody else is told. Empty when I am on no board, or no ranks are shown. */
export class Places {
  mine = $state.raw<readonly MyPlace[]>([]);

  readonly #ask: (key: Selection) => Promise<GetPlaceResponse>;
  readonly #again: Paced;
  #isOpen = false;

  constructor(connection: Connection, ask: (key: Selection) => Promise<GetPlaceResponse>) {
    this.#ask = ask;
    this.#again = connection.paced(kPace, () => void this.#read());
  }

  /** Somebody looks at them. */
  open(): void {
    this.#isOpen = true;
    this.#again.ask();
  }

  close(): void {
    this.#isOpen = false;
    this.#again.cancel();
  }

  /** Something happened that may have moved me. */
  refresh(): void {
    if (this.#isOpen) this.#again.ask();
  }

  async #read(): Promise<void> {
    const keys = kKinds.map((kind) => ({ kind, valueId: "", periodKind: PeriodKind.MONTH, period: 0n }));
    try {
      const answers = await Promise.all(keys.map((key) => this.#ask(key)));
      this.mine = keys.flatMap((key, at) => {
        const row = answers[at]?.me;
        return row === undefined ? [] : [{ key, row }];
      });
    } catch {
      // Boards are off, or the server is away. What stands here may no longer hold.
      this.mine = [];
    }
  }
}
