// What the organisation reaches together: a curator sets a goal; page, screen and lobby move with each thank-you; it is reached, and
// celebrated once.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";

import { begin, browser, koebeld } from "./support/begin.mjs";
import { alerted, assertAccessible, assertCount, assertFocused, assertNoSideways, assertQuiet, call, connected, doubleText, eventually, go, idOf, kDesk, kPhone, openPage, shoot, signIn, singleText, tabTo } from "./support/browser.mjs";
import { assertNothingPrivate, hangUp, kTelevision, wallOf, wireOf } from "./support/television.mjs";

const kTitle = "Samen sterk vandaag";
const kDayMs = 86_400_000;
const kUpright = { viewport: { width: 1080, height: 1920 }, locale: "nl-NL" };
let curator;
let giver;
let phone;
let english;
let hall;
let upright;
let team;
let lobby;
let lobbyWire;
let samira;
let value;

begin({
  more: async () => {
    [curator, giver, phone, english] = await Promise.all([
      signIn(browser, koebeld, "noor-de-graaf", kDesk),
      signIn(browser, koebeld, "fatma-yildiz", kDesk),
      signIn(browser, koebeld, "joost-verhagen", kPhone),
      signIn(browser, koebeld, "orhan-yavuz", kDesk),
    ]);
    await english.goto(`${koebeld.url}/#me`);
    await english.getByText("English", { exact: true }).click();
    samira = await idOf(giver, "Samira Lahlou");
    const { body: session } = await call(giver, "AccessService/GetSession", {});
    value = session.organisation.values[0].id;
    hall = await hangUp(browser, koebeld, "Hal");
    upright = await hangUp(browser, koebeld, "Lift", { options: kUpright });
    // A screen of one team, and one where visitors look.
    team = await hang("Werkplaats", { teamIds: [session.me.teams[0].id] });
    lobby = await hang("Balie", { mode: "SCREEN_MODE_LOBBY" }, (page) => (lobbyWire = wireOf(page)));
  },
});

/** A television that is set to something when it comes. */
async function hang(name, wanted, record = () => {}) {
  const { body } = await call(curator, "ScreenService/AddScreen", { requestId: randomUUID(), name });
  const { status } = await call(curator, "ScreenService/ChangeScreen", { requestId: randomUUID(), screenId: body.screenId, screen: { name, ...wanted } });
  assert.equal(status, 200);
  const page = await openPage(await browser.newContext(kTelevision));
  record(page);
  await page.goto(`${koebeld.url}/screen#${body.token}`);
  await connected(page);
  return page;
}

/** One thank-you, without the page; it is everybody's. */
async function thank() {
  const { status, body } = await call(giver, "RecognitionService/Give", {
    requestId: randomUUID(),
    people: { ids: [samira] },
    message: "Dank voor de warme ontvangst aan de balie.",
    valueIds: [value],
  });
  assert.equal(status, 200, JSON.stringify(body));
  return body.recognitionId;
}

const today = () => new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Amsterdam", dateStyle: "short" }).format(Date.now());
const dayAfter = (days) => new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Amsterdam", dateStyle: "short" }).format(Date.now() + days * kDayMs);
const row = (title) => curator.locator(".rows > li").filter({ hasText: title });
const dialog = () => curator.getByRole("dialog");
/** A goal that runs, as the employee's page shows it. */
const section = (page, title) => page.locator("section").filter({ has: page.getByRole("heading", { name: title, exact: true }) }).and(page.locator(":visible"));
const railGoal = (screen, title) => screen.locator(".rail .goal").filter({ hasText: title });
/** Rails turn: the goal is shown within as many turns as there are goals. */
const inRail = (screen, title, words) => railGoal(screen, title).getByText(words, { exact: true }).waitFor({ timeout: 70_000 });

let stands = 0;
/** So many more than there are. */
let target = 0;

