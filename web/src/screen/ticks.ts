/** A row of ticks holds at most this many. */
const kPlaces = 40;
const kUnits = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000];

/** How a count is drawn: so many places, so many of them lit, each worth `unit`. */
export interface Ticks {
  places: number;
  on: number;
  unit: number;
}

/** The smallest unit with which the count fits the row; something counted is always at least one tick. */
export function ticksFor(count: number): Ticks {
  const unit = kUnits.find((one) => count <= one * kPlaces) ?? Math.ceil(count / kPlaces);
  return { places: kPlaces, on: Math.ceil(count / unit), unit };
}
