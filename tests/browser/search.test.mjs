// What of the feed is shown: chips, words, value, colleague and time, all in the address; what happens meanwhile; how far one
// read; and what one said oneself.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";

import { begin, browser, koebeld } from "./support/begin.mjs";
import {
  assertAccessible,
  assertCount,
  assertFocused,
  assertNoSideways,
  assertQuiet,
  assertValue,
  call,
  cards,
  doubleText,
  eventually,
  go,
  idOf,
  kDesk,
  kPhone,
  shoot,
  signIn,
  singleText,
  tabTo,
} from "./support/browser.mjs";
import { someOf } from "./support/everything.mjs";

begin();

const chip = (page, name) => page.getByRole("group", { name: "Wat wil je zien?" }).getByRole("button", { name, exact: true });
const chosen = (page) => page.getByRole("list", { name: "Je zoekt op" }).getByRole("listitem");
const hash = (page) => new URL(page.url()).hash;
const found = (page, count) => page.locator(".found").getByText(`${count} gevonden`, { exact: true }).waitFor();
/** The feed as it was found: what is shown belongs to what the address asks for. */
const settled = (page) => page.locator(".feed[aria-busy=false]").waitFor();

async function valuesOf(page) {
  const { body } = await call(page, "PeopleService/GetOrganisation", {});
  return body.organisation.values;
}

/** Thanks a colleague without the page; gives the recognition's id. */
async function give(page, name, message, more = {}) {
  const [first] = await valuesOf(page);
  const people = { ids: [await idOf(page, name)] };
  const { status, body } = await call(page, "RecognitionService/Give", { requestId: randomUUID(), people, message, valueIds: [first.id], ...more });
  assert.equal(status, 200, JSON.stringify(body));
  return body.recognitionId;
}

/** Goes to an address of the feed, and waits for what is found. */
async function look(page, address) {
  await page.goto(`${koebeld.url}/${address}`);
  await settled(page);
}

test("a chip shows only what it says; back and forward, loading again and a colleague with the address see the same", async () => {
  const giver = await signIn(browser, koebeld, "fatma-yildiz", kDesk);
  await give(giver, "Samira Lahlou", "Met een klantmoment.", { customerMoment: "Zij stuurde bloemen." });
  await give(giver, "Samira Lahlou", "Zonder klantmoment.");
  const page = await signIn(browser, koebeld, "eva-scholten", kDesk);
  await cards(page, "Zonder klantmoment.").waitFor();
  assert.equal(await chip(page, "Alles").getAttribute("aria-pressed"), "true");

  await chip(page, "Klantmomenten").click();
  await cards(page, "Met een klantmoment.").waitFor();
  await assertCount(cards(page, "Zonder klantmoment."), 0);
  assert.equal(hash(page), "#today?kind=customer");
  const shown = await cards(page, "").count();
  assert.equal(await page.locator(".feed article .mom").count(), shown, "each of them has one");
  await assertAccessible(page, "the feed, filtered");
  await shoot(page, "search_chip", {});

  await page.goBack();
  await cards(page, "Zonder klantmoment.").waitFor();
  assert.equal(await chip(page, "Alles").getAttribute("aria-pressed"), "true");
  await page.goForward();
  await assertCount(cards(page, "Zonder klantmoment."), 0);
  await page.reload();
  await cards(page, "Met een klantmoment.").waitFor();
  await assertCount(cards(page, "Zonder klantmoment."), 0);

  await look(giver, "#today?kind=customer");
  await cards(giver, "Met een klantmoment.").waitFor();
  await assertCount(cards(giver, "Zonder klantmoment."), 0);

  await chip(page, "Alles").click();
  await cards(page, "Zonder klantmoment.").waitFor();
  assert.equal(hash(page), "#today");
  await Promise.all([page, giver].map((one) => one.context().close()));
});

