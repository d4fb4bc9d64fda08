import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { expect, test } from "vitest";

import { nl } from "../text/nl";
import { pl } from "../text/pl";
import { ago } from "./ago";

const kNow = Date.parse("2026-11-12T15:04:00Z");
const since = (ms: number) => ago(timestampFromMs(kNow - ms), kNow, nl, "nl", "Europe/Amsterdam");

test("how long ago is said in minutes, hours and days, and then by the date", () => {
  expect(since(59_000)).toBe("zojuist");
  expect(since(60_000)).toBe("1 minuut geleden");
  expect(since(59 * 60_000)).toBe("59 minuten geleden");
  expect(since(23 * 3_600_000)).toBe("23 uur geleden");
  expect(since(47 * 3_600_000)).toBe("1 dag geleden");
  expect(since(29 * 86_400_000)).toBe("29 dagen geleden");
  expect(since(31 * 86_400_000)).toBe("12 oktober");
  expect(ago(timestampFromMs(kNow - 5 * 60_000), kNow, pl, "pl", "Europe/Amsterdam")).toBe("5 minut temu");
});

test("a clock that is a little behind the server's says just now", () => {
  expect(since(-5_000)).toBe("zojuist");
});
