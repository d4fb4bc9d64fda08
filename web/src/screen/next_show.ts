import { timestampMs, type Timestamp } from "@bufbuild/protobuf/wkt";

import type { ShowChanged } from "../gen/koebel/v1/event_pb";
import { ShowState, type Show } from "../gen/koebel/v1/show_pb";
import { clockFace, dayIn, dayNumberIn, timeIn } from "./clock";
import type { Language } from "./language";
import type { Words } from "./words";

/** The show that comes next, as the rail tells of it. Nothing in it is about a person. */
export interface NextShow {
  id: string;
  /** Of which month: "2026-12". */
  month: string;
  airsAt: number;
  /** Until when colleagues can be nominated for it; null: not now. */
  opensUntil: number | null;
  /** In which its days are counted: the organisation's. */
  zone: string;
}

/** The shows this screen knows. Pure: the page brings what was read and told, and the server's time. */
export class KnownShows {
  #shows = new Map<string, Show>();
  /** How far in the log each was told of, since the last read began: a read may be older, and another topic may tell it late. */
  #told = new Map<string, bigint>();

  /** A read begins: what is told from here on may be newer than its answer. */
  willRead(): void {
    this.#told.clear();
  }

  /** Starts from what ListShows answered. */
  replace(answered: readonly Show[]): void {
    const newer = [...this.#shows.values()].filter(({ id }) => this.#told.has(id));
    const others = answered.filter(({ id }) => !this.#told.has(id));
    this.#shows = new Map([...others, ...newer].map((show) => [show.id, show]));
  }

  /** One was changed or removed. `position`: of the event that told it. */
  apply({ show, removed }: ShowChanged, position: bigint): void {
    if (show === undefined) return;
    const told = this.#told.get(show.id);
    if (told !== undefined && position !== 0n && position <= told) return;
    this.#told.set(show.id, position);
    if (removed) this.#shows.delete(show.id);
    else this.#shows.set(show.id, show);
  }

  /** The soonest that was not held and whose time has not come. */
  next(now: number, zone: string): NextShow | null {
    const [show] = [...this.#shows.values()]
      .filter(({ state, airsAt }) => state !== ShowState.AIRED && at(airsAt) > now)
      .sort((one, other) => at(one.airsAt) - at(other.airsAt));
    if (show === undefined) return null;
    const { id, month, state, airsAt, closesAt } = show;
    const isOpen = state === ShowState.COLLECTING && at(closesAt) > now;
    return { id, month, airsAt: at(airsAt), opensUntil: isOpen ? at(closesAt) : null, zone };
  }
}

function at(moment: Timestamp | undefined): number {
  return moment === undefined ? 0 : timestampMs(moment);
}

const kMinuteMs = 60_000;

/** "nog 12 dagen", "morgen", "vandaag om 16.00", and in the last hour "nog 25 minuten". */
export function countdownIn({ airsAt, zone }: Pick<NextShow, "airsAt" | "zone">, now: number, language: Language, { show }: Words): string {
  const minutes = Math.ceil((airsAt - now) / kMinuteMs);
  if (minutes <= 60) return show.minutes(Math.max(1, minutes));
  const days = dayNumberIn(zone, airsAt) - dayNumberIn(zone, now);
  if (days < 1) return show.today(timeIn(zone, language, airsAt));
  return days === 1 ? show.tomorrow : show.days(days);
}

/** "vrijdag 27 november om 16.00", of which the end keeps together. */
export function momentIn({ airsAt, zone }: Pick<NextShow, "airsAt" | "zone">, language: Language, { show }: Words): string {
  return show.at(dayIn(zone, language, airsAt), timeIn(zone, language, airsAt));
}

/** "t/m 20 november", and on that day "vandaag nog tot 17.00". What closes at midnight is open until the day before. */
export function untilIn(until: number, zone: string, now: number, language: Language, { show }: Words): string {
  const last = until - 1;
  const lastDay = dayNumberIn(zone, last);
  if (lastDay !== dayNumberIn(zone, now)) return show.until(clockFace(zone, language, last).day);
  return show.untilToday(timeIn(zone, language, lastDay === dayNumberIn(zone, until) ? until : last));
}
