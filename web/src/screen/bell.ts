/** Whether the browser lets the page make a sound. A browser without WebAudio never does. */
export type Voice = "on" | "blocked";

/** The two partials of a cowbell do not fit together: that is why it sounds like one. */
const kPartials = [562, 845];
const kSeconds = 0.7;
/** Of the gain: an exponential never starts at nothing. */
const kSilent = 0.0001;
const kLoudest = 0.7;

/**
 * The cowbell, made in the page. Browsers keep it silent until somebody touches the page, or for
 * ever when they were started so; `onVoice` hears of it. Lives as long as the page.
 */
export class CowBell {
  readonly #context: AudioContext | undefined;

  constructor(onVoice: (voice: Voice) => void) {
    this.#context = typeof AudioContext === "undefined" ? undefined : new AudioContext();
    const context = this.#context;
    const tell = () => onVoice(context?.state === "running" ? "on" : "blocked");
    tell();
    if (!context) return;
    context.addEventListener("statechange", tell);
    const wake = () => void context.resume().catch(() => undefined);
    for (const gesture of ["pointerdown", "keydown"]) addEventListener(gesture, wake);
    wake();
  }

  /** Rings once: two square waves through a narrow band, struck hard and dying fast. `volume`: 0 to 1. Whether it sounds. */
  ring(volume: number): boolean {
    const context = this.#context;
    if (!context || context.state !== "running") return false;
    const at = context.currentTime + 0.02;
    const band = context.createBiquadFilter();
    band.type = "bandpass";
    band.frequency.value = 1_200;
    band.Q.value = 1.1;
    const loudness = context.createGain();
    loudness.gain.setValueAtTime(kSilent, at);
    const peak = Math.max(kSilent, kLoudest * volume);
    loudness.gain.exponentialRampToValueAtTime(peak, at + 0.004);
    loudness.gain.exponentialRampToValueAtTime(Math.max(kSilent, peak / 3), at + 0.07);
    loudness.gain.exponentialRampToValueAtTime(kSilent, at + kSeconds);
    band.connect(loudness).connect(context.destination);
    for (const hertz of kPartials) {
      const partial = context.createOscillator();
      partial.type = "square";
      partial.frequency.value = hertz;
      partial.connect(band);
      partial.start(at);
      partial.stop(at + kSeconds);
    }
    return true;
  }
}