test("words, a value, a colleague and a time together; each is taken away by itself, and nothing found offers everything", async () => {
  const giver = await signIn(browser, koebeld, "amara-okafor", kDesk);
  const [, second] = await valuesOf(giver);
  await give(giver, "Joost Verhagen", "Voor de zeehond in de regen.", { valueIds: [second.id] });
  await give(giver, "Orhan Yavuz", "Ook voor een zeehond, maar binnen.");
  const page = await signIn(browser, koebeld, "eva-scholten", kPhone);
  await cards(page, "").first().waitFor();
  await page.getByRole("button", { name: "Zoeken" }).tap();
  await page.getByLabel("Woorden of namen").fill("ZEEH");

  await found(page, 2);
  assert.equal(hash(page), "#today?q=ZEEH");
  await page.getByRole("combobox", { name: "Kernwaarde" }).selectOption(second.id);
  await found(page, 1);
  await page.getByLabel("Collega of team").fill("joost");
  await page.getByRole("option", { name: /Joost Verhagen/u }).tap();
  await page.getByRole("combobox", { name: "Wanneer" }).selectOption("Deze week");
  await found(page, 1);
  await assertCount(chosen(page), 4);
  await assertAccessible(page, "a search by everything");
  await shoot(page, "search_everything");

  await page.getByRole("combobox", { name: "Wanneer" }).selectOption("Tussen twee dagen");
  await page.getByLabel("Tot en met").fill("2020-01-01");
  await page.getByText("Niets gevonden.").waitFor();
  await shoot(page, "search_nothing");
  await page.getByRole("button", { name: "tot en met 1 jan 2020 weghalen" }).tap();
  await found(page, 1);
  await page.getByRole("button", { name: "Joost Verhagen weghalen" }).tap();
  await assertCount(chosen(page), 2);
  await page.getByRole("button", { name: "Laat alles zien" }).tap();
  assert.equal(hash(page), "#today");
  await assertValue(page.getByLabel("Woorden of namen"), "");

  await page.setViewportSize({ width: 320, height: 640 });
  await look(page, `#today?q=zeehond&value=${second.id}&period=quarter`);
  await page.getByRole("button", { name: "Zoeken" }).tap();
  await assertNoSideways(page, "a search at 320 px");
  await doubleText(page);
  await assertNoSideways(page, "a search at 320 px, twice as large");
  await singleText(page);
  await Promise.all([page, giver].map((one) => one.context().close()));
});

test("by keyboard: the magnifier, words, a colleague; Escape closes and comes back to it", async () => {
  const page = await signIn(browser, koebeld, "eva-scholten", kDesk);
  await cards(page, "").first().waitFor();
  await chip(page, "Alles").focus();
  await tabTo(page, /button "Zoeken"/u);
  await page.keyboard.press("Enter");
  await assertFocused(page, /searchbox "Woorden of namen"/u);
  await page.keyboard.type("de");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => location.hash === "#today?q=de");

  await tabTo(page, /combobox "Collega of team"/u);
  await page.keyboard.type("samir");
  await page.getByRole("listbox").getByRole("option").first().waitFor();
  await assertAccessible(page, "colleagues are offered");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await chosen(page).filter({ hasText: "Samira" }).waitFor();
  await assertFocused(page, /combobox "Collega of team"/u, "one goes on where one was");
  await page.keyboard.press("Escape");
  await assertFocused(page, /button "Zoeken"/u);
  await assertCount(page.getByRole("search"), 0);
  await page.context().close();
});

test("what is given meanwhile is not mixed in but counted, and found when asked again; what was found and is taken back leaves", async () => {
  const giver = await signIn(browser, koebeld, "amara-okafor", kDesk);
  const before = await give(giver, "Lars Timmer", "De zeldzame zeepbel van gisteren.");
  const page = await signIn(browser, koebeld, "eva-scholten", kDesk);
  await look(page, "#today?q=zeepbel");
  await found(page, 1);

  await give(giver, "Lars Timmer", "Nog een zeepbel.");
  await page.getByRole("button", { name: "1 nieuwe, zoek opnieuw" }).waitFor();
  await assertCount(cards(page, ""), 1);
  await shoot(page, "search_news", {});
  await page.getByRole("button", { name: "1 nieuwe, zoek opnieuw" }).click();
  await found(page, 2);

  assert.equal((await call(giver, "RecognitionService/TakeBack", { requestId: randomUUID(), recognitionId: before })).status, 200);
  await cards(page, "De zeldzame zeepbel").waitFor({ state: "detached" });
  await found(page, 1);
  await Promise.all([page, giver].map((one) => one.context().close()));
});

test("what is only ours is found by us, and by nobody else, whatever they ask", async () => {
  const giver = await signIn(browser, koebeld, "fatma-yildiz", kDesk);
  await give(giver, "Bram Kuipers", "Vertrouwelijk: de walvis.", { visibility: "VISIBILITY_ONLY_US" });

  await look(giver, "#today?kind=private&q=walvis");
  await cards(giver, "Vertrouwelijk: de walvis.").waitFor();
  const other = await signIn(browser, koebeld, "eva-scholten", kDesk);
  await look(other, "#today?kind=private&q=walvis");
  await other.getByText("Niets gevonden.").waitFor();
  await assertCount(cards(other, ""), 0);
  await Promise.all([other, giver].map((one) => one.context().close()));
});

test("too much is not asked for, and said so", async () => {
  const page = await signIn(browser, koebeld, "eva-scholten", kPhone);
  await look(page, "#today?q=1+2+3+4+5+6+7+8+9");
  await page.getByText("Zoek met hoogstens acht woorden.").waitFor();
  await look(page, "#today?kind=nonsense&period=never");
  await cards(page, "").first().waitFor();
  assert.equal(await chip(page, "Alles").getAttribute("aria-pressed"), "true");
  assertQuiet(page);
  await page.context().close();
});

