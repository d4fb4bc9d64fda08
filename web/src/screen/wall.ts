import { timestampMs } from "@bufbuild/protobuf/wkt";

import type { Organisation } from "../gen/koebel/v1/common_pb";
import type { Goal } from "../gen/koebel/v1/goal_pb";
import type { Event as TopicEvent } from "../gen/koebel/v1/live_pb";
import { ScreenRequest } from "../gen/koebel/v1/event_pb";
import type { GetWallResponse, Newcomer } from "../gen/koebel/v1/screen_pb";
import { ScreenMode, type ScreenSettings } from "../gen/koebel/v1/screen_settings_pb";

import { aboutWhich, after } from "./around";
import { clockFace, timeIn, weekIn } from "./clock";
import { Director } from "./director";
import type { Place } from "./kept_place";
import { toHung } from "./hung";
import { toLanguage, type Language } from "./language";
import { KnownShows } from "./next_show";
import { RailBoards } from "./rail_boards";
import { cardsOf } from "./rail_cards";
import type { Scene } from "./scene";
import type { Loudness } from "./ringer";
import { toBell, toShoutout, type Shoutout } from "./shoutout";
import { isLongAway, type Truth } from "./truth";
import type { SoundState, View } from "./view";

/** What an event asks of the page. */
export type Request = "nothing" | "read again" | "load again";

/** How many the rail names; where boards turn with them there is room for more. */
const kLatest = { beside: 3, inTurn: 5 };
/** A connection that is silent for longer is not believed, whatever it says: a television that slept. */
const kSilenceMs = 30_000;
/** For so long it says which screen it is. */
const kAskedMs = 30_000;
/** What somebody asked of it is done at once or not at all: a television that was away missed it. */
const kLateMs = 60_000;
const kDefaultPauseMs = 300_000;
const kDefaultReportMs = 60_000;

/**
 * What this screen knows: its settings, the organisation, what was said, and how far it may be
 * believed. Pure: no timers, no network; the page brings events and the server's time.
 */
export class Wall {
  readonly director = new Director();
  readonly boards = new RailBoards();
  readonly shows = new KnownShows();
  #settings: ScreenSettings | undefined;
  #organisation: Organisation | undefined;
  #newcomers: Newcomer[] = [];
  #lastYear: Shoutout[] = [];
  #goals: readonly Goal[] = [];
  #pauseMs = kDefaultPauseMs;
  #askedAt = 0;
  #thanks = 0;
  #week = 0;
  #topics = new Set<string>();
  #caughtUp = new Set<string>();
  #heardAt = 0;
  #lastAlive = 0;

  /** In which the organisation counts its weeks. */
  get zone(): string {
    return this.#organisation?.timeZone ?? "Europe/Amsterdam";
  }

