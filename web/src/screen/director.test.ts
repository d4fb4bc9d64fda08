import { expect, test } from "vitest";

import { Director } from "./director";
import { kPace, type Scene } from "./scene";
import { goal, shoutout } from "./harness/cases";
import type { Shoutout } from "./shoutout";
import type { Truth } from "./truth";

const kStart = 1_000_000_000;
const alive = (now: number): Truth => ({ alive: true, lastAlive: now });

function given(id: string, about: Partial<Shoutout> = {}): Shoutout {
  return shoutout({ id, message: `Dank voor ${id}.`, position: BigInt(id.replace(/\D/gu, "") || 0), givenAt: kStart, ...about });
}

function shown(scene: Scene): string {
  if (scene.kind === "mosaic") return `mosaic ${scene.shoutouts.map((one) => one.id).join(" ")}`;
  if (scene.kind === "shoutout" || scene.kind === "postcard") return `${scene.kind} ${scene.shoutout.id}`;
  return scene.kind;
}

/** What fills the picture, second by second, without repeats. */
function sequence(director: Director, seconds: number, from = kStart): string[] {
  const seen: string[] = [];
  for (let second = 0; second < seconds; second++) {
    const now = from + second * 1_000;
    const what = shown(director.at(now, alive(now)));
    if (seen[seen.length - 1] !== what) seen.push(what);
  }
  return seen;
}

test("a new one comes at once when the picture is idle", () => {
  const director = new Director();
  expect(director.at(kStart, alive(kStart)).kind).toBe("welcome");

  director.arrive(given("s1"), kStart);

  expect(shown(director.at(kStart + 1, alive(kStart + 1)))).toBe("shoutout s1");
});

test("each stays at least eight seconds, and they come in the order of their bells", () => {
  const director = new Director();
  for (const id of ["s1", "s2", "s3"]) director.arrive(given(id), kStart);

  expect(shown(director.at(kStart, alive(kStart)))).toBe("shoutout s1");
  expect(shown(director.at(kStart + 7_999, alive(kStart + 7_999)))).toBe("shoutout s1");
  expect(shown(director.at(kStart + 8_000, alive(kStart + 8_000)))).toBe("shoutout s2");
  expect(sequence(director, 20, kStart + 8_000)).toEqual(["shoutout s2", "shoutout s3"]);
});

test("a long one stays as long as its words need, page by page, also when others wait", () => {
  const director = new Director();
  director.arrive(given("s1"), kStart);
  const { key } = director.at(kStart, alive(kStart));
  director.laidOut(key, [20_000, 12_000]);
  director.arrive(given("s2"), kStart);

  const pageAt = (ms: number) => {
    const scene = director.at(kStart + ms, alive(kStart + ms));
    return scene.kind === "shoutout" && `${scene.shoutout.id} ${scene.page}`;
  };

  expect(pageAt(19_999)).toBe("s1 0");
  expect(pageAt(20_000)).toBe("s1 1");
  expect(pageAt(31_999)).toBe("s1 1");
  expect(pageAt(32_000)).toBe("s2 0");
});

test("one that nobody waits behind lingers, then the idle picture turns", () => {
  const director = new Director();
  director.arrive(given("s1"), kStart);

  const what = sequence(director, 200);

  expect(what.slice(0, 2)).toEqual(["shoutout s1", "postcard s1"]);
  expect(what).toContain("value");
});

test("a burst becomes a mosaic, and then each comes along, without a second bell", () => {
  const director = new Director();
  for (let i = 1; i <= 6; i++) director.arrive(given(`s${i}`), kStart);

  const first = director.at(kStart, alive(kStart));
  expect(shown(first)).toBe("mosaic s1 s2 s3 s4 s5 s6");
  expect(first.kind === "mosaic" && [first.total, first.comeAlong]).toEqual([6, true]);
  const next = director.at(kStart + kPace.mosaicMs, alive(kStart + kPace.mosaicMs));
  expect(next.kind === "shoutout" && next.sounds).toBe(false);
  const all = sequence(director, 60, kStart + kPace.mosaicMs).filter((one) => one.startsWith("shoutout"));
  expect(all).toEqual(["s1", "s2", "s3", "s4", "s5", "s6"].map((id) => `shoutout ${id}`));
});

test("in a flood the mosaics are their turn, six by six, until they can come one by one", () => {
  const director = new Director();
  for (let i = 1; i <= 36; i++) director.arrive(given(`s${i}`), kStart);

  const what = sequence(director, 400);
  const inMosaics = what.filter((one) => one.startsWith("mosaic")).flatMap((one) => one.split(" ").slice(1));
  const alone = what.filter((one) => one.startsWith("shoutout")).map((one) => one.split(" ")[1]);

  expect(new Set([...inMosaics, ...alone]).size).toBe(36);
  expect(alone).toHaveLength(24);
});

test("what is taken back is gone at once: from the picture, the queue, the rail and the idle picture", () => {
  const director = new Director();
  director.arrive(given("s1"), kStart);
  director.arrive(given("s2"), kStart);
  expect(shown(director.at(kStart, alive(kStart)))).toBe("shoutout s1");

  director.withdraw("s1");
  director.withdraw("s2");

  const what = sequence(director, 300, kStart + 10);
  expect(what.filter((one) => /s1|s2/u.test(one))).toEqual([]);
  expect(director.latest(3, alive(kStart), kStart)).toEqual([]);
});

