import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";

import {
  assertAccessible,
  assertNoSideways,
  assertQuiet,
  call,
  cards,
  connected,
  doubleText,
  focused,
  kDesk,
  launch,
  openPage,
  signIn,
  tabTo,
} from "./support/browser.mjs";
import { Koebeld } from "./support/koebeld.mjs";

const kColleagues = [
  "Tineke Bosman",
  "Orhan Yavuz",
  "Kwame Mensah",
  "Bram Kuipers",
  "Eva Scholten",
  "Samira Lahlou",
  "Rachid Benali",
  "Daan Hofstra",
  "Amara Okafor",
  "Wen Tjong",
  "Lars Timmer",
  "Joost Verhagen",
];

let browser;
let koebeld;

before(async () => {
  [browser, koebeld] = await Promise.all([launch(), Koebeld.start()]);
});
after(async () => {
  await browser?.close();
  await koebeld?.stop();
});

/** Somebody who looks at a board. */
async function at(key, board, options = kDesk) {
  const page = await signIn(browser, koebeld, key, options);
  await open(page, board);
  return page;
}

async function open(page, board) {
  await page.goto(`${koebeld.url}/#boards/${board}`);
  await page.getByRole("button", { name: /^(Doe mee|Stap eruit|Join in|Step out)$/u }).waitFor();
}

/** Goes onto boards, or off them, without the page. */
async function appear(page, boards) {
  const { body } = await call(page, "PeopleService/GetPublicity", {});
  const publicity = { ...body.publicity, boards, chosen: true };
  const { status } = await call(page, "PeopleService/SetPublicity", { requestId: randomUUID(), publicity });
  assert.equal(status, 200);
}

/** One thank-you to so many colleagues. */
async function thank(page, names, words) {
  await page.goto(`${koebeld.url}/#today`);
  const line = page.getByLabel("Jouw waardering");
  await line.fill(`${names.map((name) => `@${name}`).join(" ")} ${words} #eerlijk`);
  await line.press("Control+Enter");
  await cards(page, words).waitFor();
}

/** The rows of the board that name somebody. */
function rowsOf(page, name) {
  return page.locator("#content li").filter({ hasText: name });
}

async function shownAs(shown) {
  const admin = await signIn(browser, koebeld, "hanneke-vos", kDesk);
  const { status } = await call(admin, "LeaderboardService/SetBoards", { requestId: randomUUID(), shown, leaders: false });
  assert.equal(status, 200);
  await admin.context().close();
}

/** A screen that was just hung. Its rail turns every 20 s, past each board within two minutes. */
async function hang(name) {
  const screen = await openPage(await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: "nl-NL" }));
  await screen.goto(await koebeld.command("screen", "add", name));
  await connected(screen);
  return screen;
}

test("a thank-you moves the board on a phone and on the screen; who steps out is gone from both at once", async () => {
  const fatma = await signIn(browser, koebeld, "fatma-yildiz", kDesk);
  await appear(fatma, false);
  await open(fatma, "given/week");
  await fatma.getByRole("button", { name: "Doe mee" }).click();
  await fatma.getByRole("button", { name: "Stap eruit" }).waitFor();
  // So that there is a board for the wall.
  for (const [key, names] of [["samira-lahlou", kColleagues.slice(0, 2)], ["kwame-mensah", kColleagues.slice(4, 7)]]) {
    const other = await signIn(browser, koebeld, key, kDesk);
    await appear(other, true);
    await thank(other, names, `voor de mooie week, ${key}`);
    await other.context().close();
  }
  const onlooker = await at("amara-okafor", "given/week", {});
  const screen = await hang("Kantine");
  for (const page of [onlooker, screen]) await page.evaluate(() => (globalThis.wasNotReloaded = true));

  await thank(fatma, kColleagues, "voor de rit door de sneeuw");

  await rowsOf(onlooker, "Fatma Yıldız").filter({ hasText: /nieuw|omhoog/u }).waitFor();
  assert.match(await onlooker.locator("#content li").first().innerText(), /1\s+[\s\S]*Fatma Yıldız[\s\S]*\d\d/u);
  const board = screen.locator(".board", { hasText: "verschillende collega’s bedankt" });
  await board.locator("li").first().filter({ hasText: "Fatma" }).waitFor();
  await assertAccessible(screen, "the screen with a board");

  await open(fatma, "given/week");
  await rowsOf(fatma, "Jij").waitFor();
  await fatma.getByRole("button", { name: "Stap eruit" }).click();

  await fatma.getByRole("button", { name: "Doe mee" }).waitFor();
  await rowsOf(onlooker, "Fatma Yıldız").waitFor({ state: "detached" });
  await board.locator("li").filter({ hasText: "Fatma" }).waitFor({ state: "detached" });
  await board.waitFor();
  assert.doesNotMatch(await board.innerText(), /Fatma/u);
  for (const page of [onlooker, screen]) assert.equal(await page.evaluate(() => globalThis.wasNotReloaded), true);
  for (const page of [fatma, onlooker, screen]) assertQuiet(page);
});

