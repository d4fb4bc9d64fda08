import assert from "node:assert/strict";
import { after, test } from "node:test";

import { begin, browser, koebeld } from "./support/begin.mjs";
import { assertAccessible, assertQuiet, call, connected, kDesk, signIn } from "./support/browser.mjs";
import { appear, hang, kColleagues, openBoard, rowsOf, someGivers, thank, turnTo } from "./support/boards.mjs";
import { Koebeld } from "./support/koebeld.mjs";
import { Redis } from "./support/redis.mjs";

let redis;

begin({
  start: async () => {
    redis = await Redis.start();
    return Koebeld.start({ options: [`--redis.url=${redis.url}`] });
  },
});
after(() => redis?.stop());

/** What the page says while Redis is away. */
function line(page) {
  return page.getByText("De borden lopen misschien even achter.");
}

/** Ready or not, and whether something is missing. */
async function health() {
  const answer = await fetch(`${koebeld.url}/readyz`);
  const { ready, degraded, checks } = await answer.json();
  return { status: answer.status, ready, degraded, checks };
}

test("without Redis a thank-you rings and moves the boards, the page says so quietly, and it mends itself", async () => {
  const fatma = await signIn(browser, koebeld, "fatma-yildiz", kDesk);
  await appear(fatma, true);
  await someGivers(browser, koebeld);
  const onlooker = await signIn(browser, koebeld, "amara-okafor", kDesk);
  await openBoard(onlooker, koebeld, "given/week");
  const screen = await hang(browser, koebeld, "Kantine");
  const pages = [onlooker, screen];
  for (const page of pages) await page.evaluate(() => (globalThis.wasNotReloaded = true));
  assert.equal(await line(onlooker).count(), 0);
  assert.equal((await health()).degraded, false);

  await redis.kill();
  await line(onlooker).waitFor();

  assert.deepEqual({ ...(await health()), checks: undefined }, { status: 200, ready: true, degraded: true, checks: undefined });
  const words = "voor de rit door de sneeuw, zonder kaart";
  await thank(fatma, koebeld, kColleagues.slice(0, 8), words);
  await screen.locator(".shoutout").getByText(words).waitFor();
  await rowsOf(onlooker, "Fatma Yıldız").filter({ hasText: /nieuw|omhoog/u }).waitFor();
  const board = screen.locator(".board", { hasText: "verschillende collega’s bedankt" });
  await turnTo(screen, board.locator("li").first().filter({ hasText: "Fatma" }));
  await assertAccessible(onlooker, "boards without Redis");
  // A screen is no place for it: boards are as exact, and nobody there can do anything.
  assert.doesNotMatch(await screen.locator("body").innerText(), /lopen|achter\./u);
  await connected(screen);

  // Who comes later is told as well.
  const later = await signIn(browser, koebeld, "tineke-bosman", {});
  await openBoard(later, koebeld, "given/week");
  await line(later).waitFor();
  await assertAccessible(later, "boards without Redis, phone");
  pages.push(later);
  await later.evaluate(() => (globalThis.wasNotReloaded = true));

  await redis.again();

  for (const page of [onlooker, later]) await line(page).waitFor({ state: "detached" });
  assert.equal((await health()).degraded, false);
  assert.match(await koebeld.command("verify"), /boards in Redis equal SQL/u);
  await thank(fatma, koebeld, kColleagues.slice(8), "voor de rit terug");
  await onlooker.locator("#content li").first().filter({ hasText: /Fatma Yıldız[\s\S]*12/u }).waitFor();
  const { body } = await call(later, "LeaderboardService/GetBoard", { key: { kind: "BOARD_KIND_GIVEN", periodKind: "PERIOD_KIND_WEEK" } });
  assert.deepEqual({ name: body.board.top[0].person.name, score: body.board.top[0].score }, { name: "Fatma Yıldız", score: 12 });
  for (const page of pages) {
    assert.equal(await page.evaluate(() => globalThis.wasNotReloaded), true);
    assertQuiet(page);
  }
});
