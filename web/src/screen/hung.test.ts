import { expect, test } from "vitest";

import { Director } from "./director";
import { shoutout } from "./harness/cases";
import { kPace } from "./scene";

const kNow = Date.parse("2026-11-19T14:58:00Z");
const pin = (id: string, from = 0, until = kNow + 3_600_000) => ({ id, text: id, picture: "", from, until });
const alive = (now: number) => ({ alive: true, lastAlive: now });

test("what hangs here stands between the idle pictures, each in its turn, from its start to its end", () => {
  const director = new Director();
  director.hang([pin("a"), pin("b"), pin("later", kNow + 7_200_000, kNow + 9_000_000), pin("over", 0, kNow - 1)]);

  const kinds = Array.from({ length: 6 }, (_, turn) => {
    const now = kNow + turn * kPace.idleMs;
    const scene = director.at(now, alive(now));
    return scene.kind === "pin" ? scene.pin.id : scene.kind;
  });
  expect(kinds).toEqual(["a", "welcome", "b", "value", "a", "welcome"]);
});

test("taken off, over, or long without a server: what hangs here is gone at once", () => {
  const director = new Director();
  director.hang([pin("a")]);
  expect(director.at(kNow, alive(kNow)).kind).toBe("pin");
  director.hang([]);
  expect(director.at(kNow + 1, alive(kNow)).kind).not.toBe("pin");

  const over = new Director();
  over.hang([pin("a", 0, kNow + 5_000)]);
  expect(over.at(kNow, alive(kNow)).kind).toBe("pin");
  expect(over.at(kNow + 5_000, alive(kNow)).kind).not.toBe("pin");

  const away = new Director();
  away.hang([pin("a")]);
  expect(away.at(kNow, { alive: false, lastAlive: kNow - 600_000 }).kind).not.toBe("pin");
});

test("a thank-you takes the place of what hangs here", () => {
  const director = new Director();
  director.hang([pin("a")]);
  expect(director.at(kNow, alive(kNow)).kind).toBe("pin");
  director.arrive(shoutout({ id: "new", message: "Dank", givenAt: kNow }), kNow);
  expect(director.at(kNow + 250, alive(kNow)).kind).toBe("shoutout");
});
