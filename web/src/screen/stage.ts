const kWidth = 1920;
const kHeight = 1080;
/** The picture drifts within this many pixels, one step a minute, so that nothing burns in. */
const kDriftPixels = 3;
const kDriftSteps = 48;
/** A little larger than the window, so that no edge shows while it drifts. */
const kBleed = 1.006;

/** Where the picture stands at a moment: a slow walk around a small circle. */
export function drift(now: number): { x: number; y: number } {
  const angle = ((Math.floor(now / 60_000) % kDriftSteps) / kDriftSteps) * 2 * Math.PI;
  return { x: Math.round(Math.cos(angle) * kDriftPixels), y: Math.round(Math.sin(angle) * kDriftPixels) };
}

/**
 * Scales the picture of 1920 × 1080 into the window, whole and in the middle, and lets it drift. `--tall` is how much
 * of its pixels the window is high, for what fills a television that hangs upright.
 */
export function scaleToWindow(picture: HTMLElement): () => void {
  const place = () => {
    const scale = Math.min(innerWidth / kWidth, innerHeight / kHeight) * kBleed;
    const { x, y } = drift(Date.now());
    picture.style.setProperty("--tall", `${Math.ceil((innerHeight / scale) * kBleed)}px`);
    picture.style.transform = `scale(${scale}) translate(${x - kWidth / 2}px, ${y - kHeight / 2}px)`;
  };
  place();
  addEventListener("resize", place);
  const timer = setInterval(place, 60_000);
  return () => {
    removeEventListener("resize", place);
    clearInterval(timer);
  };
}
