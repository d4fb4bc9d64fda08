import { expect, test } from "vitest";

import { keptOnDevice } from "./fake_storage";
import { forgetToken, keepToken, tokenToTry } from "./kept_token";

const kNow = Date.parse("2026-11-19T14:58:00Z");

test("a token that has just signed the television in is not tried again at once", () => {
  keptOnDevice();
  keepToken("abc", kNow);

  expect(tokenToTry(kNow + 59_000)).toBeUndefined();
  expect(tokenToTry(kNow + 60_000)).toBe("abc");
});

test("a television that begins in 1970 tries it all the same", () => {
  keptOnDevice();
  keepToken("abc", kNow);

  expect(tokenToTry(5_000)).toBe("abc");
});

test("what was forgotten is not tried", () => {
  keptOnDevice();
  keepToken("abc", 0);
  forgetToken();

  expect(tokenToTry(kNow)).toBeUndefined();
});