test("moves are animated, and stand still where motion is reduced", async () => {
  const pages = await Promise.all(
    ["no-preference", "reduce"].map(async (reducedMotion) => {
      const page = await signIn(browser, koebeld, "amara-okafor", { ...kDesk, reducedMotion });
      await open(page, "given/month");
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

  await thank(giver, [...kColleagues, "Fatma Yıldız"].filter((name) => name !== "Orhan Yavuz"), "voor de warme maand");

  for (const page of pages) await rowsOf(page, "Orhan Yavuz").waitFor();
  const [moved, still] = await Promise.all(pages.map((page) => page.evaluate(() => globalThis.moves)));
  assert.ok(moved > 0);
  assert.equal(still, 0);
});

test("boards are chosen, browsed and joined by keyboard alone, and every step says what it is", async () => {
  const page = await signIn(browser, koebeld, "tineke-bosman", kDesk);
  await appear(page, false);

  await tabTo(page, /link "Borden"/u);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Borden" }).waitFor();
  assert.match(await focused(page), /heading "Borden"/u);
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
  assert.match(await focused(page), /button "Stap eruit"/u);
  assert.equal((await call(page, "PeopleService/GetPublicity", {})).body.publicity.boards, true);
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing on boards, ${colorScheme}`, async () => {
    const page = await signIn(browser, koebeld, "noor-de-graaf", { colorScheme });
    for (const board of ["given/month", "received/year", "value/x/month", "teams/month"]) {
      await page.goto(`${koebeld.url}/#boards/${board}`);
      await page.getByRole("region", { name: /\d{4}/u }).waitFor();
      await assertAccessible(page, `${board}, ${colorScheme}`);
    }
  });
}

test("boards can be read at 320 px with words twice as large", async () => {
  const page = await at("amara-okafor", "given/month", { viewport: { width: 320, height: 844 } });
  for (const board of ["given/month", "value/x/week", "teams/year"]) {
    await page.goto(`${koebeld.url}/#boards/${board}`);
    await page.getByRole("region", { name: /\d/u }).waitFor();
    await assertNoSideways(page, `${board} at 320`);
    await doubleText(page);
    await assertNoSideways(page, `${board} at 320 with large words`);
    await page.reload();
  }
});

test("in alphabetical order there are names and no ranks; switched off there are no boards", async () => {
  const page = await at("amara-okafor", "given/month");
  const screen = await hang("Hal");

  await shownAs("BOARDS_SHOWN_ALPHABETICAL");

  await page.getByText("In alfabetische volgorde", { exact: false }).waitFor();
  // Behind the initials, which have an order of their own.
  const lines = await page.locator("#content li").allInnerTexts();
  const names = lines.map((text) => text.split("\n").filter((line) => line.trim() !== "")[1]);
  assert.ok(names.length > 0);
  assert.deepEqual(names, [...names].sort(new Intl.Collator("nl").compare));
  for (const name of names) assert.doesNotMatch(name, /\d/u);
  const board = screen.locator(".board", { hasText: "op alfabet" });
  await board.waitFor();
  assert.doesNotMatch(await board.innerText(), /\d/u);
  await assertAccessible(page, "boards in alphabetical order");

  await shownAs("BOARDS_SHOWN_OFF");

  await page.getByRole("link", { name: "Borden" }).waitFor({ state: "detached" });
  await page.getByRole("heading", { level: 1, name: /bel\?/u }).waitFor();
  await screen.locator(".board").waitFor({ state: "detached" });
  await screen.locator(".latest").waitFor();

  await shownAs("BOARDS_SHOWN_RANKS");
  await screen.locator(".board", { hasText: "Bord van de" }).waitFor();
  await page.reload();
  await page.getByRole("link", { name: "Borden" }).waitFor();
});
