import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";

import { begin, browser, koebeld } from "./support/begin.mjs";
import { thank } from "./support/boards.mjs";
import { alerted, assertAccessible, assertCount, assertFocused, assertNoSideways, assertQuiet, call, connected, doubleText, go, kDesk, kPhone, openPage, shoot, signIn, singleText, stranger, tabTo } from "./support/browser.mjs";
import { someOf } from "./support/everything.mjs";
import { kTelevision, rowOf, screenCalled } from "./support/television.mjs";

const kPortrait = { viewport: { width: 1080, height: 1920 }, locale: "nl-NL" };
const kPassword = "paard batterij nietje";
const kCode = /^[B-DF-HJ-NP-TV-XZ]{4}-[B-DF-HJ-NP-TV-XZ]{4}$/u;
let admin;
begin({
  more: async () => {
    admin = await signIn(browser, koebeld, "hanneke-vos", kDesk);
  },
});

/** A browser without anything kept, at the address that is typed on a television. */
async function television(options = kTelevision) {
  const page = await openPage(await browser.newContext(options));
  await page.goto(`${koebeld.url}/screen`);
  return page;
}

/** The code it shows, another one than `before`, and the word below its picture. */
async function shownBy(screen, before = "") {
  await screen.locator(".pairing .code").filter({ hasText: kCode, hasNotText: before || "none" }).waitFor();
  return { code: await screen.locator(".pairing .code").innerText(), word: await screen.locator(".pairing figcaption").innerText() };
}

async function typeCode(page, code) {
  await go(page, koebeld, "admin#screens");
  await page.getByLabel("Code op het scherm").fill(code);
  await page.getByLabel("Code op het scherm").press("Enter");
}

/** From the code to the form in which it is named. */
async function lookAndPick(page, screen) {
  const { code, word } = await shownBy(screen);
  await typeCode(page, code);
  await page.getByRole("button", { name: word, exact: true }).click();
  await page.getByRole("heading", { name: "Wat wordt het?" }).waitFor();
}

