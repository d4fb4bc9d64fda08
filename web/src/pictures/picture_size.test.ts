import { expect, test } from "vitest";

import { kMostHeight, shownSize } from "./picture_size";

test.each([
  ["a small one stays as it is", { width: 320, height: 200 }, { width: 320, height: 200 }],
  ["a broad one stays as it is: the card makes it narrower", { width: 1280, height: 300 }, { width: 1280, height: 300 }],
  ["a high one keeps its shape", { width: 960, height: 1280 }, { width: 315, height: kMostHeight }],
  ["a very high one is still there", { width: 1, height: 1280 }, { width: 1, height: kMostHeight }],
])("%s", (_what, picture, size) => {
  expect(shownSize(picture)).toEqual(size);
});
