import assert from "node:assert/strict";
import { test } from "node:test";

import { begin, browser, koebeld } from "./support/begin.mjs";
import {
  assertAccessible,
  assertFocused,
  assertNoSideways,
  assertQuiet,
  call,
  doubleText,
  go,
  kDesk,
  signIn,
  singleText,
  tabTo,
} from "./support/browser.mjs";
import { appear, hang, kColleagues, openBoard, rowsOf, shownAs, someGivers, thank, turnTo } from "./support/boards.mjs";

/** What an administrator chooses is everywhere within seconds, also on a busy machine. */
const kSecondsMs = 10_000;

begin();

/** Somebody who looks at a board. */
async function at(key, board, options = kDesk) {
  const page = await signIn(browser, koebeld, key, options);
  await openBoard(page, koebeld, board);
  return page;
}

test("a thank-you moves the board on a phone and on the screen; who steps out is gone from both at once", async () => {
  const fatma = await signIn(browser, koebeld, "fatma-yildiz", kDesk);
  await appear(fatma, false);
  await openBoard(fatma, koebeld, "given/week");
  await fatma.getByRole("button", { name: "Doe mee" }).click();
  await fatma.getByRole("button", { name: "Stap eruit" }).waitFor();
  // So that there is a board for the wall.
  await someGivers(browser, koebeld);
  const onlooker = await at("amara-okafor", "given/week", {});
  const screen = await hang(browser, koebeld, "Kantine");
  for (const page of [onlooker, screen]) await page.evaluate(() => (globalThis.wasNotReloaded = true));

  await thank(fatma, koebeld, kColleagues, "voor de rit door de sneeuw");

  await rowsOf(onlooker, "Fatma Yıldız").filter({ hasText: /nieuw|omhoog/u }).waitFor();
  assert.match(await onlooker.locator("#content li").first().innerText(), /1\s+[\s\S]*Fatma Yıldız[\s\S]*\d\d/u);
  const board = screen.locator(".board", { hasText: "verschillende collega’s bedankt" });
  await turnTo(screen, board.locator("li").first().filter({ hasText: "Fatma" }));
  await assertAccessible(screen, "the screen with a board");

  await openBoard(fatma, koebeld, "given/week");
  await rowsOf(fatma, "Jij").waitFor();
  await fatma.getByRole("button", { name: "Stap eruit" }).click();

  await fatma.getByRole("button", { name: "Doe mee" }).waitFor();
  await rowsOf(onlooker, "Fatma Yıldız").waitFor({ state: "detached" });
  await board.locator("li").filter({ hasText: "Fatma" }).waitFor({ state: "detached" });
  await turnTo(screen, board);
  assert.doesNotMatch(await board.innerText(), /Fatma/u);
  for (const page of [onlooker, screen]) assert.equal(await page.evaluate(() => globalThis.wasNotReloaded), true);
  for (const page of [fatma, onlooker, screen]) assertQuiet(page);
});

test("one's own place stands on one's own page, follows a thank-you, and is gone when one steps out", async () => {
  const lars = await signIn(browser, koebeld, "lars-timmer", kDesk);
  await appear(lars, true);
  const giver = await signIn(browser, koebeld, "orhan-yavuz", kDesk);
  await thank(giver, koebeld, ["Lars Timmer"], "voor de uitleg aan de balie");
  await lars.goto(`${koebeld.url}/#me`);
  const places = lars.getByRole("region", { name: "Op de borden" });
  const received = places.getByRole("link", { name: /^Ontvangen deze maand/u });
  await received.filter({ hasText: /Plek \d+/u }).waitFor();
  const points = Number(/([\d,]+) punt/u.exec(await received.innerText())?.[1].replace(",", "."));
  await assertAccessible(lars, "one's own page with places");

  const other = await signIn(browser, koebeld, "eva-scholten", kDesk);
  await thank(other, koebeld, ["Lars Timmer"], "voor de rust aan de telefoon");

  await received.filter({ hasText: `${String(points + 1).replace(".", ",")} punten` }).waitFor();
  await appear(lars, false);
  await lars.reload();
  await lars.getByRole("heading", { name: "Mijn credits om te geven" }).waitFor();
  assert.equal(await places.count(), 0);
  for (const page of [lars, giver, other]) assertQuiet(page);
});

test("moves are animated, and stand still where motion is reduced", async () => {
  const pages = await Promise.all(
    ["no-preference", "reduce"].map(async (reducedMotion) => {
      const page = await signIn(browser, koebeld, "amara-okafor", { ...kDesk, reducedMotion });
      await openBoard(page, koebeld, "given/month");
      await page.evaluate(() => {
        globalThis.moves = 0;
        const { animate } = Element.prototype;
        Element.prototype.animate = function (...how) {
          if (this.tagName === "LI") globalThis.moves += 1;
          return animate.apply(this, how);
        };
      });
      return page;
    }),
  );
  const giver = await signIn(browser, koebeld, "orhan-yavuz", kDesk);
  await appear(giver, true);

  await thank(giver, koebeld, [...kColleagues, "Fatma Yıldız"].filter((name) => name !== "Orhan Yavuz"), "voor de warme maand");

  const [moving, still] = pages;
  await rowsOf(still, "Orhan Yavuz").waitFor();
  await moving.waitForFunction(() => globalThis.moves > 0);
  assert.equal(await still.evaluate(() => globalThis.moves), 0);
});