test("a line says up to where one read, as long as one is here, and no longer", async () => {
  const giver = await signIn(browser, koebeld, "amara-okafor", kDesk);
  await give(giver, "Samira Lahlou", "Dit las je al.");
  const page = await signIn(browser, koebeld, "tineke-bosman", kDesk);
  await cards(page, "Dit las je al.").scrollIntoViewIfNeeded();
  await eventually(async () => (await call(page, "RecognitionService/ListFeed", { pageSize: 1 })).body, (body) => body.readPosition === body.recognitions?.[0].position);
  await page.context().close();

  await give(giver, "Samira Lahlou", "Dit is nieuw voor je.");
  const again = await signIn(browser, koebeld, "tineke-bosman", kDesk);
  const line = again.locator(".feed .line");
  await line.getByText("Gelezen tot hier").waitFor();
  const order = await again.locator(".feed > article .say, .feed > .line").allTextContents();
  const at = order.findIndex((text) => text.includes("Gelezen tot hier"));
  assert.match(order[at - 1], /Dit is nieuw voor je/u);
  assert.match(order[at + 1], /Dit las je al/u);
  await assertAccessible(again, "a feed with a line");
  await shoot(again, "feed_line", {});
  await cards(again, "Dit is nieuw voor je.").scrollIntoViewIfNeeded();
  await eventually(async () => (await call(again, "RecognitionService/ListFeed", { pageSize: 1 })).body, (body) => body.readPosition === body.recognitions?.[0].position);
  assert.equal(await line.count(), 1, "it stays while one is here");

  await go(again, koebeld, "#me");
  await go(again, koebeld, "#today");
  await cards(again, "Dit is nieuw voor je.").waitFor();
  await assertCount(line, 0);
  await Promise.all([again, giver].map((one) => one.context().close()));
});

test("what one said is together, private ones too; for which values one was thanked stands on one's own page", async () => {
  const page = await signIn(browser, koebeld, "achmed-el-idrissi", kPhone);
  const giver = await signIn(browser, koebeld, "fatma-yildiz", kDesk);
  await give(page, "Bram Kuipers", "Wat ik tegen iedereen zei.");
  const recognitionId = await give(page, "Bram Kuipers", "Wat ik alleen tegen jou zei.", { visibility: "VISIBILITY_ONLY_US" });
  await give(giver, "Achmed El Idrissi", "Wat tegen mij gezegd werd.");
  const [first] = await valuesOf(page);

  await go(page, koebeld, "#me");
  const thanked = page.getByRole("heading", { name: "Waarvoor je bedankt bent" }).locator("+ ul");
  await thanked.getByText(first.nameNl).waitFor();
  await assertAccessible(page, "one's own page with values");
  await shoot(page, "me_values");
  await page.getByRole("link", { name: /Door mij gezegd/u }).tap();
  const mine = page.getByRole("region", { name: "Door mij gezegd" }).getByRole("article");
  await mine.filter({ hasText: "Wat ik tegen iedereen zei." }).waitFor();
  await mine.filter({ hasText: "Wat ik alleen tegen jou zei." }).waitFor();
  await assertCount(mine.filter({ hasText: "Wat tegen mij gezegd werd." }), 0);
  await assertAccessible(page, "what one said");
  await shoot(page, "me_given", {});

  assert.equal((await call(page, "RecognitionService/TakeBack", { requestId: randomUUID(), recognitionId })).status, 200);
  await mine.filter({ hasText: "Wat ik alleen tegen jou zei." }).waitFor({ state: "detached" });
  await give(page, "Bram Kuipers", "Wat ik net zei.");
  await mine.filter({ hasText: "Wat ik net zei." }).waitFor();
  await Promise.all([page, giver].map((one) => one.context().close()));
});

const kLooks = someOf(Object.entries({ phone: kPhone, desk: kDesk }));
const kColours = someOf([["light", "nl"], ["dark", "en"]]);
for (const [size, options] of kLooks) {
  for (const [colorScheme, language] of kColours) {
    test(`the search and what it finds, looked at: ${size}, ${colorScheme}, ${language}`, async () => {
      const page = await signIn(browser, koebeld, "eva-scholten", { ...options, colorScheme });
      await page.evaluate((code) => localStorage.setItem("koebel.language", JSON.stringify(code)), language);
      await look(page, "#today?q=de&period=quarter");
      await page.reload();
      await settled(page);
      await cards(page, "").first().waitFor();
      await assertAccessible(page, `found, ${size}, ${colorScheme}`);
      await shoot(page, `search_found_${size}_${colorScheme}`, {});
      await page.locator(".choices [aria-expanded]").click();
      await page.getByRole("search").waitFor();
      await assertAccessible(page, `a search, ${size}, ${colorScheme}`);
      await shoot(page, `search_panel_${size}_${colorScheme}`, {});
      await go(page, koebeld, "#inbox");
      await page.locator(".inbox[aria-busy=false]").waitFor();
      await assertAccessible(page, `the inbox, ${size}, ${colorScheme}`);
      await shoot(page, `inbox_${size}_${colorScheme}`, {});
      assertQuiet(page);
      await page.context().close();
    });
  }
}
