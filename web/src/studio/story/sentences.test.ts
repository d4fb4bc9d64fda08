import { expect, test } from "vitest";

import { sentencesIn } from "./sentences";

test.each([
  ["", 0],
  ["  ", 0],
  ["Bram reed om", 1],
  ["Bram reed om.", 1],
  ["Bram reed om. Fatma hield contact.", 2],
  ["Echt waar?! Ja. Het lukte…", 3],
  ["Zeven gezinnen zonder verwarming, om 18.30 uur en 4.5 graden.", 1],
  ["Ze zei: “Kom maar.” En hij kwam.", 2],
  ["Eerste regel\ntweede regel", 1],
  ["Eén. Twee. Drie. Vier", 4],
  ["... ...", 0],
])("%j is %i", (text, count) => {
  expect(sentencesIn(text)).toBe(count);
});
