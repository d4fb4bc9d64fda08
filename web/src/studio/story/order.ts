/** A list in which one moved to another place; outside of it, to its first or last. */
export function reordered<T>(list: readonly T[], from: number, to: number): readonly T[] {
  const moved = list[from];
  if (moved === undefined) return list;
  const others = list.filter((_, index) => index !== from);
  const place = Math.max(0, Math.min(others.length, to));
  return [...others.slice(0, place), moved, ...others.slice(place)];
}

/** Where something that is held at a height would be put down, by the middles of the rows. */
export function placeAt(y: number, middles: readonly number[], from: number): number {
  return middles.filter((middle, index) => index !== from && middle < y).length;
}
