/** This long without a finger or a key is calm. */
const kCalmMs = 20_000;
const kLookMs = 2_000;
let isWaiting = false;

/**
 * Loads the page again, in a calm moment: nobody looks, or nobody has touched it for a while and
 * nothing is on its way. What was being written is kept and comes back.
 */
export function reloadWhenCalm(isBusy: () => boolean): void {
  if (isWaiting) return;
  isWaiting = true;
  let touchedAt = performance.now();
  const touched = () => (touchedAt = performance.now());
  for (const kind of ["pointerdown", "keydown", "scroll"]) window.addEventListener(kind, touched, { passive: true });
  setInterval(() => {
    const isCalm = document.visibilityState === "hidden" || performance.now() - touchedAt > kCalmMs;
    if (isCalm && !isBusy()) location.reload();
  }, kLookMs);
}