  /** Where this screen hangs. */
  get #clockZone(): string {
    return this.#settings?.timeZone || this.zone;
  }

  get language(): Language {
    return toLanguage(this.#settings?.language, this.#organisation?.language);
  }

  get loudness(): Loudness {
    const settings = this.#settings;
    return {
      sound: settings?.sound ?? true,
      volume: settings?.volume ?? 100,
      hours: settings?.hours,
      zone: this.#clockZone,
      pauseMs: this.#pauseMs,
    };
  }

  /** Whether it knows whose it is. */
  get hasPlace(): boolean {
    return this.#organisation !== undefined;
  }

  /** Starts from what was kept, until the server answers: nobody is known yet. */
  restore(place: Place | undefined): void {
    this.#settings = place?.settings;
    this.#organisation = place?.organisation;
  }
  get isLobby(): boolean {
    return this.#settings?.mode === ScreenMode.LOBBY;
  }

  /** How often the screen says what it shows. */
  reportMs = kDefaultReportMs;

  /** Starts from what GetWall answered. */
  start(wall: GetWallResponse, now: number): void {
    this.#settings = wall.settings;
    this.#organisation = wall.organisation;
    this.#thanks = wall.thanksThisWeek;
    this.#week = weekIn(this.zone, now);
    this.#topics = new Set(wall.topics); // what was caught up stays so: this answer is newer still
    this.#newcomers = wall.newcomers;
    this.#lastYear = wall.lastYear.map((one) => toShoutout(one));
    this.#pauseMs = 1_000 * wall.ringPauseSeconds;
    this.reportMs = 1_000 * wall.reportSeconds || kDefaultReportMs;
    this.director.hang(wall.pins.map(toHung));
    this.director.replace(this.isLobby ? wall.bells.map(toBell) : wall.recognitions.map((one) => toShoutout(one)));
  }

  /** The goals that are shown, as they stand. */
  showGoals(goals: readonly Goal[]): void {
    this.#goals = goals;
    this.director.keepGoals(goals);
  }

  /** An event of one of the screen's topics. */
  apply(event: TopicEvent, now: number): Request {
    const body = event.body?.body;
    const about = body && aboutWhich(body);
    if (body && about !== undefined) {
      this.director.update(about, (known) => {
        const around = after(known.around, body, event.position);
        return around === known.around ? known : { ...known, around };
      });
      return "nothing"; // nobody was thanked: it does not ring
    }
    switch (body?.case) {
      case "recognitionShown": {
        if (!body.value.recognition) return "nothing";
        const shoutout = toShoutout(body.value.recognition, event.position);
        // Where nothing is said of what is said around it, that is as it was.
        if (!body.value.recognition.conversation) shoutout.around = this.director.known(shoutout.id)?.around ?? shoutout.around;
        return this.#isShownHere(shoutout) ? this.#arrive(shoutout, now) : "nothing";
      }
      case "bellRang":
        return this.#arrive(toBell(body.value), now);
      case "recognitionWithdrawn": {
        this.#lastYear = this.#lastYear.filter(({ id }) => id !== body.value.recognitionId);
        const gone = this.director.withdraw(body.value.recognitionId);
        if (!gone) return "read again"; // older than what is kept here, but counted
        if (weekIn(this.zone, gone.givenAt) === this.#week) this.#thanks = Math.max(0, this.#thanks - 1);
        return "nothing";
      }
      case "goalReached":
        if (body.value.goal) this.director.celebrate(body.value.goal, event.at ? timestampMs(event.at) : now, now);
        return "nothing";
      case "showChanged":
        this.shows.apply(body.value, event.position);
        return "nothing";
      case "screenChanged":
        this.#become(body.value.settings);
        return "read again";
      case "screenAsked": {
        const at = body.value.at ? timestampMs(body.value.at) : 0;
        if (now - at > kLateMs) return "nothing";
        if (body.value.request === ScreenRequest.RELOAD) return "load again";
        if (body.value.request === ScreenRequest.IDENTIFY) this.#askedAt = now;
        return "nothing";
      }
      default:
        return "nothing"; // redacted, or of a newer server
    }
  }

  /** A topic has delivered everything up to now. */
  caughtUp(topic: string): void {
    this.#caughtUp.add(topic);
    this.#believe();
  }

  /** Something came over the connection. */
  heard(now: number): void {
    this.#heardAt = now;
    this.#believe();
  }

  disconnected(): void {
    this.#caughtUp.clear();
  }

  /** Whether the week that is counted is over. */
  isStale(now: number): boolean {
    return this.#organisation !== undefined && weekIn(this.zone, now) !== this.#week;
  }

  truth(now: number): Truth {
    return { alive: this.#isCaughtUp() && now - this.#heardAt < kSilenceMs, lastAlive: this.#lastAlive };
  }

  view(now: number, sound: SoundState): View {
    const truth = this.truth(now);
    const away = isLongAway(truth, now);
    const scene: Scene = this.director.at(now, truth);
    const organisation = this.#organisation;
    const boards = away || !organisation || this.isLobby ? [] : this.boards.slides(now);
    const show = away || !organisation ? null : this.shows.next(now, this.zone);
    const cards = away ? cardsOf([], [], [], null) : cardsOf(boards, this.#newcomers, this.#lastYear, show);
    const latest = cards.length > 1 ? kLatest.inTurn : kLatest.beside;
    const settings = this.#settings;
    return {
      language: this.language,
      zone: this.#clockZone,
      now,
      scene,
      values: organisation?.values ?? [],
      thanksThisWeek: away || this.isStale(now) || !organisation ? null : this.#thanks,
      latest: away || !organisation ? null : this.director.latest(latest, truth, now),
      cards,
      goals: away || !organisation ? [] : this.#goals,
      show,
      organisation: organisation?.name ?? "",
      logo: organisation?.logoPath ?? "",
      address: organisation?.displayAddress ?? "",
      publicUrl: organisation?.publicUrl ?? "",
      clock: clockFace(this.#clockZone, this.language, now),
      connected: truth.alive,
      asOf: truth.alive || this.#lastAlive === 0 ? null : timeIn(this.#clockZone, this.language, this.#lastAlive),
      sound,
      lobby: this.isLobby,
      blanked: settings?.blanked ?? false,
      calm: settings?.calm ?? false,
      overscanPercent: settings?.overscanPercent ?? 0,
      asked: settings && now - this.#askedAt < kAskedMs ? { name: settings.name, place: settings.place } : null,
    };
  }

  /** At once, however long the server takes to say the rest: visitors may look there from now on. */
  #become(settings: ScreenSettings | undefined): void {
    if (!settings) return;
    const isOther = settings.mode !== this.#settings?.mode;
    this.#settings = settings;
    if (!isOther) return;
    this.director.replace([]);
    this.boards.clear();
    this.#newcomers = [];
    this.#lastYear = [];
  }

  #arrive(shoutout: Shoutout, now: number): Request {
    this.#lastYear = this.#lastYear.map((one) => (one.id === shoutout.id ? shoutout : one));
    // An older one that is shown again, in another way, or put back: whether it was counted, the wall's answer says.
    const isOlder = shoutout.position < this.director.newest;
    const isNew = this.director.arrive(shoutout, now);
    if (isNew && isOlder) return "read again";
    if (isNew && weekIn(this.zone, shoutout.givenAt) === this.#week) this.#thanks++;
    return "nothing";
  }

  /** Values are no topic: what was said with others comes too, and is left out here. */
  #isShownHere(shoutout: Shoutout): boolean {
    const wanted = this.#settings?.valueIds ?? [];
    return wanted.length === 0 || shoutout.valueIds.some((id) => wanted.includes(id));
  }

  #isCaughtUp(): boolean {
    return this.#topics.size > 0 && [...this.#topics].every((topic) => this.#caughtUp.has(topic));
  }

  #believe(): void {
    if (this.#isCaughtUp()) this.#lastAlive = this.#heardAt;
  }
}
