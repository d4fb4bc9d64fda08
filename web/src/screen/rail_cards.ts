import type { Newcomer } from "../gen/koebel/v1/screen_pb";
import type { NextShow } from "./next_show";
import type { BoardSlide } from "./rail_boards";
import type { Shoutout } from "./shoutout";

/** What stands in the turning part of the rail. Another `name` is another card. */
export type RailCard =
  | { kind: "board"; name: string; slide: BoardSlide }
  | { kind: "latest"; name: "latest" }
  | { kind: "newcomers"; name: "newcomers"; newcomers: Newcomer[] }
  | { kind: "last year"; name: string; shoutout: Shoutout }
  | { kind: "show"; name: string; show: NextShow };

const kLatest: RailCard = { kind: "latest", name: "latest" };

/** What fits the card at 32 px, with words that break badly. Longer ones are left out: it has no second page. */
const kLastYearRoom = 240;

/** How many letters of Latin script a text is as wide as. */
function widthOf(text: string): number {
  return Array.from(text).reduce((sum, letter) => sum + (letter > "\u1100" ? 2 : 1), 0);
}

/**
 * The cards in their turn: two boards, then whoever just rang; then who joined and what was said a year ago, one at a time, with
 * the next show in between. Whoever just rang is never far away.
 */
export function cardsOf(boards: readonly BoardSlide[], newcomers: Newcomer[], lastYear: readonly Shoutout[], show: NextShow | null): RailCard[] {
  const laps = lapsOf(boards);
  const others: RailCard[] = lastYear
    .filter(({ message }) => widthOf(message) <= kLastYearRoom)
    .map((shoutout) => ({ kind: "last year", name: `last year ${shoutout.id}`, shoutout }));
  if (newcomers.length > 0) others.unshift({ kind: "newcomers", name: "newcomers", newcomers });
  if (show === null) return others.length === 0 ? laps.flat() : others.flatMap((other) => [...laps.flat(), other]);

  const next: RailCard = { kind: "show", name: `show ${show.id}`, show };
  const between: RailCard[][] = others.length === 0 ? [[next]] : others.flatMap((other) => [[next], [other]]);
  while (between.length % laps.length > 0) between.push([]);
  return between.flatMap((cards, index) => [...(laps[index % laps.length] ?? []), ...cards]);
}

/** Two boards and whoever just rang, as often as there are boards. */
function lapsOf(boards: readonly BoardSlide[]): RailCard[][] {
  if (boards.length === 0) return [[kLatest]];
  const cards = boards.map((slide): RailCard => ({ kind: "board", name: slide.name, slide }));
  return cards.flatMap((card, index) => (index % 2 === 0 ? [[card, ...cards.slice(index + 1, index + 2), kLatest]] : []));
}

/** What stands there at a turn. */
export function cardAt(cards: readonly RailCard[], turn: number): RailCard {
  return cards[turn % Math.max(1, cards.length)] ?? kLatest;
}
