import { createClient, type Transport } from "@connectrpc/connect";

import { FleetService } from "../gen/koebel/v1/fleet_pb";
import { GoalService } from "../gen/koebel/v1/goal_pb";
import { LeaderboardService } from "../gen/koebel/v1/leaderboard_pb";
import { PairingService } from "../gen/koebel/v1/pairing_pb";
import { ScreenService } from "../gen/koebel/v1/screen_pb";
import { ShowService } from "../gen/koebel/v1/show_pb";
import { GoalReader } from "../goals/goal_reader";
import { Connection } from "../live/connection";
import { placesOf } from "../live/place";
import type { Rereads } from "../live/rereads";
import type { Following } from "../live/subscriptions";

import { CowBell, type Voice } from "./bell";
import { BoardReader } from "./board_reader";
import { enter, isNotSetUp, isNotSignedIn, type Address } from "./entry";
import { FreshStart } from "./fresh_start";
import { forgetPlace, keepPlace, keptPlace } from "./kept_place";
import { forgetToken, keepToken, tokenToTry } from "./kept_token";
import { toLanguage, type Language } from "./language";
import { LoadAnew, loadingWorld } from "./load_anew";
import { Pairing, type PairingView } from "./pairing";
import { Reporter } from "./reporter";
import { keepRings, keptRings, Ringer } from "./ringer";
import { isNews } from "./scene";
import { ServerTime } from "./server_time";
import { ShowReader } from "./show_reader";
import type { Unplaced, View, Why } from "./view";
import { Wall } from "./wall";

const kTickMs = 250;
/** The wall is read again within twice this, spread over the screens of a house: by that the server sees that it still hangs. */
const kReadAgainMs = 5 * 60_000;
const kRetryMs = { first: 1_000, most: 30_000 };
const kTooManyMs = 60_000;
/** What speaks a language the server refuses is loaded anew, but not again and again. */
const kRefusedMs = 30_000;
/** How long one board and one value stand in the rail. */
const kTurnMs = 20_000;

/**
 * The life of the screen's page: gets in, reads the wall, follows it, and lets the picture tick. One
 * per page, owned by main.ts. Whatever goes wrong it tries again for ever; only a server that says so
 * makes it show that it has no place any more.
 */
export class Page {
  view = $state.raw<View | undefined>();
  /** Why there is no picture: this screen is not signed in, or knows nothing yet. */
  why = $state<Why | undefined>();
  tooManyAttempts = $state(false);
  /** The code it shows, once there is nothing else that could sign it in. */
  pairing = $state.raw<PairingView | undefined>();
  language = $state<Language>(toLanguage(...navigator.languages));
  turn = $state(0);

  readonly #wall = new Wall();
  readonly #client;
  readonly #pairing: Pairing;
  readonly #address: Address;
  readonly #connection: Connection;
  readonly #rereads: Rereads;
  readonly #boards: BoardReader;
  readonly #goals: GoalReader;
  readonly #shows: ShowReader;
  readonly #ringer: Ringer;
  readonly #reporter: Reporter;
  readonly #time = new ServerTime({ local: Date.now, steady: () => performance.now() }, () => this.#connection.renew());
  readonly #loadAnew = new LoadAnew(loadingWorld(() => pause(this.#backOff())));
  readonly #freshStart = new FreshStart(Math.random());
  #voice: Voice = "blocked";
  #following: Following | undefined;
  #reading = false;
  /** Something changed while the wall was being read: the answer may not have it yet. */
  #isBehind = false;
  #failures = 0;
  #readAt = 0;
  #rung = "";

