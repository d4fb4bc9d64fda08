/** How long a move to another place takes: not at all where motion is reduced or the page is calm. */
export function moveMs(ms: number): number {
  const isReduced = matchMedia("(prefers-reduced-motion: reduce)").matches;
  return isReduced || document.querySelector(".calm") !== null ? 0 : ms;
}
