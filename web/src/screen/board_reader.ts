import type { Client } from "@connectrpc/connect";

import { BoardsShown, type GetBoardResponse, type LeaderboardService } from "../gen/koebel/v1/leaderboard_pb";
import type { Connection } from "../live/connection";
import { placesOf } from "../live/place";
import type { Rereads } from "../live/rereads";
import type { Following } from "../live/subscriptions";
import { isOnRail, type RailBoards } from "./rail_boards";

/**
 * Reads the boards of the rail and follows them. A screen without boards is a screen: whatever fails here is tried again
 * later and touches nothing else. Owned by the page.
 */
export class BoardReader {
  readonly #client: Client<typeof LeaderboardService>;
  readonly #connection: Connection;
  readonly #boards: RailBoards;
  readonly #now: () => number;
  readonly #rereads: Rereads;
  #followings: Following[] = [];
  /** Answers of an earlier read are dropped. */
  #generation = 0;
  /** What came while a read was on its way: that read may be of before it. */
  #hasNews = false;

  constructor(client: Client<typeof LeaderboardService>, connection: Connection, boards: RailBoards, now: () => number) {
    this.#client = client;
    this.#connection = connection;
    this.#boards = boards;
    this.#now = now;
    this.#rereads = connection.rereads(() => void this.read());
  }

  async read(): Promise<void> {
    this.#rereads.cancel();
    const generation = ++this.#generation;
    this.#hasNews = false;
    try {
      const { shown, boards } = await this.#client.listBoards({});
      const wanted = shown === BoardsShown.OFF ? [] : boards.filter(isOnRail);
      const answers = await Promise.all(wanted.map((key) => this.#client.getBoard({ key })));
      if (generation !== this.#generation) return;
      this.#boards.replace(answers.flatMap(({ board }) => (board ? [board] : [])), this.#now());
      this.#rereads.done();
      if (this.#hasNews) this.#rereads.again();
      // Boards that are off have no places to follow from; where they were followed, it is heard when they are back.
      if (wanted.length === 0) return;
      this.stop();
      this.#followings = answers.flatMap((answer) => this.#follow(answer));
    } catch {
      if (generation === this.#generation) this.#rereads.again();
    }
  }

  stop(): void {
    for (const following of this.#followings) following.stop();
    this.#followings = [];
  }

  #follow({ snapshot }: GetBoardResponse): Following[] {
    if (snapshot === undefined) return [];
    return [
      this.#connection.follow(placesOf(snapshot), {
        apply: () => {},
        state: (_topic, state) => {
          if (state.case !== "board" || this.#boards.push(state.value, this.#now()) !== "read") return;
          this.#hasNews = true;
          this.#rereads.again();
        },
        reset: () => this.#rereads.again(),
      }),
    ];
  }
}