  constructor(transport: Transport, address: Address) {
    this.#client = createClient(ScreenService, transport);
    this.#address = address;
    this.#pairing = new Pairing(createClient(PairingService, transport), { size: sizeOfScreen, pause, now: Date.now }, (view) => (this.pairing = view));
    const bell = new CowBell((voice) => (this.#voice = voice));
    this.#ringer = new Ringer((volume) => bell.ring(volume), keptRings(), keepRings);
    const fleet = createClient(FleetService, transport);
    this.#reporter = new Reporter((report) => fleet.reportState(report));
    this.#connection = new Connection(
      {
        onStatus: (status) => {
          if (status !== "live") this.#wall.disconnected();
          if (status === "signed_out" || status === "stopped") void this.#rejected(status);
        },
        onHeard: () => this.#wall.heard(this.#now()),
        onClock: (offset) => {
          this.#time.correct(offset);
          this.#wall.heard(this.#now());
        },
        onOtherBuild: () => this.#freshStart.replaced(),
      },
      { connectsHidden: true },
    );
    this.#rereads = this.#connection.rereads(() => void this.#read());
    this.#boards = new BoardReader(createClient(LeaderboardService, transport), this.#connection, this.#wall.boards, () => this.#now());
    this.#goals = new GoalReader(createClient(GoalService, transport), this.#connection, (goals) => this.#wall.showGoals(goals));
    this.#shows = new ShowReader(createClient(ShowService, transport), this.#connection, this.#wall.shows);
  }

  async start(): Promise<void> {
    this.#wall.restore(keptPlace());
    if (this.#wall.hasPlace) this.language = this.#wall.language;
    setInterval(() => this.#tick(), kTickMs);
    const isRefused = (await this.#enter(this.#address)) === "refused";
    await this.#read(isRefused ? "token" : "new");
    if (!this.why) this.#connection.start();
  }

  async #enter(address: Address): Promise<"enter" | "refused"> {
    for (;;) {
      const entry = await enter(address, async (token) => {
        await this.#client.signInScreen({ token });
        keepToken(token, Date.now());
      });
      this.tooManyAttempts = entry === "too many attempts";
      this.why = this.tooManyAttempts ? "new" : entry === "empty" ? "empty" : entry === "no answer" ? this.#whyAway() : undefined;
      if (entry === "enter" || entry === "refused") return entry;
      await pause(this.tooManyAttempts ? kTooManyMs : this.#backOff());
    }
  }

  /** The browser keeps another build of this page by now. */
  replaced(): void {
    this.#freshStart.replaced();
  }

  laidOut(key: string, pages: number[]): void {
    this.#wall.director.laidOut(key, pages);
  }

  /** Reads the wall and follows it from there. `why`: what it means when this screen may not. */
  async #read(why: Unplaced = "ended"): Promise<void> {
    if (this.#reading) return;
    this.#reading = true;
    this.#rereads.cancel();
    for (;;) {
      this.#isBehind = false;
      try {
        const wall = await this.#client.getWall({ limit: 50 });
        this.#following?.stop();
        this.#wall.start(wall, this.#now());
        keepPlace(wall);
        this.language = this.#wall.language;
        this.#failures = 0;
        this.why = undefined;
        this.#readAt = performance.now() + Math.random() * kReadAgainMs;
        this.#following = wall.snapshot && this.#follow(placesOf(wall.snapshot));
        this.#rereads.done();
        if (this.#wall.isLobby) this.#boards.stop();
        else void this.#boards.read();
        if (this.#goals.isAdrift) void this.#goals.read();
        void this.#shows.read();
        break;
      } catch (error) {
        if (isNotSignedIn(error)) {
          void this.#leave(why);
          break;
        }
        this.why = isNotSetUp(error) ? "empty" : this.#whyAway();
        await pause(this.#backOff());
      }
    }
    this.#reading = false;
    if (this.#isBehind && !this.why) void this.#read();
  }

  #follow(places: ReturnType<typeof placesOf>): Following {
    return this.#connection.follow(places, {
      apply: (_topic, event) => {
        const request = this.#wall.apply(event, this.#now());
        if (request === "read again") {
          this.#isBehind = this.#reading;
          void this.#read();
        }
        if (request === "load again") void this.#loadAnew.begin();
      },
      live: (topic) => this.#wall.caughtUp(topic),
      reset: () => this.#rereads.again(),
    });
  }

  /** The server closed the connection for good. Is it us, or did it only not understand? */
  async #rejected(status: "signed_out" | "stopped"): Promise<void> {
    await this.#read();
    if (this.why) return;
    if (status === "signed_out") return this.#connection.resume();
    await pause(kRefusedMs * (1 + Math.random()));
    await this.#loadAnew.begin();
  }

  /** Without an answer it shows what it knows, if it still may; a screen that knows nothing says that it waits. */
  #whyAway(): Why | undefined {
    return this.why ?? (this.#wall.hasPlace ? undefined : "away");
  }

  #backOff(): number {
    return Math.min(kRetryMs.most, kRetryMs.first * 2 ** this.#failures++) * (0.5 + Math.random() / 2);
  }

  /** This screen may show nothing any more: at once. Then it finds its way back, by its token or by a code. */
  async #leave(why: Unplaced): Promise<void> {
    this.#following?.stop();
    this.#boards.stop();
    this.#goals.stop();
    this.#shows.stop();
    this.view = undefined;
    this.why = why;
    this.#connection.stop();
    if (await this.#signInAgain()) return this.#loadAnew.begin();
    forgetToken();
    forgetPlace();
    this.why = why;
    keepToken(await this.#pairing.token(), 0);
    await this.#loadAnew.begin();
  }

  async #signInAgain(): Promise<boolean> {
    const token = tokenToTry(Date.now());
    return token !== undefined && (await this.#enter({ hash: token, dropFragment: () => {} })) === "enter";
  }

  #tick(): void {
    if (this.why) return;
    const now = this.#now();
    const { loudness } = this.#wall;
    const view = this.#wall.view(now, this.#ringer.state(loudness, this.#voice, now));
    this.turn = Math.floor(now / kTurnMs);
    this.view = view;
    if (isNews(view.scene) && view.scene.key !== this.#rung) {
      this.#rung = view.scene.key;
      const rang = view.scene.sounds && !view.blanked && this.#ringer.ring(loudness, this.#voice, now);
      if (!view.blanked) this.#reporter.shown(view, rang);
    }
    const self = { build: this.#connection.build ?? "", ...sizeOfScreen(), ringsToday: this.#ringer.ringsToday(loudness.zone, now) };
    this.#reporter.tick(view, self, this.#wall.reportMs, performance.now());
    if (this.#freshStart.isDue(view, performance.now())) void this.#loadAnew.begin();
    const isDue = this.#readAt > 0 && performance.now() - this.#readAt > kReadAgainMs;
    if (view.connected && (isDue || this.#wall.isStale(now))) void this.#read();
  }

  #now(): number {
    return this.#time.now();
  }
}

/** In the television's own pixels. */
function sizeOfScreen(): { width: number; height: number } {
  return { width: Math.round(screen.width * devicePixelRatio), height: Math.round(screen.height * devicePixelRatio) };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
