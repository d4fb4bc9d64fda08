/** So near an edge a pointer scrolls, and so far each time it moves. */
const kEdge = 48;
const kStep = 14;

/** How far what is between two edges scrolls for a pointer at `y`: up near the upper one, down near the lower one. */
export function stepAt(y: number, top: number, bottom: number): number {
  if (y < top + kEdge) return -kStep;
  return y > bottom - kEdge ? kStep : 0;
}

/** What scrolls around an element: a column, or the page. */
function scrollerOf(element: Element): Element {
  for (let at = element.parentElement; at !== null; at = at.parentElement) {
    if (/auto|scroll/u.test(getComputedStyle(at).overflowY) && at.scrollHeight > at.clientHeight) return at;
  }
  return document.documentElement;
}

/**
 * Scrolls what is around `list` for a pointer near its edge. Never by a row that is drawn aside: where it is seen is not where it
 * stands, and bringing it into view would pull the list away from under the pointer.
 */
export function scrollAtEdge(list: Element, y: number): void {
  const scroller = scrollerOf(list);
  const isPage = scroller === document.documentElement;
  const { top, bottom } = isPage ? { top: 0, bottom: window.innerHeight } : scroller.getBoundingClientRect();
  scroller.scrollTop += stepAt(y, Math.max(top, 0), Math.min(bottom, window.innerHeight));
}
