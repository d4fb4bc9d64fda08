import type { announcer } from "../page/announce.svelte";
import type { RundownText } from "../text/rundown_nl";
import { placeUnder, placeWithin, shiftOf } from "./order";

/** What dragging asks of the list that it is in. */
interface Around {
  readonly count: () => number;
  readonly title: (index: number) => string;
  /** How high each row is, with the gap below it. */
  readonly heights: () => readonly number[];
  /** Where the list begins in the window: it may scroll while a row is dragged. */
  readonly top: () => number;
  readonly move: (from: number, to: number) => void;
  readonly text: () => RundownText["move"];
  readonly place: (place: number, count: number) => string;
  readonly announcer: Pick<typeof announcer, "say">;
}

/**
 * A row of a list that is held, by finger or by keys, until it is put down. Nothing moves in the document meanwhile: rows are drawn
 * aside (`shift`), so that focus and pointer stay where they are. One per list.
 */
export class Dragging {
  /** Where the held row comes from; undefined: none is held. */
  from = $state<number | undefined>();
  to = $state(0);
  /** How far it was dragged by a pointer; undefined: it is held by keys. */
  dragged = $state<number | undefined>();

  readonly #around: Around;
  #heights: readonly number[] = [];
  #startY = 0;

  constructor(around: Around) {
    this.#around = around;
  }

  /** How far a row is drawn from its place. */
  shift(index: number): number {
    if (this.from === undefined) return 0;
    if (index === this.from && this.dragged !== undefined) return this.dragged;
    return shiftOf(index, this.from, this.to, this.#heights);
  }

  press(index: number, y: number): void {
    this.#hold(index);
    this.#startY = y - this.#around.top();
    this.dragged = 0;
  }

  drag(y: number): void {
    if (this.from === undefined || this.dragged === undefined) return;
    this.dragged = y - this.#around.top() - this.#startY;
    this.#over(placeUnder(this.from, this.dragged, this.#heights));
  }

  /** Keys on the handle of a row. Gives whether the key was one of them. */
  key(key: string, index: number): boolean {
    const isPress = key === " " || key === "Enter";
    if (this.from === undefined) {
      if (!isPress) return false;
      this.#hold(index);
      this.#say(this.#around.text().picked(this.#around.title(index), this.#placeOf(index)));
      return true;
    }
    const steps: Readonly<Record<string, number>> = { ArrowUp: this.to - 1, ArrowDown: this.to + 1, Home: 0, End: this.#around.count() - 1 };
    const step = steps[key];
    if (isPress) this.drop();
    else if (key === "Escape") this.cancel();
    else if (step !== undefined) this.#over(placeWithin(step, this.#around.count()));
    else return false;
    return true;
  }

  /** Moves a row that is not held by one place. */
  nudge(index: number, by: 1 | -1): void {
    const to = placeWithin(index + by, this.#around.count());
    if (this.from !== undefined || to === index) return;
    this.#around.move(index, to);
    this.#say(this.#around.text().at(to + 1, this.#around.count()));
  }

  drop(): void {
    const { from, to } = this;
    if (from === undefined) return;
    const title = this.#around.title(from);
    this.#release();
    if (from === to) return this.#say(this.#around.text().cancelled(title));
    this.#around.move(from, to);
    this.#say(this.#around.text().dropped(title, this.#placeOf(to)));
  }

  cancel(): void {
    if (this.from === undefined) return;
    const title = this.#around.title(this.from);
    this.#release();
    this.#say(this.#around.text().cancelled(title));
  }

  #hold(index: number): void {
    this.#heights = this.#around.heights();
    this.from = this.to = index;
    this.dragged = undefined;
  }

  #release(): void {
    this.from = undefined;
    this.dragged = undefined;
  }

  #over(to: number): void {
    if (to === this.to) return;
    this.to = to;
    this.#say(this.#around.text().at(to + 1, this.#around.count()));
  }

  #placeOf(index: number): string {
    return this.#around.place(index + 1, this.#around.count());
  }

  #say(words: string): void {
    this.#around.announcer.say(words);
  }
}
