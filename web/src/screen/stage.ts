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
 * of its pixels the window is high, for what fills a television that hangs upright. Lives as long as the page.
 */
export class Stage {
  readonly #picture: HTMLElement;
  #overscan = 0;

  constructor(picture: HTMLElement) {
    this.#picture = picture;
    this.#place();
    addEventListener("resize", () => this.#place());
    setInterval(() => this.#place(), 60_000);
  }

  /** So many percent of each edge the television cuts off. */
  cutOff(percent: number): void {
    this.#overscan = percent / 100;
    this.#place();
  }

  #place(): void {
    // Where nothing is cut off, a little larger than the window.
    const share = this.#overscan === 0 ? kBleed : 1 - 2 * this.#overscan;
    const scale = Math.min(innerWidth / kWidth, innerHeight / kHeight) * share;
    const { x, y } = drift(Date.now());
    this.#picture.style.setProperty("--tall", `${Math.ceil((innerHeight / scale) * share)}px`);
    this.#picture.style.transform = `scale(${scale}) translate(${x - kWidth / 2}px, ${y - kHeight / 2}px)`;
  }
}