test("a curator sees what it would count, sets it, and what cannot be is said while what was typed stays", async () => {
  await go(curator, koebeld, "admin#goals");
  await row("Elke dag een blije klant").getByText("loopt", { exact: true }).waitFor();
  await row("De klant schuift aan, elke week").getByText("gehaald", { exact: true }).waitFor();
  await assertAccessible(curator, "the goals");
  await shoot(curator, "goals_admin");

  await curator.getByRole("button", { name: "Nieuw doel" }).click();
  await dialog().getByLabel(/^In jullie woorden/u).fill(kTitle);
  await dialog().getByLabel(/^Eerste dag/u).fill(today());
  await dialog().getByLabel(/^Laatste dag/u).fill(dayAfter(20));
  const preview = dialog().getByRole("status");
  await preview.getByText(/^Met deze dagen staat het nu op \d+\.$/u).waitFor();
  stands = Number(/\d+/u.exec(await preview.innerText())[0]);
  target = Math.max(5, stands + 3);
  await dialog().getByLabel(/^Wat telt/u).selectOption("Collega’s die meedoen");
  await dialog().getByText(/^Hoogstens \d+\.$/u).waitFor();
  await assertAccessible(curator, "a new goal");
  await shoot(curator, "goals_dialog", {});
  await dialog().getByLabel(/^Hoeveel/u).fill("240");
  await dialog().getByRole("button", { name: "Bewaar" }).click();
  await alerted(curator, "te zien zijn wie er ontbreekt");
  assert.equal(await dialog().getByLabel(/^In jullie woorden/u).inputValue(), kTitle);

  await dialog().getByLabel(/^Wat telt/u).selectOption("Waarderingen");
  await dialog().getByLabel(/^Hoeveel/u).fill(String(target));
  await dialog().getByRole("button", { name: "Bewaar" }).click();
  await assertCount(dialog(), 0);
  await row(kTitle).getByText(`${stands} van ${target}`, { exact: true }).waitFor();
});

test("it is on pages, screens and in the lobby at once, and moves with each thank-you and each that is taken back", async () => {
  for (const page of [giver, phone, english]) await page.goto(`${koebeld.url}/#today`);
  await section(english, kTitle).getByText(`of ${target}`, { exact: true }).waitFor();
  await section(giver, kTitle).getByText(`van ${target}`, { exact: true }).waitFor();
  await section(phone, kTitle).getByText(`van ${target}`, { exact: true }).waitFor();
  for (const screen of [hall, upright, team, lobby]) await inRail(screen, kTitle, String(stands));
  await shoot(hall, "goals_wall", {});
  await shoot(upright, "goals_upright", {});
  await shoot(lobby, "goals_lobby", {});
  await shoot(phone, "goals_phone", {});
  await shoot(giver, "goals_desk", {});
  await shoot(english, "goals_desk_en", {});
  await assertAccessible(phone, "a goal on a phone");
  await assertAccessible(giver, "a goal beside the feed");
  await assertAccessible(hall, "a goal on a screen");

  const given = await thank();
  await section(phone, kTitle).getByText(String(stands + 1), { exact: true }).waitFor();
  await section(giver, kTitle).getByText(String(stands + 1), { exact: true }).waitFor();
  for (const screen of [hall, lobby]) await inRail(screen, kTitle, String(stands + 1));

  const { status } = await call(giver, "RecognitionService/TakeBack", { requestId: randomUUID(), recognitionId: given });
  assert.equal(status, 200);
  await section(phone, kTitle).getByText(String(stands), { exact: true }).waitFor();
});

test("at 320 px, with words twice as large, its title is whole words still", async () => {
  await phone.setViewportSize({ width: 320, height: 640 });
  await doubleText(phone);

  const { width } = await section(phone, kTitle).getByRole("heading").boundingBox();
  assert.ok(width > 200, `the title has ${width} px`);
  await assertNoSideways(phone, "goals at 320 with large words");
  await shoot(phone, "goals_320_large", {});

  await singleText(phone);
  await phone.setViewportSize(kPhone.viewport);
});

test("reached, it is celebrated on every screen, once, and Today begins with it until it is closed", async () => {
  const wall = await wallOf(hall);
  lobbyWire.forget();
  await go(curator, koebeld, "admin#screens");
  const line = phone.getByLabel("Jouw waardering");
  const top = () => line.evaluate((field) => field.getBoundingClientRect().top);
  await line.focus();
  const writing = await top();
  for (let count = stands; count < target; count += 1) await thank();

  // After whoever waits there, so each in its own time.
  const celebrated = { hall, upright, team, lobby };
  const seenFromAfar = curator.locator(".tv.goal").first().waitFor({ timeout: 90_000 });
  await Promise.all(
    Object.entries(celebrated).map(async ([name, screen]) => {
      await screen.locator(".reached").getByRole("heading", { name: kTitle }).waitFor({ timeout: 90_000 });
      await screen.locator(".reached").evaluate((picture) => Promise.all(picture.getAnimations({ subtree: true }).map(({ finished }) => finished)));
      await shoot(screen, `goals_reached_${name}`, {});
      await assertAccessible(screen, `a goal that was reached, ${name}`);
    }),
  );
  await seenFromAfar;

  for (const page of [giver, phone]) await page.getByRole("region", { name: kTitle }).waitFor();
  assert.ok(Math.abs((await top()) - writing) < 2, "who writes goes on where they were");
  await line.blur();
  await phone.evaluate(() => scrollTo(0, 0));
  await shoot(phone, "goals_reached_phone", {});
  await shoot(giver, "goals_reached_desk", {});
  await english.getByText("Reached together!").waitFor();
  await shoot(english, "goals_reached_desk_en", {});
  await assertAccessible(phone, "a goal that was reached, on a phone");
  await assertAccessible(giver, "a goal that was reached, on a desk");
  await assertCount(section(phone, kTitle).locator(".how"), 0);

  // The lobby heard numbers and the curator's words, and nobody's name.
  assert.match(lobbyWire.text(), new RegExp(kTitle, "u"));
  assertNothingPrivate(lobbyWire.text(), wall);
  for (const name of ["Samira", "Lahlou", "Fatma", "Noor", "ontvangst"]) assert.ok(!lobbyWire.text().includes(name), name);

  await assertCount(hall.locator(".reached"), 0);
  await inRail(hall, kTitle, "Gehaald");
});

