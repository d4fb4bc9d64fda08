import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { assertQuiet, launch, openPage, shoot } from "./support/browser.mjs";
import { kEverything } from "./support/everything.mjs";
import { Harness } from "./support/harness.mjs";

/** The picture is the same at any size; a small one is painted sooner. */
const kSmall = { viewport: { width: 480, height: 270 }, locale: "nl-NL" };
/** A round: what is told an hour late, which rings no more, and then what rings: alone, in twos, as a mosaic. */
const kOld = 3_992;
const kRinging = [1, 2, 5];
const kRound = kOld + kRinging.reduce((sum, count) => sum + count, 0);
/** So many pictures pass after each: every one has its turn, and the idle ones between them. */
const kPictures = 6;

/**
 * How many times as much it may be later. Pictures differ by some hundred nodes and kilobytes; a dozen bytes kept of each event,
 * or a node of each picture, would be more.
 */
const kMost = { heap: 1.2, nodes: 1.3, listeners: 1.5 };

let harness;
let browser;

before(async () => {
  harness = await Harness.build("months");
  browser = await launch("--enable-precise-memory-info", "--autoplay-policy=no-user-gesture-required");
});
after(async () => {
  await browser?.close();
  await harness?.remove();
});

/** A screen whose time and whose server are in the test's hands. */
async function hang() {
  const context = await browser.newContext(kSmall);
  const screen = await openPage(context);
  await screen.clock.install({ time: "2026-11-18T09:00:00Z" });
  await screen.goto(harness.address);
  await screen.locator(".week .big b").waitFor();
  return screen;
}

/** So many events and what else happens in their time: boards move, the network goes and comes, history is rewound. */
async function happen(screen, events) {
  for (let round = 0; round < events / kRound; round += 1) {
    await screen.evaluate(([isOdd, old]) => {
      globalThis.server.happens(old, 3_600_000);
      globalThis.server[isOdd ? "drops" : "resets"]();
    }, [round % 2 === 1, kOld]);
    for (const count of kRinging) {
      await pass(screen);
      await screen.evaluate((many) => {
        globalThis.server.happens(many);
        globalThis.server.boardMoves();
      }, count);
      for (let picture = 0; picture < kPictures; picture += 1) await pass(screen);
    }
  }
}

/** A picture's time. */
async function pass(screen) {
  await screen.clock.fastForward(12_000);
  await screen.evaluate(() => globalThis.server.pings());
}

/**
 * What is in use once everybody had their turn and what nobody holds is gone. Pictures differ, and one that is being changed is
 * there twice: the least of a dozen of them is what stays.
 */
async function inUse(screen, debug) {
  for (let picture = 0; picture < 5; picture += 1) await pass(screen);
  let least = { heap: Infinity, nodes: Infinity, listeners: Infinity };
  for (let picture = 0; picture < 12; picture += 1) {
    await pass(screen);
    for (let times = 0; times < 3; times += 1) await debug.send("HeapProfiler.collectGarbage");
    const { usedSize } = await debug.send("Runtime.getHeapUsage");
    const { nodes, jsEventListeners } = await debug.send("Memory.getDOMCounters");
    least = { heap: Math.min(least.heap, usedSize), nodes: Math.min(least.nodes, nodes), listeners: Math.min(least.listeners, jsEventListeners) };
  }
  return least;
}

/** So many, and five times as many; with EVERYTHING twenty and a hundred thousand. */
const kEarly = kEverything ? 20_000 : 4_000;
const kLate = 5 * kEarly;

test("five times the events leave a page as small as it was", async (t) => {
  const screen = await hang();
  const debug = await screen.context().newCDPSession(screen);

  await happen(screen, kEarly);
  const early = await inUse(screen, debug);
  await happen(screen, kLate - kEarly);
  const late = await inUse(screen, debug);

  t.diagnostic(`after ${kEarly}: ${JSON.stringify(early)}; after ${kLate}: ${JSON.stringify(late)}`);
  await shoot(screen, "months", {});
  const thanks = new Intl.NumberFormat("nl").format(await screen.evaluate(() => globalThis.server.thanks));
  const shown = () => screen.locator(".week .big b").innerText();
  // A wall that was just read again goes on in a while, by the page's clock.
  for (let tries = 0; tries < 10 && (await shown()) !== thanks; tries += 1) await pass(screen);
  assert.equal(await shown(), thanks);
  for (const [what, most] of Object.entries(kMost)) assert.ok(late[what] < early[what] * most, `${what}: ${early[what]}, then ${late[what]}`);
  assertQuiet(screen);
});

test("a burst of fifty: first in tiles, then one by one, and nobody is left out", async () => {
  const screen = await hang();
  // Of fifty events two take back what was just said, and one is of a kind this page does not know.
  await screen.evaluate(() => globalThis.server.happens(50));
  const given = Number(await screen.evaluate(() => globalThis.server.thanks));

  const singles = new Set();
  let tiles = 0;
  for (let step = 0; step < 400 && tiles + singles.size < given; step += 1) {
    await screen.clock.runFor(2_000);
    const seen = await screen.evaluate(() => {
      globalThis.server.pings();
      const mosaic = document.querySelector(".mosaic");
      const isNew = mosaic !== null && mosaic.dataset.seen === undefined;
      if (isNew) mosaic.dataset.seen = "yes";
      return { lead: document.querySelector(".burst .lead")?.textContent ?? "", tiles: isNew ? mosaic.children.length : 0, words: document.querySelector(".shoutout .words")?.textContent ?? "" };
    });
    // Those that all come by once more are counted then.
    if (!/komen zo/u.test(seen.lead)) tiles += seen.tiles;
    const [, number] = /\((\d+)\)/u.exec(seen.words) ?? [];
    if (number !== undefined) singles.add(number);
  }
  assert.equal(tiles + singles.size, given);
  assert.ok(tiles >= 12 && singles.size >= 12, `${tiles} in tiles, ${singles.size} alone`);
  assertQuiet(screen);
  await screen.context().close();
});
