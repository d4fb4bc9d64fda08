/** What browsers that read codes have; not in TypeScript's library yet. */
interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}
type DetectorClass = new (options: { formats: readonly string[] }) => Detector;

function detectorClass(): DetectorClass | undefined {
  return (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
}

/** Whether this browser can read a card by camera: it reads codes, and the connection lets it look. */
export function canScan(): boolean {
  return detectorClass() !== undefined && navigator.mediaDevices !== undefined;
}

const kLookEveryMs = 250;

/** Shows what the camera sees in `video` and tells every code in it, until the function it gives is called. */
export async function watchCodes(video: HTMLVideoElement, onCode: (text: string) => void): Promise<() => void> {
  const Class = detectorClass();
  if (Class === undefined) throw new Error("no BarcodeDetector");
  const detector = new Class({ formats: ["qr_code"] });
  // The side that faces who stands before the tablet.
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "user" }, audio: false });
  video.srcObject = stream;
  await video.play();
  const timer = setInterval(() => {
    detector.detect(video).then(
      (codes) => codes.forEach(({ rawValue }) => onCode(rawValue)),
      () => undefined, // a frame that could not be read; the next comes soon
    );
  }, kLookEveryMs);
  return () => {
    clearInterval(timer);
    for (const track of stream.getTracks()) track.stop();
  };
}
