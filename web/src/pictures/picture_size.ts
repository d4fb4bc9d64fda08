/** A picture is no higher than this on a card. */
export const kMostHeight = 420;

/** How large a picture stands on a card that is wide enough: as it is, or smaller; never another shape. */
export function shownSize({ width, height }: { width: number; height: number }): { width: number; height: number } {
  const scale = Math.min(1, kMostHeight / Math.max(1, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