test("a mosaic with one that is taken back goes, and the others still come along", () => {
  const director = new Director();
  for (let i = 1; i <= 4; i++) director.arrive(given(`s${i}`), kStart);
  expect(director.at(kStart, alive(kStart)).kind).toBe("mosaic");

  director.withdraw("s2");

  expect(sequence(director, 24, kStart + 1)).toEqual(["shoutout s1", "shoutout s3", "shoutout s4"]);
});

test("inside its 60 seconds it is shown only while the connection is alive", () => {
  const director = new Director();
  director.arrive(given("s1"), kStart);
  expect(shown(director.at(kStart, alive(kStart)))).toBe("shoutout s1");

  const cutOff = { alive: false, lastAlive: kStart + 5_000 };

  expect(shown(director.at(kStart + 6_000, cutOff))).not.toContain("s1");
  // Its minute is over, but nobody was there to hear of a take-back.
  expect(shown(director.at(kStart + 70_000, cutOff))).not.toContain("s1");
  expect(director.latest(3, cutOff, kStart + 70_000)).toEqual([]);
});

test("one whose connection went in its first minute has its turn when it is back, without a second bell", () => {
  const director = new Director();
  director.arrive(given("s1"), kStart);
  expect(shown(director.at(kStart, alive(kStart)))).toBe("shoutout s1");
  director.at(kStart + 2_000, { alive: false, lastAlive: kStart + 1_000 });

  const scene = director.at(kStart + 4_000, alive(kStart + 4_000));

  expect(shown(scene)).toBe("shoutout s1");
  expect(scene.kind === "shoutout" && scene.sounds).toBe(false);
});

test("what was settled before the connection went may stay", () => {
  const director = new Director();
  director.arrive(given("s1"), kStart);
  const now = kStart + 65_000;

  expect(shown(director.at(now, { alive: false, lastAlive: kStart + 61_000 }))).toBe("shoutout s1");
});

test("a snapshot without it means it is gone, also from the queue", () => {
  const director = new Director();
  for (const id of ["s1", "s2", "s3"]) director.arrive(given(id), kStart);
  expect(shown(director.at(kStart, alive(kStart)))).toBe("shoutout s1");

  director.replace([given("s3")]);

  expect(sequence(director, 10, kStart + 1)).toEqual(["shoutout s3"]);
});

test("ten minutes without a server: nobody is named any more, and the values go on turning", () => {
  const director = new Director();
  director.replace([given("s1"), given("s2")]);
  const truth = { alive: false, lastAlive: kStart + 100_000 };
  expect(shown(director.at(kStart + 699_000, truth))).toContain("s");

  const later = Array.from({ length: 100 }, (_, i) => shown(director.at(kStart + 700_000 + i * 5_000, truth)));

  expect(new Set(later)).toEqual(new Set(["value"]));
  expect(director.latest(3, truth, kStart + 700_000)).toEqual([]);
});

test("what was missed for long does not ring when the screen is back", () => {
  const director = new Director();

  director.arrive(given("s1", { givenAt: kStart - kPace.freshMs - 1 }), kStart);

  expect(shown(director.at(kStart, alive(kStart)))).toBe("postcard s1");
});

test("one that looks different now changes where it is, and does not ring again", () => {
  const director = new Director();
  director.arrive(given("s1"), kStart);
  const { key } = director.at(kStart, alive(kStart));

  director.arrive(given("s1", { message: "Anders." }), kStart);

  const scene = director.at(kStart + 1_000, alive(kStart + 1_000));
  expect(scene.kind === "shoutout" && scene.shoutout.message).toBe("Anders.");
  expect(scene.key).toBe(key);
});

test("a goal that was reached has its turn after whoever waits, and stays for twenty seconds", () => {
  const director = new Director();
  director.arrive(given("s1"), kStart);
  director.celebrate(goal("reached"), kStart, kStart);
  director.arrive(given("s2"), kStart);

  expect(sequence(director, 40)).toEqual(["shoutout s1", "shoutout s2", "goal", "postcard s2"]);
});

test("it comes at once into an idle picture, and rings", () => {
  const director = new Director();
  expect(director.at(kStart, alive(kStart)).kind).toBe("welcome");

  director.celebrate(goal("reached"), kStart, kStart + 1);

  const scene = director.at(kStart + 1, alive(kStart + 1));
  expect(scene).toMatchObject({ kind: "goal", sounds: true });
  expect(director.at(kStart + 20_000, alive(kStart + 20_000)).kind).toBe("goal");
  expect(director.at(kStart + 20_001, alive(kStart + 20_001)).kind).not.toBe("goal");
});

test("told on several topics it is celebrated once, and not when it is long ago", () => {
  const director = new Director();
  director.celebrate(goal("reached"), kStart, kStart);
  director.celebrate(goal("reached"), kStart, kStart);
  expect(sequence(director, 60).filter((what) => what === "goal")).toHaveLength(1);

  const other = new Director();
  other.celebrate(goal("reached"), kStart, kStart + kPace.freshMs + 1);
  expect(sequence(other, 60)).not.toContain("goal");
});

test("removed, it is gone at once from picture and queue", () => {
  const director = new Director();
  director.celebrate(goal("reached"), kStart, kStart);
  expect(director.at(kStart, alive(kStart)).kind).toBe("goal");

  director.keepGoals([]);
  expect(director.at(kStart + 1, alive(kStart + 1)).kind).not.toBe("goal");

  const waiting = new Director();
  waiting.celebrate(goal("reached"), kStart, kStart);
  waiting.keepGoals([goal("other")].map((one) => ({ ...one, id: "other" })));
  expect(sequence(waiting, 30)).not.toContain("goal");
});