test("it is said once, however often one comes back to Today", async () => {
  await giver.evaluate((title) => {
    globalThis.heard = 0;
    const voice = document.querySelector("p.sr[role=status]");
    new MutationObserver(() => (globalThis.heard += voice.textContent.includes(title) ? 1 : 0)).observe(voice, { childList: true, characterData: true, subtree: true });
  }, kTitle);

  await go(giver, koebeld, "#me");
  await go(giver, koebeld, "#today");
  await giver.getByRole("region", { name: kTitle }).waitFor();

  assert.equal(await giver.evaluate(() => globalThis.heard), 0);
});

test("by keyboard it is closed, in every tab, and stays so when the page is loaded again", async () => {
  const tab = await openPage(giver.context());
  await tab.goto(`${koebeld.url}/#today`);
  await tab.getByRole("region", { name: kTitle }).waitFor();
  await tabTo(giver, new RegExp(`${kTitle} verbergen`, "u"));
  await giver.keyboard.press("Enter");
  await assertCount(giver.getByRole("region", { name: kTitle }), 0);
  await assertCount(tab.getByRole("region", { name: kTitle }), 0);
  await tab.close();
  await assertFocused(giver, /heading/u);
  await giver.reload();
  await section(giver, "Elke dag een blije klant").waitFor();
  await assertCount(giver.getByRole("region", { name: kTitle }), 0);
});

test("what is reached is not changed; removed, it is gone from pages and screens", async () => {
  await go(curator, koebeld, "admin#goals");
  await row(kTitle).getByText("gehaald", { exact: true }).waitFor();
  await assertCount(row(kTitle).getByRole("button", { name: /aanpassen/u }), 0);
  await row(kTitle).getByRole("button", { name: /^Weghalen/u }).click();
  await dialog().getByRole("button", { name: "Weghalen" }).click();

  await assertCount(row(kTitle), 0);
  await assertCount(phone.getByRole("region", { name: kTitle }), 0);
  await eventually(() => railGoal(hall, kTitle).count(), (count) => count === 0);
});

test("one that runs is ended by its curator, by keyboard", async () => {
  const title = "Elke dag een blije klant";
  await row(title).getByRole("button", { name: /aanpassen/u }).focus();
  await curator.keyboard.press("Enter");
  await dialog().getByRole("button", { name: "Vandaag laten eindigen" }).focus();
  await curator.keyboard.press("Enter");
  assert.equal(await dialog().getByLabel(/^Laatste dag/u).inputValue(), today());
  await dialog().getByText("Het loopt dan nog tot middernacht.").waitFor();
  await dialog().getByRole("button", { name: "Bewaar" }).click();
  await assertCount(dialog(), 0);
  const { body } = await call(curator, "GoalService/ListAllGoals", {});
  assert.equal(body.goals.find((goal) => goal.title === title).lastDay, today());
});

test("an employee sets none, an administrator who is no curator has no such place; on a phone and at 320 px it fits", async () => {
  assert.equal((await call(phone, "GoalService/ListAllGoals", {})).status, 403);
  const admin = await signIn(browser, koebeld, "hanneke-vos", kDesk);
  await go(admin, koebeld, "admin#goals");
  await assertCount(admin.getByRole("navigation").getByRole("link", { name: "Doelen" }), 0);

  const small = await signIn(browser, koebeld, "esther-cohen", kPhone);
  await go(small, koebeld, "admin#goals");
  await small.locator(".rows > li").first().waitFor();
  await assertAccessible(small, "the goals on a phone");
  await shoot(small, "goals_admin_phone");
  await small.getByRole("button", { name: "Nieuw doel" }).click();
  await shoot(small, "goals_dialog_phone");
  await small.setViewportSize({ width: 320, height: 640 });
  await assertNoSideways(small, "a new goal at 320 px");
  for (const page of [curator, giver, phone, small, hall, upright, team, lobby]) assertQuiet(page);
});
