import { expect, test } from "vitest";

import { asShown, caretIn } from "./pairing_code";

test("a code that is typed or pasted stands as the television shows it", () => {
  expect(asShown("bcdfghjk")).toBe("BCDF-GHJK");
  expect(asShown(" BCDF-GHJK\n")).toBe("BCDF-GHJK");
  expect(asShown("bcdf ghjk and more")).toBe("BCDF-GHJK");
  expect(asShown("bcd")).toBe("BCD");
  expect(asShown("")).toBe("");
});

test("a letter that is mended in the middle keeps the caret where it was", () => {
  expect(caretIn("BDF-GHJK", 1)).toBe(1);
  expect(caretIn("BCDFGHJK", 8)).toBe(9);
  expect(caretIn("BCDF-GHJK", 6)).toBe(6);
  expect(caretIn("BCDF", 4)).toBe(4);
});