async function pair(page, screen, name) {
  await lookAndPick(page, screen);
  await page.getByLabel("Naam", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Koppel", exact: true }).click();
  await page.getByText(`${name} is gekoppeld.`).first().waitFor();
  await connected(screen);
}

test("a television shows a code; typed by keyboard, its picture picked and named, it shows the wall and rings", async () => {
  const screen = await television();
  const { code, word } = await shownBy(screen);
  await screen.getByRole("heading", { name: "Dit scherm is nieuw hier." }).waitFor();
  await assertAccessible(screen, "a television with its code");
  await shoot(screen, "pairing_television", {});
  await go(admin, koebeld, "admin#screens");
  await admin.getByText("Er hangt nog geen scherm.").waitFor();
  await assertAccessible(admin, "no screen yet");
  await shoot(admin, "pairing_none", {});

  await tabTo(admin, /Code op het scherm/u);
  await admin.keyboard.type(code.replace("-", "").toLowerCase());
  assert.equal(await admin.getByLabel("Code op het scherm").inputValue(), code);
  await admin.keyboard.press("Enter");
  await assertFocused(admin, /Welk plaatje staat op het scherm\?/u);
  await admin.getByText("1920 × 1080", { exact: true }).waitFor();
  await admin.getByText("127.0.0.1", { exact: true }).waitFor();
  await assertCount(admin.locator(".pictures button"), 6);
  await assertAccessible(admin, "which television");
  await shoot(admin, "pairing_look", {});
  await tabTo(admin, new RegExp(`button "${word}"`, "u"));
  await admin.keyboard.press("Enter");
  await assertFocused(admin, /Wat wordt het\?/u);
  await tabTo(admin, /Naam/u);
  await admin.keyboard.type("Kantine");
  await admin.getByLabel("Plek", { exact: true }).fill("Assen, begane grond");
  await admin.getByLabel("Kernwaarde erbij").selectOption({ index: 1 });
  await admin.getByRole("button", { name: /weghalen$/u }).click();
  await assertAccessible(admin, "what it will be");
  await shoot(admin, "pairing_plan");
  await admin.getByRole("button", { name: "Koppel", exact: true }).press("Enter");
  await admin.getByText("Kantine is gekoppeld.").first().waitFor();

  await connected(screen);
  const giver = await signIn(browser, koebeld, "fatma-yildiz", kDesk);
  await thank(giver, koebeld, ["Noor de Graaf"], "hing het scherm op, en meteen recht");
  await screen.locator(".shoutout").getByText("hing het scherm op").waitFor();
  await shoot(screen, "pairing_wall", {});
  await rowOf(admin, "Kantine").getByText("Hanneke Vos past erop").waitFor();
  await rowOf(admin, "Kantine").getByText(/gezien: (zojuist|\d+ minu)/u).waitFor();
  await shoot(admin, "pairing_one", {});

  // Whose cookie is gone signs in again by itself.
  await screen.context().clearCookies();
  await screen.reload();
  await connected(screen);
  assertQuiet(screen);
  await Promise.all([screen, giver].map((page) => page.context().close()));
});

test("one of two is revoked: it shows a code, and the other goes on", async () => {
  const [hall, canteen] = [await television(), await television(kPortrait)];
  await shownBy(canteen);
  await shoot(canteen, "pairing_portrait", {});
  await pair(admin, hall, "Hal");
  await pair(admin, canteen, "Werkplaats");
  await canteen.evaluate(() => (globalThis.wasNotReloaded = true));

  await rowOf(admin, "Hal").getByRole("button", { name: "Intrekken: Hal" }).click();
  await admin.getByRole("dialog", { name: "Hal intrekken?" }).waitFor();
  await assertAccessible(admin, "the question before it is revoked");
  await admin.getByRole("dialog").getByRole("button", { name: "Intrekken" }).click();

  await hall.getByRole("heading", { name: "Dit scherm is losgemaakt." }).waitFor();
  await shownBy(hall);
  await assertAccessible(hall, "a revoked television with its code");
  await assertCount(rowOf(admin, "Hal"), 0);
  await connected(canteen);
  assert.equal(await canteen.evaluate(() => globalThis.wasNotReloaded), true);
  assert.equal(await hall.evaluate(() => localStorage.getItem("koebel.screen")), null, "the token is forgotten");

  await pair(admin, hall, "Hal boven");
  await Promise.all([hall, canteen].map((page) => page.context().close()));
});

test("a wrong picture and none of these make the code void, and the television shows another", async () => {
  const screen = await television();
  const { code, word } = await shownBy(screen);
  await typeCode(admin, code);
  await admin.locator(".pictures button").filter({ hasNotText: word }).first().click();
  await admin.getByLabel("Naam", { exact: true }).fill("Verkeerde");
  await admin.getByRole("button", { name: "Koppel", exact: true }).click();
  await alerted(admin, "Dat plaatje staat niet op dat scherm.");
  await assertFocused(admin, /Code op het scherm/u);
  await shoot(admin, "pairing_wrong_picture", {});

  const second = await shownBy(screen, code);
  await typeCode(admin, second.code);
  await admin.getByRole("button", { name: "Geen van deze" }).click();
  await admin.getByText("De code werkt niet meer. Heeft iemand je gevraagd").first().waitFor();
  await assertAccessible(admin, "a code that was refused");
  await shoot(admin, "pairing_refused", {});

  const third = await shownBy(screen, second.code);
  await typeCode(admin, code);
  await alerted(admin, "Deze code staat op geen scherm, of niet meer.");
  await typeCode(admin, "aeiou");
  await alerted(admin, "Er zitten geen klinkers in.");
  await typeCode(admin, third.code);
  await admin.getByRole("button", { name: third.word, exact: true }).click();
  await admin.getByRole("button", { name: "Ander plaatje" }).click();
  await admin.getByRole("button", { name: third.word, exact: true }).click();
  assert.equal(await admin.getByLabel("Naam", { exact: true }).inputValue(), "Verkeerde", "what was filled in is still there");
  await admin.getByLabel("Naam", { exact: true }).fill("werkplaats");
  await admin.getByRole("button", { name: "Koppel", exact: true }).click();
  await alerted(admin, "Er is al een scherm met die naam.");
  await admin.getByLabel("Naam", { exact: true }).fill("Balie");
  await admin.getByRole("button", { name: "Koppel", exact: true }).click();
  await connected(screen);
  await go(admin, koebeld, "admin#audit");
  await admin.getByRole("combobox", { name: "Wat" }).selectOption({ label: "code van een televisie geweigerd" });
  await assertCount(admin.locator(".rows > li"), 2);
  await screen.context().close();
});

test("what a screen is set to changes on the television, and who looks after it in the list", async () => {
  const screen = await television();
  await pair(admin, screen, "Directie");
  await rowOf(admin, "Directie").getByRole("button", { name: "Directie aanpassen" }).click();
  const form = admin.getByRole("dialog", { name: "Directie aanpassen" });
  await form.getByLabel("Naam", { exact: true }).fill("Directiekamer");
  await form.getByLabel("Taal").selectOption("en");
  await form.getByLabel("Tijdzone").fill("Asia/Tokyo");
  await form.getByLabel("Team erbij").selectOption({ index: 1 });
  await form.getByLabel("De bel mag hier klinken").uncheck();
  await form.getByRole("button", { name: /Wijzig/u }).click();
  await form.getByLabel("Zoek op naam").fill("fatma y");
  await form.getByRole("button", { name: /Fatma Yıldız/u }).click();
  await assertAccessible(admin, "the form of a screen");
  await shoot(admin, "pairing_change");
  await form.getByRole("button", { name: "Bewaar" }).click();

  await rowOf(admin, "Directiekamer").getByText("Fatma Yıldız past erop").waitFor();
  await screen.waitForFunction(() => document.documentElement.lang === "en");
  await screen.getByRole("img", { name: "Connected", exact: true }).waitFor();
  const { settings } = await screenCalled(admin, "Directiekamer");
  assert.equal(settings.timeZone, "Asia/Tokyo");
  assert.equal(settings.sound, undefined);
  assert.equal(settings.teamIds.length, 1);
  await screen.context().close();
});

test("a curator pairs a screen from a phone that was not signed in, and administrators see that it is new", async () => {
  const curator = await signIn(browser, koebeld, "esther-cohen");
  await call(curator, "SignInService/SetPassword", { newPassword: kPassword });
  await curator.context().close();
  const screen = await television();
  const { code, word } = await shownBy(screen);
  const phone = await stranger(browser);
  await phone.goto(`${koebeld.url}/admin#screens`);
  await phone.getByLabel("E-mailadres of personeelscode").fill("esther-cohen");
  await phone.getByLabel("Wachtwoord", { exact: true }).fill(kPassword);
  await phone.getByRole("button", { name: "Inloggen", exact: true }).click();
  await phone.getByRole("heading", { level: 1, name: "Schermen" }).waitFor();
  assert.deepEqual(await phone.getByRole("navigation").getByRole("listitem").allInnerTexts(), ["Schermen", "Prikbord", "Doelen", "Shows", "Voordrachten", "Moderatie"]);
  await typeCode(phone, code);
  await phone.getByRole("button", { name: word, exact: true }).tap();
  await phone.getByLabel("Naam", { exact: true }).fill("Magazijn");
  await assertNoSideways(phone, "the form on a phone");
  await shoot(phone, "pairing_phone_plan");
  await phone.getByRole("button", { name: "Koppel", exact: true }).tap();
  await connected(screen);
  assert.equal(await phone.getByText("Gezien", { exact: true }).count(), 0);

  await go(admin, koebeld, "admin#roles");
  await admin.getByRole("img", { name: "1 nieuw scherm" }).waitFor();
  await go(admin, koebeld, "admin#screens");
  await admin.getByText("Esther Cohen heeft een scherm toegevoegd: Magazijn.").waitFor();
  await rowOf(admin, "Magazijn").getByText("nieuw", { exact: true }).waitFor();
  await assertAccessible(admin, "a new screen");
  await shoot(admin, "pairing_new", {});
  await admin.getByRole("button", { name: "Gezien" }).click();
  await assertCount(admin.getByText("heeft een scherm toegevoegd"), 0);
  await assertCount(admin.getByRole("img", { name: "1 nieuw scherm" }), 0);
  await Promise.all([screen, phone].map((page) => page.context().close()));
});

test("an address of the command line is kept as a paired one is; without anything kept it shows a code", async () => {
  const screen = await openPage(await browser.newContext(kTelevision));
  await screen.goto(await koebeld.command("screen", "add", "Van de opdrachtregel"));
  await connected(screen);
  await screen.clock.install();
  await screen.clock.fastForward(61_000); // not by a token that has just been tried
  await screen.context().clearCookies();
  await screen.reload();
  await connected(screen);
  await screen.context().clearCookies();
  await screen.evaluate(() => localStorage.clear());
  await screen.goto(`${koebeld.url}/screen`);
  await shownBy(screen);
  await screen.context().close();
});

for (const [locale, language, screens] of someOf([["nl-NL", "Nederlands", "Schermen"], ["en-GB", "English", "Screens"], ["pl-PL", "Polski", "Ekrany"]])) {
  test(`overfull, on a phone and with words twice as large: ${language}`, async () => {
    const long = { requestId: randomUUID(), name: `Vergaderkamer met de allerlangste naam van ${language}`, place: "Hoofdgebouw, derde verdieping, achter de tweede klapdeur" };
    assert.equal((await call(admin, "ScreenService/AddScreen", long)).status, 200);
    const screen = await television({ ...kTelevision, locale });
    const { code } = await shownBy(screen);
    await assertAccessible(screen, `a television in ${language}`);
    await shoot(screen, `pairing_television_${locale}`, {});
    for (const [size, options] of Object.entries({ phone: kPhone, desk: kDesk, narrow: { viewport: { width: 320, height: 700 }, colorScheme: "dark" } })) {
      const page = await signIn(browser, koebeld, "hanneke-vos", options);
      await page.goto(`${koebeld.url}/#me`);
      await page.getByText(language, { exact: true }).click();
      await go(page, koebeld, "admin#screens");
      await page.getByRole("heading", { level: 1, name: screens }).waitFor();
      await page.locator(".rows > li").first().waitFor();
      await assertAccessible(page, `screens, ${language}, ${size}`);
      await assertNoSideways(page, `screens, ${language}, ${size}`);
      await shoot(page, `pairing_list_${locale}_${size}`);
      await page.locator("input.code").fill(code);
      await page.locator("input.code").press("Enter");
      await page.locator(".pictures button").first().waitFor();
      await assertAccessible(page, `which television, ${language}, ${size}`);
      await assertNoSideways(page, `which television, ${language}, ${size}`);
      await shoot(page, `pairing_look_${locale}_${size}`);
      await doubleText(page);
      await assertNoSideways(page, `which television, ${language}, ${size}, words twice as large`);
      await singleText(page);
      await page.context().close();
    }
    await screen.context().close();
  });
}
