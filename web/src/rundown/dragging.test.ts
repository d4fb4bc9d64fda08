import { expect, test } from "vitest";

import { rundownNl as text } from "../text/rundown_nl";
import { Dragging } from "./dragging.svelte";

function list(...titles: string[]) {
  const said: string[] = [];
  const moves: [number, number][] = [];
  let top = 0;
  const dragging = new Dragging({
    count: () => titles.length,
    title: (index) => titles[index] ?? "",
    heights: () => titles.map(() => 50),
    top: () => top,
    move: (from, to) => moves.push([from, to]),
    text: () => text.move,
    place: text.place,
    announcer: { say: (words) => said.push(words) },
  });
  return { dragging, said, moves, scroll: (by: number) => (top -= by) };
}

test("by keys a row is picked up, carried and put down, and each step is said", () => {
  const { dragging, said, moves } = list("A", "B", "C");

  for (const key of [" ", "ArrowDown", "ArrowDown", "ArrowDown", "Enter"]) dragging.key(key, 0);

  expect(moves).toEqual([[0, 2]]);
  expect(said).toEqual(["A opgepakt, plaats 1 van 3", "Verplaatst naar plaats 2 van 3", "Verplaatst naar plaats 3 van 3", "A staat op plaats 3 van 3"]);
});

test("Escape leaves it where it was, and so does putting it down there", () => {
  const { dragging, said, moves } = list("A", "B");

  for (const key of ["Enter", "ArrowDown", "Escape", " ", " "]) dragging.key(key, 0);

  expect(moves).toEqual([]);
  expect(said.at(-1)).toBe("A blijft waar het stond");
  expect(dragging.from).toBeUndefined();
});

test("keys that are none of it go on to the page", () => {
  const { dragging } = list("A", "B");

  expect([dragging.key("ArrowDown", 0), dragging.key("Tab", 0)]).toEqual([false, false]);
});

test("a row is moved by one place without picking it up, and not over the end", () => {
  const { dragging, said, moves } = list("A", "B");

  dragging.nudge(1, -1);
  dragging.nudge(1, 1);

  expect(moves).toEqual([[1, 0]]);
  expect(said).toEqual(["Verplaatst naar plaats 1 van 2"]);
});

test("by pointer a row follows it, also while the list scrolls below it, and the others make room", () => {
  const { dragging, moves, scroll } = list("A", "B", "C");

  dragging.press(0, 10);
  dragging.drag(40);
  expect([dragging.to, dragging.shift(0), dragging.shift(1), dragging.shift(2)]).toEqual([1, 30, -50, 0]);
  scroll(50);
  dragging.drag(40);
  expect([dragging.to, dragging.shift(0)]).toEqual([2, 80]);
  dragging.drop();

  expect(moves).toEqual([[0, 2]]);
});
