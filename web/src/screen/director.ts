import type { Goal } from "../gen/koebel/v1/goal_pb";
import { hangs, type Hung } from "./hung";
import { kPace, shoutoutsOf, type Scene } from "./scene";
import type { Shoutout } from "./shoutout";
import { isLongAway, mayShow, type Truth } from "./truth";

interface Waiting {
  shoutout: Shoutout;
  announced: boolean;
}

interface Playing {
  scene: Scene;
  since: number;
  /** From here on another one may take its place. */
  enough: number;
  until: number;
  pages: number[];
}

/**
 * Decides what fills the picture, and when. Pure: the caller brings the time and the truth about the
 * connection. Nothing that arrived is left out; nothing that was taken back stays.
 */
export class Director {
  private recent: Shoutout[] = [];
  private waiting: Waiting[] = [];
  private playing: Playing | null = null;
  private pins: Hung[] = [];
  private reached: Goal[] = [];
  private celebrated = new Set<string>();
  private turn = 0;
  private pinTurn = 0;
  private scenes = 0;

  /** The position of the newest one that is known; 0: none is. */
  get newest(): bigint {
    return this.recent[0]?.position ?? 0n;
  }

  /** Starts from a snapshot: whatever is not in it is gone, also from the queue. */
  replace(all: Shoutout[]): void {
    const living = new Map(all.map((one) => [one.id, one]));
    this.recent = [...all].sort(newestFirst).slice(0, kPace.recentMax);
    this.waiting = this.waiting.flatMap((one) => {
      const now = living.get(one.shoutout.id);
      return now ? [{ ...one, shoutout: now }] : [];
    });
    const shown = this.playing && shoutoutsOf(this.playing.scene);
    if (shown && shown.some((one) => !living.has(one.id))) this.playing = null;
    // What stays looks as it may look now: the screen may hang in a lobby since.
    for (const one of shown ?? []) this.change(living.get(one.id) ?? one);
  }

  /** What curators hung here, as the server says now: one that was taken off is gone at once. */
  hang(pins: Hung[]): void {
    this.pins = pins;
    const { playing } = this;
    if (playing?.scene.kind !== "pin") return;
    const { id } = playing.scene.pin;
    const now = pins.find((pin) => pin.id === id);
    if (now === undefined) this.playing = null;
    else playing.scene = { ...playing.scene, pin: now };
  }

  /** A goal was reached: it has its turn after whoever waits, once, however many topics tell of it. */
  celebrate(goal: Goal, reachedAt: number, now: number): void {
    if (this.celebrated.has(goal.id)) return;
    this.celebrated.add(goal.id);
    if (now - reachedAt <= kPace.freshMs) this.reached.push(goal);
  }

  /** The goals there are: one that was removed is celebrated no more. */
  keepGoals(goals: readonly Goal[]): void {
    const isThere = (one: Goal) => goals.some(({ id }) => id === one.id);
    this.reached = this.reached.filter(isThere);
    if (this.playing?.scene.kind === "goal" && !isThere(this.playing.scene.goal)) this.playing = null;
  }

  /** A shout-out arrived, or one that is known looks different now. Whether it is a new one. */
  arrive(shoutout: Shoutout, now: number): boolean {
    const known = this.recent.findIndex((one) => one.id === shoutout.id);
    if (known >= 0) {
      this.recent[known] = shoutout;
      this.change(shoutout);
      return false;
    }
    this.recent = [shoutout, ...this.recent].sort(newestFirst).slice(0, kPace.recentMax);
    if (now - shoutout.givenAt <= kPace.freshMs) this.waiting.push({ shoutout, announced: false });
    if (this.waiting.length > kPace.waitingMax) this.waiting.shift();
    return true;
  }

  /** Colleagues say something around one that is known: it looks different, and its turn stays what it is. */
  update(id: string, change: (known: Shoutout) => Shoutout): void {
    const shown = this.known(id);
    const changed = shown && change(shown);
    if (changed === undefined || changed === shown) return;
    this.recent = this.recent.map((one) => (one.id === id ? changed : one));
    this.change(changed);
  }

  /** One that is kept, waits or is on the picture. */
  known(id: string): Shoutout | undefined {
    const on = this.playing ? shoutoutsOf(this.playing.scene) : [];
    return [...this.recent, ...this.waiting.map((one) => one.shoutout), ...on].find((one) => one.id === id);
  }

  /** Taken back, hidden or withdrawn: gone at once, wherever it is. The shout-out, if it was known. */
  withdraw(id: string): Shoutout | undefined {
    const known = this.recent.find((one) => one.id === id);
    this.recent = this.recent.filter((one) => one.id !== id);
    this.waiting = this.waiting.filter((one) => one.shoutout.id !== id);
    if (this.playing && shoutoutsOf(this.playing.scene).some((one) => one.id === id)) this.playing = null;
    return known;
  }

  /** The picture measured the words: how long each of their pages needs. */
  laidOut(key: string, pages: number[]): void {
    const playing = this.playing;
    if (!playing || playing.scene.key !== key || pages.length === 0) return;
    playing.pages = pages;
    playing.enough = playing.since + pages.reduce((sum, ms) => sum + ms, 0);
    playing.until = playing.enough + kPace.lingerMs;
  }

  /** The newest ones the rail may name. */
  latest(count: number, truth: Truth, now: number): Shoutout[] {
    if (isLongAway(truth, now)) return [];
    return this.recent.filter((one) => mayShow(one, truth)).slice(0, count);
  }

