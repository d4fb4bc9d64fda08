import { ConnectError } from "@connectrpc/connect";
import { expect, test } from "vitest";

import { ErrorSchema } from "../../gen/koebel/v1/live_pb";
import { en } from "../../text/en";
import { refusalText } from "./refusal";

const refused = (reason: string, retryAfterMs = 0) => {
  const error = new ConnectError("refused");
  error.details.push({ desc: ErrorSchema, value: { reason, retryAfterMs } });
  return error;
};

test("who guessed too often reads how long to wait", () => {
  expect(refusalText(refused("TOO_MANY_ATTEMPTS", 29_001), en)).toBe("Try again in 30 seconds.");
  expect(refusalText(refused("TOO_MANY_ATTEMPTS", 900_000), en)).toBe("Try again in 15 minutes.");
});

test("every other refusal reads as everywhere", () => {
  expect(refusalText(refused("PASSWORD_WRONG"), en)).toBe(en.reasons.PASSWORD_WRONG);
  expect(refusalText(refused("TOO_MANY_ATTEMPTS"), en)).toBe(en.reasons.TOO_MANY_ATTEMPTS);
  expect(refusalText(new Error("offline"), en)).toBe(en.reasons[""]);
});
