import { isSameRanking, memberOf, verdictOn } from "../../boards/rows";
import { Movements, type Movement } from "../../boards/movement";
import type { Snapshot } from "../../gen/koebel/v1/common_pb";
import {
  BoardsShown,
  GetBoardResponse_Absence as Absence,
  type Board,
  type BoardKey,
  type BoardRow,
  type GetBoardResponse,
  type ListBoardsResponse,
} from "../../gen/koebel/v1/leaderboard_pb";
import { Notice_Kind, type Notice, type State } from "../../gen/koebel/v1/live_pb";
import type { Connection } from "../../live/connection";
import type { Paced } from "../../live/paced";
import { placesOf } from "../../live/place";
import { reasonOf } from "../../live/reason";
import type { Rereads } from "../../live/rereads";
import type { Following } from "../../live/subscriptions";
import { Round } from "../../round";
import { belowIn, mineIn, type Below } from "./place";
import { among, kFirst, type Selection } from "./selection";

/** What is asked of the server. */
export interface BoardsSource {
  list(): Promise<ListBoardsResponse>;
  board(key: Selection): Promise<GetBoardResponse>;
  /** Goes onto boards, or off them; answers the place in the log from which that holds. */
  appear(isOnBoards: boolean): Promise<bigint>;
}

/** My place changes with everybody's thanks: it is asked for now and then, by each page at a moment of its own. */
const kPlacePace = { gapMs: 5_000, spreadMs: 1_000 };
/** A screen reader hears of my place at most this often. */
const kVoicePace = { gapMs: 30_000, spreadMs: 0 };
/** What was chosen is waited for, so that the answer is not of before. */
const kWait = { times: 20, ms: 250 };

/**
 * The boards of the page: which there are, the one that is looked at, and the way onto them. Invariant: the first ten are
 * the newest the server told, by position; my place follows them within seconds.
 */
export class Boards {
  shown = $state(BoardsShown.UNSPECIFIED);
  offered = $state.raw<readonly BoardKey[]>([]);
  selection = $state.raw<Selection>(kFirst);
  board = $state.raw<Board | undefined>();
  status = $state<"loading" | "ready" | "failed">("loading");
  absence = $state(Absence.UNSPECIFIED);
  previousPeriod = $state(0n);
  nextPeriod = $state(0n);
  movements = $state.raw<ReadonlyMap<string, Movement>>(new Map());
  /** The server says that boards may be behind for now. */
  isLagging = $state(false);
  /** Hears my rank when it has changed, not at every change. */
  onRank: (rank: number) => void = () => {};