  /** What fills the picture now. */
  at(now: number, truth: Truth): Scene {
    const away = isLongAway(truth, now);
    const ready = away ? [] : this.waiting.filter((one) => mayShow(one.shoutout, truth));
    const waits = ready.length > 0 || (!away && this.reached.length > 0);
    if (this.playing && this.mayStay(this.playing, now, truth, away, waits)) {
      return this.turnPage(this.playing, now);
    }
    // The connection went while it was inside its minute: its turn is not over, it waits for the return.
    if (this.playing) this.putBack(this.playing.scene, truth);
    this.playing = this.next(now, truth, away, ready);
    return this.playing.scene;
  }

  private putBack(scene: Scene, truth: Truth): void {
    if (scene.kind !== "shoutout" && scene.kind !== "mosaic") return;
    const unsettled = shoutoutsOf(scene).filter((one) => !mayShow(one, truth));
    const missing = unsettled.filter((one) => !this.waiting.some((other) => other.shoutout.id === one.id));
    this.waiting.unshift(...missing.map((shoutout) => ({ shoutout, announced: true })));
  }

  private mayStay(playing: Playing, now: number, truth: Truth, away: boolean, somethingWaits: boolean): boolean {
    const shown = shoutoutsOf(playing.scene);
    if (shown.length > 0 && (away || shown.some((one) => !mayShow(one, truth)))) return false;
    if (now < playing.since) return false; // the clock was set back
    if (playing.scene.kind === "pin" && (away || !hangs(playing.scene.pin, now))) return false;
    if (playing.scene.kind === "goal" && away) return false;
    return now < (somethingWaits ? playing.enough : playing.until);
  }

  private turnPage(playing: Playing, now: number): Scene {
    const scene = playing.scene;
    if (scene.kind !== "shoutout" || playing.pages.length < 2) return scene;
    const round = playing.pages.reduce((sum, ms) => sum + ms, 0);
    let rest = (now - playing.since) % round;
    let page = 0;
    while (page < playing.pages.length - 1 && rest >= (playing.pages[page] ?? 0)) rest -= playing.pages[page++] ?? 0;
    if (page !== scene.page) playing.scene = { ...scene, page };
    return playing.scene;
  }

  private next(now: number, truth: Truth, away: boolean, ready: Waiting[]): Playing {
    const many = ready.length > kPace.oneByOne;
    const unannounced = ready.filter((one) => !one.announced);
    if (many || unannounced.length >= kPace.burst) return this.mosaic(now, many ? ready : unannounced, many);
    const first = ready[0];
    if (first) {
      this.waiting = this.waiting.filter((one) => one !== first);
      const scene: Scene = { kind: "shoutout", key: this.key(), shoutout: first.shoutout, page: 0, sounds: !first.announced };
      return { scene, since: now, enough: now + kPace.leastMs, until: now + kPace.leastMs + kPace.lingerMs, pages: [] };
    }
    const goal = away ? undefined : this.reached.shift();
    if (goal) {
      const until = now + kPace.goalMs;
      return { scene: { kind: "goal", key: this.key(), goal, sounds: true }, since: now, enough: until, until, pages: [] };
    }
    return { scene: this.idle(now, truth, away), since: now, enough: now, until: now + kPace.idleMs, pages: [] };
  }

  private mosaic(now: number, of: Waiting[], many: boolean): Playing {
    const tiles = of.slice(0, kPace.mosaicTiles);
    const counted = many ? tiles : of;
    if (many) this.waiting = this.waiting.filter((one) => !tiles.includes(one));
    else for (const one of of) one.announced = true;
    const moments = counted.map((one) => one.shoutout.givenAt);
    const scene: Scene = {
      kind: "mosaic",
      key: this.key(),
      shoutouts: tiles.map((one) => one.shoutout),
      total: counted.length,
      spanMs: Math.max(...moments) - Math.min(...moments),
      comeAlong: !many,
      sounds: true,
    };
    return { scene, since: now, enough: now + kPace.mosaicMs, until: now + kPace.mosaicMs, pages: [] };
  }

  /** Two recent ones, then a value; without recent ones values and the welcome by turns. After each of them what hangs here. */
  private idle(now: number, truth: Truth, away: boolean): Scene {
    const hanging = away ? [] : this.pins.filter((pin) => hangs(pin, now));
    const pin = hanging[this.pinTurn % Math.max(1, hanging.length)];
    if (pin !== undefined && this.playing?.scene.kind !== "pin") {
      this.pinTurn++;
      return { kind: "pin", key: this.key(), pin };
    }
    const turn = this.turn++;
    const cards = away
      ? []
      : this.recent.filter((one) => one.bell === undefined && mayShow(one, truth) && one.message.length <= kPace.postcardCharacters).slice(0, 12);
    if (cards.length === 0 && !away && turn % 2 === 0) return { kind: "welcome", key: this.key() };
    if (cards.length === 0 || turn % 3 === 2) return { kind: "value", key: this.key(), turn };
    const shown = turn - Math.floor((turn + 1) / 3);
    const shoutout = cards[shown % cards.length];
    return shoutout ? { kind: "postcard", key: this.key(), shoutout } : { kind: "welcome", key: this.key() };
  }

  private change(shoutout: Shoutout): void {
    for (const one of this.waiting) if (one.shoutout.id === shoutout.id) one.shoutout = shoutout;
    const playing = this.playing;
    if (!playing) return;
    const scene = playing.scene;
    if (scene.kind === "mosaic") {
      const shoutouts = scene.shoutouts.map((one) => (one.id === shoutout.id ? shoutout : one));
      playing.scene = { ...scene, shoutouts };
    } else if ((scene.kind === "shoutout" || scene.kind === "postcard") && scene.shoutout.id === shoutout.id) {
      playing.scene = { ...scene, shoutout };
    }
  }

  private key(): string {
    return `scene-${++this.scenes}`;
  }
}

function newestFirst(a: Shoutout, b: Shoutout): number {
  return a.position === b.position ? 0 : a.position < b.position ? 1 : -1;
}
