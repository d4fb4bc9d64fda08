import type { Client } from "@connectrpc/connect";

import type { Snapshot } from "../gen/koebel/v1/common_pb";
import { BoardsShown, type GetBoardResponse, type LeaderboardService } from "../gen/koebel/v1/leaderboard_pb";
import type { Connection } from "../live/connection";
import { placesOf } from "../live/place";
import type { Rereads } from "../live/rereads";
import type { Following } from "../live/subscriptions";
import { Round } from "../round";
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
  #followingShown: Following | undefined;
  #shown = BoardsShown.UNSPECIFIED;
  readonly #round = new Round();
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
    const stillCounts = this.#round.begin();
    this.#hasNews = false;
    try {
      const { shown, boards, snapshot } = await this.#client.listBoards({});
      const wanted = shown === BoardsShown.OFF ? [] : boards.filter(isOnRail);
      const answers = await Promise.all(wanted.map((key) => this.#client.getBoard({ key })));
      if (!stillCounts()) return;
      this.#shown = shown;
      this.#boards.replace(answers.flatMap(({ board }) => (board ? [board] : [])), this.#now());
      this.#rereads.done();
      if (this.#hasNews) this.#rereads.again();
      this.#stopBoards();
      this.#followings = answers.flatMap((answer) => this.#follow(answer));
      this.#followShown(snapshot);
    } catch {
      if (stillCounts()) this.#rereads.again();
    }
  }

  stop(): void {
    this.#round.end();
    this.#rereads.cancel();
    this.#stopBoards();
    this.#followingShown?.stop();
    this.#followingShown = undefined;
  }

  #stopBoards(): void {
    for (const following of this.#followings) following.stop();
    this.#followings = [];
  }

  /** Switched on, off or shown another way: heard also while there is no board to follow. */
  #followShown(snapshot: Snapshot | undefined): void {
    if (snapshot === undefined || this.#followingShown !== undefined) return;
    this.#followingShown = this.#connection.follow(placesOf(snapshot), {
      apply: () => {},
      state: (_topic, state) => {
        if (state.case !== "board" || state.value.shown === this.#shown) return;
        this.#shown = state.value.shown;
        if (this.#shown === BoardsShown.OFF) this.#boards.clear();
        this.#hasNews = true;
        this.#rereads.again();
      },
      reset: () => {
        this.#followingShown = undefined;
        this.#rereads.again();
      },
    });
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
