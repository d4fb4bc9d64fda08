const kAcross = { width: 1920, height: 1080 };
const kUpright = { width: 1080, height: 1920 };
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

/** How large the picture is in its own pixels: upright exactly where portrait.css draws it so. */
function size(): { width: number; height: number } {
  return matchMedia("(orientation:portrait)").matches ? kUpright : kAcross;
}

/** Scales the picture into the window, whole and in the middle, and lets it drift. Lives as long as the page. */
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
    const { width, height } = size();
    const scale = Math.min(innerWidth / width, innerHeight / height) * share;
    const { x, y } = drift(Date.now());
    this.#picture.style.transform = `scale(${scale}) translate(${x - width / 2}px, ${y - height / 2}px)`;
  }
}
