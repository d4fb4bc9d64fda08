/** A list with one of its items at another place. */
export function moved<T>(items: readonly T[], from: number, to: number): readonly T[] {
  const item = items[from];
  if (item === undefined) return items;
  const rest = [...items.slice(0, from), ...items.slice(from + 1)];
  return [...rest.slice(0, to), item, ...rest.slice(to)];
}

/** Before whom an item stands once it is at that place; empty: at the end. What MoveSegment asks for. */
export function beforeId(items: readonly { readonly id: string }[], from: number, to: number): string {
  return moved(items, from, to)[to + 1]?.id ?? "";
}

/** A place of the list, whatever was wished. */
export function placeWithin(place: number, count: number): number {
  return Math.max(0, Math.min(count - 1, place));
}

/** How far a row is drawn from where it stands while the one at `from` is held over `to`; heights include the gap below. */
export function shiftOf(index: number, from: number, to: number, heights: readonly number[]): number {
  const own = heights[from] ?? 0;
  const between = (begin: number, end: number) => heights.slice(begin, end).reduce((sum, height) => sum + height, 0);
  if (index === from) return to > from ? between(from + 1, to + 1) : -between(to, from);
  if (index > from && index <= to) return -own;
  if (index < from && index >= to) return own;
  return 0;
}

/** Over which place a row is held that was dragged so far: where its middle passes another's. */
export function placeUnder(from: number, dragged: number, heights: readonly number[]): number {
  let to = from;
  let passed = 0;
  const direction = dragged > 0 ? 1 : -1;
  for (let next = from + direction; next >= 0 && next < heights.length; next += direction) {
    const height = heights[next] ?? 0;
    if (Math.abs(dragged) < passed + height / 2) break;
    passed += height;
    to = next;
  }
  return to;
}