test("boards are chosen, browsed and joined by keyboard alone, and every step says what it is", async () => {
  const page = await signIn(browser, koebeld, "tineke-bosman", kDesk);
  await appear(page, false);

  await tabTo(page, /link "Borden"/u);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Borden" }).waitFor();
  await assertFocused(page, /heading "Borden"/u);
  await tabTo(page, /radio "Gegeven"/u);
  await page.keyboard.press("ArrowLeft");
  await page.getByText("Zo vaak bedankt.", { exact: false }).waitFor();
  await tabTo(page, /radio "Maand"/u);
  await page.keyboard.press("ArrowRight");
  await page.getByRole("region", { name: /kwartaal \d{4}/u }).waitFor();
  await page.locator("p[role=status]", { hasText: /kwartaal \d{4}, \d+ collega/u }).waitFor({ state: "attached" });
  assert.match(page.url(), /#boards\/received\/quarter$/u);
  await tabTo(page, /button "Periode ervoor"/u);
  await tabTo(page, /button "Doe mee"/u);
  await page.keyboard.press("Enter");
  await page.locator("p[role=status]", { hasText: "Je staat op de borden." }).waitFor({ state: "attached" });
  await assertFocused(page, /button "Stap eruit"/u);
  assert.equal((await call(page, "PeopleService/GetPublicity", {})).body.publicity.boards, true);
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing on boards, ${colorScheme}`, async () => {
    const page = await signIn(browser, koebeld, "noor-de-graaf", { colorScheme });
    for (const board of ["given/month", "received/year", "value/x/month", "teams/month"]) {
      await go(page, koebeld, `#boards/${board}`);
      await page.getByRole("region", { name: /\d{4}/u }).waitFor();
      await assertAccessible(page, `${board}, ${colorScheme}`);
    }
  });
}

test("boards can be read at 320 px with words twice as large", async () => {
  const page = await at("amara-okafor", "given/month", { viewport: { width: 320, height: 844 } });
  for (const board of ["given/month", "value/x/week", "teams/year"]) {
    await go(page, koebeld, `#boards/${board}`);
    await page.getByRole("region", { name: /\d/u }).waitFor();
    await assertNoSideways(page, `${board} at 320`);
    await doubleText(page);
    await assertNoSideways(page, `${board} at 320 with large words`);
    await singleText(page);
  }
});

test("in alphabetical order there are names and no ranks; switched off there are no boards", async () => {
  const page = await at("amara-okafor", "given/month");
  const screen = await hang(browser, koebeld, "Hal");

  await shownAs(browser, koebeld, "BOARDS_SHOWN_ALPHABETICAL");

  await page.getByText("In alfabetische volgorde", { exact: false }).waitFor();
  // Behind the initials, which have an order of their own.
  const lines = await page.locator("#content li").allInnerTexts();
  const names = lines.map((text) => text.split("\n").filter((line) => line.trim() !== "")[1]);
  assert.ok(names.length > 0);
  assert.deepEqual(names, [...names].sort(new Intl.Collator("nl").compare));
  for (const name of names) assert.doesNotMatch(name, /\d/u);
  const board = screen.locator(".board", { hasText: "op alfabet" });
  await turnTo(screen, board);
  assert.doesNotMatch(await board.innerText(), /\d/u);
  await assertAccessible(page, "boards in alphabetical order");

  await shownAs(browser, koebeld, "BOARDS_SHOWN_OFF");

  await page.getByRole("link", { name: "Borden" }).waitFor({ state: "detached" });
  await page.getByRole("heading", { level: 1, name: /bel\?/u }).waitFor();
  await screen.locator(".board").waitFor({ state: "detached" });
  await turnTo(screen, screen.locator(".latest"));

  // Nobody has to load anything again: neither who was there before, nor who came while there were none.
  const late = await hang(browser, koebeld, "Zolder");
  const latecomer = await signIn(browser, koebeld, "noor-de-graaf", kDesk);
  assert.equal(await latecomer.getByRole("link", { name: "Borden" }).count(), 0);
  for (const one of [page, latecomer, screen, late]) await one.evaluate(() => (globalThis.wasNotReloaded = true));

  await shownAs(browser, koebeld, "BOARDS_SHOWN_RANKS");

  await latecomer.getByRole("link", { name: "Borden" }).waitFor({ timeout: kSecondsMs });
  await page.getByRole("link", { name: "Borden" }).waitFor({ timeout: kSecondsMs });
  for (const one of [screen, late]) await turnTo(one, one.locator(".board", { hasText: "Bord van de" }));

  await shownAs(browser, koebeld, "BOARDS_SHOWN_OFF");

  for (const one of [screen, late]) await one.locator(".board").waitFor({ state: "detached", timeout: kSecondsMs });
  for (const one of [page, latecomer]) {
    await one.getByRole("link", { name: "Borden" }).waitFor({ state: "detached", timeout: kSecondsMs });
  }
  for (const one of [page, latecomer, screen, late]) {
    assert.equal(await one.evaluate(() => globalThis.wasNotReloaded), true);
    assertQuiet(one);
  }
});