  #me = $state.raw<BoardRow | undefined>();
  #around = $state.raw<readonly BoardRow[]>([]);
  readonly me: BoardRow | undefined = $derived.by(() => mineIn(this.board, this.#me, this.#myId));
  readonly below: Below = $derived.by(() =>
    this.board === undefined ? { rows: [], isApart: false } : belowIn(this.board, this.#around, this.#me, this.#myId),
  );

  readonly #connection: Connection;
  readonly #source: BoardsSource;
  readonly #myId: string;
  readonly #now: () => number;
  readonly #rereads: Rereads;
  readonly #arrivals: Rereads;
  readonly #placeAgain: Paced;
  readonly #voice: Paced;
  readonly #moved = new Movements();
  #following: Following | undefined;
  /** Tells when boards are switched on or off, on every page. */
  #followingShown: Following | undefined;
  #isOpen = false;
  #saidRank = 0;
  readonly #round = new Round();

  /** `known`: how boards were shown when the page was here the last time. */
  constructor(connection: Connection, source: BoardsSource, myId: string, now: () => number, known = BoardsShown.UNSPECIFIED) {
    this.shown = known;
    this.#connection = connection;
    this.#source = source;
    this.#myId = myId;
    this.#now = now;
    this.#rereads = connection.rereads(() => void this.#read());
    this.#arrivals = connection.rereads(() => void this.arrive());
    this.#placeAgain = connection.paced(kPlacePace, () => void this.#readPlace());
    this.#voice = connection.paced(kVoicePace, () => this.#sayRank());
  }

  /** Off, or not known to be on. */
  get isHidden(): boolean {
    return this.isOff || this.shown === BoardsShown.UNSPECIFIED;
  }

  get isOff(): boolean {
    return this.shown === BoardsShown.OFF;
  }

  /** Connected: are there boards, and which? */
  async arrive(): Promise<void> {
    this.#arrivals.cancel();
    try {
      const { shown, boards, snapshot } = await this.#source.list();
      if (shown === BoardsShown.OFF) this.#areOff();
      this.shown = shown;
      this.offered = boards;
      this.selection = among(boards, this.selection);
      this.#followShown(snapshot);
      this.#arrivals.done();
    } catch {
      this.#arrivals.again();
    }
    if (this.#isOpen && !this.isOff && this.#following === undefined) await this.#read();
  }

  /** The connection went away, and with it what the server said of itself. */
  disconnected(): void {
    this.isLagging = false;
    this.#arrivals.cancel();
  }

  notice({ kind, component }: Notice): void {
    if (component !== "redis") return;
    if (kind === Notice_Kind.DEGRADED) this.isLagging = true;
    if (kind === Notice_Kind.RECOVERED) this.isLagging = false;
  }

  /** Somebody looks at a board. What was read before stays until the answer is here. */
  async open(wanted: Selection): Promise<void> {
    this.#isOpen = true;
    this.selection = among(this.offered, wanted);
    await this.#read();
  }

  /** Nobody looks any more. */
  close(): void {
    this.#isOpen = false;
    this.#round.end();
    this.#leave();
  }

  /** Goes onto boards, or off them: at once. */
  async appear(isOnBoards: boolean): Promise<void> {
    const position = await this.#source.appear(isOnBoards);
    for (let time = 0; time < kWait.times && this.#isOpen; time += 1) {
      await this.#readPlace();
      this.#rankIsKnown();
      if ((this.board?.position ?? 0n) >= position && (this.absence === Absence.PUBLICITY) === !isOnBoards) return;
      await new Promise((resolve) => setTimeout(resolve, kWait.ms));
    }
  }

  async #read(): Promise<void> {
    this.#rereads.cancel();
    this.#leave();
    const stillCounts = this.#round.begin();
    if (this.status === "failed") this.status = "loading";
    try {
      const answer = await this.#source.board(this.selection);
      if (!stillCounts()) return;
      this.board = undefined;
      this.#take(answer);
      this.#rankIsKnown();
      this.status = "ready";
      this.#follow(answer);
      this.#rereads.done();
    } catch (error) {
      if (stillCounts()) this.#failed(reasonOf(error));
    }
  }

  /** Where I stand now, beside what was pushed. */
  async #readPlace(): Promise<void> {
    const stillCounts = this.#round.join();
    try {
      const answer = await this.#source.board(this.selection);
      if (stillCounts()) this.#take(answer);
    } catch {
      // The next move asks again.
    }
  }

  #take(answer: GetBoardResponse): void {
    const { board } = answer;
    if (board === undefined) return;
    if (this.board === undefined || verdictOn(board, this.board) !== "drop") this.#show(board);
    this.#me = answer.me;
    this.#around = answer.around;
    this.absence = answer.absence;
    this.previousPeriod = answer.previousPeriod;
    this.nextPeriod = answer.nextPeriod;
    // The running period by its number is the running one: it goes on with the next.
    if (!board.closed && this.selection.period > 0n) this.selection = { ...this.selection, period: 0n };
    if ((this.me?.rank ?? 0) !== this.#saidRank) this.#voice.ask();
  }

  #show(board: Board): void {
    if (this.board?.key?.period !== board.key?.period) this.#moved.forget();
    this.board = board;
    this.shown = board.shown;
    this.movements = this.#moved.take(board.top, this.#now());
  }

  #follow({ snapshot, board }: GetBoardResponse): void {
    if (snapshot === undefined || snapshot.heads.length === 0 || board?.closed === true) return;
    this.#following = this.#connection.follow(placesOf(snapshot), {
      apply: () => {},
      state: (_topic, state) => this.#pushed(state),
      reset: () => {
        this.#following = undefined;
        this.#rereads.again();
      },
    });
  }

  #pushed(state: State["state"]): void {
    if (state.case !== "board" || this.board === undefined) return;
    const verdict = verdictOn(state.value, this.board);
    if (verdict === "read") return this.#rereads.again();
    if (verdict === "drop") return;
    this.#show(state.value);
    const isAmongTen = state.value.top.some((row) => row.person !== undefined && memberOf(row) === this.#myId);
    if (isAmongTen) this.absence = Absence.UNSPECIFIED;
    else this.#placeAgain.ask();
    if ((this.me?.rank ?? 0) !== this.#saidRank) this.#voice.ask();
  }

  /** Something else is said of the board now; its voice does not speak into that. */
  #rankIsKnown(): void {
    this.#saidRank = this.me?.rank ?? 0;
    this.#voice.done();
  }

  #sayRank(): void {
    const rank = this.me?.rank ?? 0;
    if (rank === this.#saidRank) return;
    this.#saidRank = rank;
    if (rank > 0) this.onRank(rank);
  }

  #failed(reason: string): void {
    if (reason === "BOARDS_OFF") return this.#areOff();
    // An address of long ago: what runs now is there.
    if (reason === "BOARD_NOT_FOUND" || reason === "BOARD_INVALID") {
      const isRunning = this.selection.period === 0n;
      if (!isRunning) return void this.open({ ...this.selection, period: 0n });
    }
    // Another board than the one that is asked for would be taken for it.
    const { period } = this.selection;
    const isOther = !isSameRanking(this.board?.key, this.selection) || (period > 0n && period !== this.board?.key?.period);
    if (isOther) this.board = undefined;
    this.status = "failed";
    this.#rereads.again();
  }

  #followShown(snapshot: Snapshot | undefined): void {
    if (snapshot === undefined || this.#followingShown !== undefined) return;
    this.#followingShown = this.#connection.follow(placesOf(snapshot), {
      apply: () => {},
      state: (_topic, state) => this.#shownAs(state),
      reset: () => {
        this.#followingShown = undefined;
        this.#arrivals.again();
      },
    });
  }

  /** An administrator chose: what is off goes at once, what is on is asked for. */
  #shownAs(state: State["state"]): void {
    if (state.case !== "board" || state.value.shown === this.shown) return;
    if (state.value.shown === BoardsShown.OFF) this.#areOff();
    else if (this.isHidden) this.#arrivals.again();
  }

  #areOff(): void {
    this.#round.end();
    this.#leave();
    this.shown = BoardsShown.OFF;
    this.offered = [];
    this.board = undefined;
  }

  #leave(): void {
    this.#following?.stop();
    this.#following = undefined;
    this.#placeAgain.cancel();
    this.#voice.cancel();
    this.#rereads.cancel();
  }
}
