/** The words are never smaller than this on the picture, and never larger. */
export const kSmallest = 56;
export const kLargest = 110;

/** The largest whole size that fits, or null when not even the smallest does. */
export function largestFitting(fits: (size: number) => boolean, smallest = kSmallest, largest = kLargest): number | null {
  if (!fits(smallest)) return null;
  let low = smallest;
  let high = largest;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * The narrowest width at which a text keeps the height it has at full width: its lines are balanced
 * then, as the newer browsers do with `text-wrap: balance`.
 */
export function balancedWidth(heightAt: (width: number) => number, full: number): number {
  const height = heightAt(full);
  let low = Math.floor(full / 2);
  let high = full;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (heightAt(middle) <= height) high = middle;
    else low = middle + 1;
  }
  return high;
}
