// The screens that hang, from afar: what each shows, what is asked of it, what visitors do not see, who is missed.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";

import { begin, browser, koebeld } from "./support/begin.mjs";
import { thank } from "./support/boards.mjs";
import { alerted, assertAccessible, assertCount, assertFocused, assertNoSideways, assertQuiet, call, connected, doubleText, eventually, go, kDesk, kPhone, openPage, shoot, signIn, singleText } from "./support/browser.mjs";
import { someOf } from "./support/everything.mjs";
import { assertNobody, assertNothingPrivate, hangUp, kTelevision, rowOf, screenCalled, wallOf, wireOf } from "./support/television.mjs";

const kHourMicros = 3_600_000_000;
const kLong = (number) => `Scherm ${number} in de vergaderkamer met de allerlangste naam van`.slice(0, 60);
let admin;
let giver;
let owner;
/** A wall and what will be a lobby. */
let hall;
let canteen;
/** The browser of a television that is off. */
let attic;
let hallWire;
let canteenWire;

begin({
  more: async () => {
    [admin, giver, owner] = await Promise.all(["hanneke-vos", "fatma-yildiz", "samira-lahlou"].map((key) => signIn(browser, koebeld, key, kDesk)));
    const screen = await hangUp(browser, koebeld, "Zolder");
    attic = screen.context();
    await eventually(() => screenCalled(admin, "Zolder"), ({ state }) => state !== undefined);
    await screen.close();
    await change("Zolder", { place: "Derde verdieping", ownerId: await idOfMe(owner) });
    // An hour passes without it; the server looks each minute.
    const { settings } = await screenCalled(admin, "Zolder");
    await koebeld.backdate(
      `UPDATE session SET last_used_at = last_used_at - ${kHourMicros} WHERE screen_id = '${settings.id}';` +
        `UPDATE screen_state SET reported_at = reported_at - ${kHourMicros} WHERE screen_id = '${settings.id}';`,
    );
    hall = await hangUp(browser, koebeld, "Hal", { record: (page) => (hallWire = wireOf(page)) });
    canteen = await hangUp(browser, koebeld, "Kantine", { record: (page) => (canteenWire = wireOf(page)) });
    await go(admin, koebeld, "admin#screens");
  },
});

async function idOfMe(page) {
  const { body } = await call(page, "AccessService/GetSession", {});
  return body.me.card.id;
}

/** Without the form. */
async function change(name, wanted) {
  const { settings } = await screenCalled(admin, name);
  const { id: screenId, sound = false, ...plan } = settings;
  delete plan.blanked;
  const { status, body } = await call(admin, "ScreenService/ChangeScreen", { requestId: randomUUID(), screenId, screen: { ...plan, silent: !sound, ...wanted } });
  assert.equal(status, 200, JSON.stringify(body));
}

async function openForm(page, name) {
  await rowOf(page, name).getByRole("button", { name: `${name} aanpassen` }).click();
  return page.getByRole("dialog", { name: `${name} aanpassen` });
}

async function saveForm(form) {
  await form.getByRole("button", { name: "Bewaar" }).click();
  await form.waitFor({ state: "detached" });
}

/** The small picture of a screen. */
const preview = (name, says) => rowOf(admin, name).getByRole("img", { name: says });

test("each screen is drawn as it says it is, within seconds, and the giver reads how far the bell carried", async () => {
  const form = await openForm(admin, "Hal");
  await form.getByLabel("Plek", { exact: true }).fill("Begane grond");
  await form.getByLabel(/^Plaats/u).fill("Assen");
  await assertAccessible(admin, "the form");
  await shoot(admin, "fleet_form");
  await saveForm(form);
  await assertFocused(admin, /Hal aanpassen/u, "the focus is back where it was");
  await change("Kantine", { town: "Emmen" });

  await thank(giver, koebeld, ["Noor de Graaf"], "hield de winkel open tot de laatste klant warm zat");

  await preview("Hal", /^Waardering\. Noor.*: hield de winkel open/u).waitFor();
  await preview("Kantine", /hield de winkel open/u).waitFor();
  await rowOf(admin, "Hal").getByText("Begane grond · Assen · toont alles").waitFor();
  await rowOf(admin, "Hal").getByText(/1920\s×\s1080 · versie /u).waitFor();
  await rowOf(admin, "Hal").getByText("gezien: zojuist").waitFor();
  await assertCount(admin.getByText("andere versie dan de server"), 0);
  await giver.getByText("Op 2 schermen in 2 plaatsen.").waitFor();
  await assertAccessible(admin, "the page of screens");
  await shoot(admin, "fleet_two");
  await shoot(giver, "fleet_rang", {});
});

test("dark is one screen, also after it was loaded again, until it is lit", async () => {
  const switchOf = (what) => rowOf(admin, "Kantine").getByRole("button", { name: `${what}: Kantine` });
  await switchOf("Zet op zwart").press("Enter");
  await canteen.locator(".picture.dark").waitFor();
  await preview("Kantine", "Op zwart").waitFor();
  await assertFocused(admin, /Zet weer aan: Kantine/u);
  await canteen.reload();
  await canteen.locator(".picture.dark").waitFor();
  await assertCount(hall.locator(".picture.dark"), 0);
  await shoot(admin, "fleet_dark");

  await switchOf("Zet weer aan").press("Enter");
  await assertCount(canteen.locator(".picture.dark"), 0);
  await connected(canteen);
});

test("all of them go dark and are lit, after a question", async () => {
  await admin.getByRole("button", { name: "Zet alles op zwart" }).click();
  const question = admin.getByRole("dialog", { name: "3 schermen op zwart?" });
  await question.waitFor();
  await assertAccessible(admin, "the question before all go dark");
  await shoot(admin, "fleet_all_dark", {});
  await question.getByRole("button", { name: "Zet alles op zwart" }).click();
  for (const screen of [hall, canteen]) await screen.locator(".picture.dark").waitFor();
  await assertCount(admin.getByText("op zwart", { exact: true }), 3);
  await assertCount(admin.getByRole("button", { name: "Zet alles op zwart" }), 0);

  await admin.getByRole("button", { name: "Zet alles weer aan" }).click();
  await admin.getByRole("dialog").getByRole("button", { name: "Zet alles weer aan" }).click();
  for (const screen of [hall, canteen]) await assertCount(screen.locator(".picture.dark"), 0);
  await go(admin, koebeld, "admin#audit");
  await admin.getByRole("combobox", { name: "Wat" }).selectOption({ label: "scherm op zwart gezet" });
  await assertCount(admin.locator(".rows > li"), 4);
  await go(admin, koebeld, "admin#screens");
});

test("a lobby shows no names, and none comes over its wire, while the wall has them", async () => {
  const wall = await wallOf(hall);
  const form = await openForm(admin, "Kantine");
  await form.getByRole("radio", { name: /Alleen dat de bel ging/u }).check();
  await saveForm(form);
  await canteen.locator(".rail .values").waitFor();
  await assertNobody(canteen, wall);
  canteenWire.forget();
  hallWire.forget();

  await thank(giver, koebeld, ["Orhan Yavuz"], "bracht een ketel langs voordat het vroor");
  await hall.locator(".shoutout").getByText("bracht een ketel langs").waitFor();
  await canteen.locator(".rang").waitFor();
  await shoot(canteen, "fleet_lobby", {});
  await preview("Kantine", /De bel ging, zonder namen/u).waitFor();
  await canteen.reload();
  await connected(canteen);
  await eventually(() => canteenWire.size(), (heard) => heard > 8);

  const now = await wallOf(hall);
  assert.ok(now.recognitions.some(({ message }) => message.includes("bracht een ketel langs")));
  assert.match(hallWire.text(), /bracht een ketel langs/u);
  assert.match(hallWire.text(), /Orhan/u);
  assert.match(canteenWire.text(), /Zwaluw/u, "what is searched is what it was sent");
  assertNothingPrivate(canteenWire.text(), now);
  for (const name of ["Orhan", "Yavuz", "Fatma", "Yıldız", "ketel"]) assert.ok(!canteenWire.text().includes(name), name);
  await assertNobody(canteen, now);
  await rowOf(admin, "Kantine").getByText("geen namen", { exact: true }).waitFor();
});

test("sound that the browser holds back, that sounds, that sleeps, that is off", async () => {
  const says = (words) => rowOf(admin, "Hal").getByText(words).first().waitFor();
  await says("geluid tegengehouden door de browser");
  await hall.mouse.click(400, 400);
  await says(/geluid aan/u);

  const form = await openForm(admin, "Hal");
  const sleepsAt = new Date(Date.now() + 5 * 3_600_000).toISOString().slice(11, 16);
  const wakesAt = new Date(Date.now() + 4 * 3_600_000).toISOString().slice(11, 16);
  await form.getByLabel("Altijd wakker").uncheck();
  await form.getByLabel("Van", { exact: true }).fill(sleepsAt);
  await form.getByLabel("Tot", { exact: true }).fill(sleepsAt);
  await form.getByRole("button", { name: "Bewaar" }).click();
  await form.waitFor(); // the browser says why it was not sent
  await form.getByLabel("Van", { exact: true }).fill(wakesAt);
  for (const day of ["zaterdag", "zondag"]) await form.getByLabel(day).check();
  await form.getByLabel("Tijdzone").fill("UTC");
  await form.getByLabel("Hoe hard?").fill("35");
  await form.getByText("35 %", { exact: true }).waitFor();
  await assertAccessible(admin, "the form with hours");
  await shoot(admin, "fleet_hours");
  await saveForm(form);
  await says(/geluid slaapt op dit uur/u);
  const { settings } = await screenCalled(admin, "Hal");
  assert.equal(settings.volume, 35);
  assert.equal(settings.hours.weekdays, undefined);

  const again = await openForm(admin, "Hal");
  assert.equal(await again.getByLabel("zondag").isChecked(), true);
  await again.getByLabel("De bel mag hier klinken").uncheck();
  await assertCount(again.getByLabel("Hoe hard?"), 0);
  await again.getByLabel("Altijd wakker").check();
  await saveForm(again);
  await says(/geluid uit/u);
});

test("two who change one screen at once lose nothing of each other", async () => {
  const curator = await signIn(browser, koebeld, "esther-cohen", kDesk);
  await go(curator, koebeld, "admin#screens");
  const [hers, mine] = [await openForm(curator, "Hal"), await openForm(admin, "Hal")];
  await hers.getByLabel("Plek", { exact: true }).fill("Naast de trap");
  await hers.getByLabel("Niets beweegt").check();
  await saveForm(hers);
  await mine.getByLabel(/^Plaats/u).fill("Rolde");
  await saveForm(mine);
  const { settings } = await screenCalled(admin, "Hal");
  assert.deepEqual([settings.place, settings.town, settings.calm], ["Naast de trap", "Rolde", true]);

  const [first, second] = [await openForm(curator, "Hal"), await openForm(admin, "Hal")];
  await first.getByLabel("Plek", { exact: true }).fill("Bij de lift");
  await saveForm(first);
  await second.getByLabel("Plek", { exact: true }).fill("Bij de balie");
  await second.getByRole("button", { name: "Bewaar" }).click();
  await alerted(admin, "Een collega paste dit intussen ook aan: plek.");
  await shoot(admin, "fleet_conflict");
  assert.equal((await screenCalled(admin, "Hal")).settings.place, "Bij de lift");
  await saveForm(second);
  assert.equal((await screenCalled(admin, "Hal")).settings.place, "Bij de balie");
  assertQuiet(curator);
  await curator.context().close();
});

test("only the one that is asked shows its name; loaded anew is another one", async () => {
  for (const screen of [hall, canteen]) await screen.evaluate(() => (globalThis.wasNotReloaded = true));
  await rowOf(admin, "Hal").getByRole("button", { name: "Toon naam: Hal" }).click();
  await hall.locator(".asked h1", { hasText: "Hal" }).waitFor();
  await rowOf(admin, "Hal").getByText("Hal toont een halve minuut zijn naam.").waitFor();
  await assertFocused(admin, /Toon naam: Hal/u);
  await assertCount(canteen.locator(".asked"), 0);
  await shoot(hall, "fleet_asked", {});

  await rowOf(admin, "Kantine").getByRole("button", { name: "Herlaad: Kantine" }).click();
  await canteen.waitForFunction(() => globalThis.wasNotReloaded === undefined);
  await connected(canteen);
  assert.equal(await hall.evaluate(() => globalThis.wasNotReloaded), true);
  await rowOf(admin, "Zolder").getByRole("button", { name: "Toon naam: Zolder" }).click();
  await rowOf(admin, "Zolder").getByText("Zolder is nu niet te zien, en hoort dit niet.").waitFor();
});

test("who looks after a screen that is not seen reads so, unless they are away, and it goes when it is back", async () => {
  const notice = owner.getByRole("main").getByText(/^Scherm Zolder is sinds .*\d\d:\d\d niet gezien\.$/u);
  await notice.waitFor();
  await owner.getByText("Staat het aan? Heeft het netwerk?").waitFor();
  await assertCount(owner.getByRole("link", { name: "Naar de schermen" }), 0);
  await assertAccessible(owner, "a screen is missed");
  await shoot(owner, "fleet_missed_today", {});
  await rowOf(admin, "Zolder").getByText(/^niet gezien sinds /u).waitFor();
  await assertCount(giver.getByText(/^Scherm Zolder/u), 0);
  await shoot(admin, "fleet_missed");

  await call(owner, "LeavingService/SetAway", { requestId: randomUUID(), away: true });
  await owner.reload();
  await owner.getByRole("heading", { level: 1 }).waitFor();
  await owner.locator("p.quiet").waitFor();
  await assertCount(notice, 0);
  await call(owner, "LeavingService/SetAway", { requestId: randomUUID(), away: false });
  await owner.reload();
  await notice.waitFor();

  const screen = await openPage(attic);
  await screen.goto(`${koebeld.url}/screen`);
  await connected(screen);
  await assertCount(notice, 0);
  await assertCount(rowOf(admin, "Zolder").getByText(/^niet gezien sinds /u), 0);
  assertQuiet(owner);
  await attic.close();
});

test("thirty screens with the longest names, in three languages, on phone and desk and at 320 px", async () => {
  for (let number = 4; number <= 30; number += 1) await koebeld.command("screen", "add", kLong(number));
  for (const number of [4, 5]) await change(kLong(number), { place: `Hoofdgebouw, ${"derde verdieping, ".repeat(3)}`.slice(0, 60).trim(), town: "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" });
  const upright = await hangUp(browser, koebeld, "Rechtop", { options: { ...kTelevision, viewport: { width: 1080, height: 1920 }, screen: { width: 1080, height: 1920 } } });
  await eventually(() => screenCalled(admin, "Rechtop"), ({ state }) => state !== undefined);
  for (const [language, size, options] of someOf([["Polski", "narrow", { viewport: { width: 320, height: 700 }, colorScheme: "dark" }], ["Nederlands", "desk", kDesk], ["English", "phone", kPhone]])) {
    const page = await signIn(browser, koebeld, "hanneke-vos", options);
    await page.goto(`${koebeld.url}/#me`);
    await page.getByText(language, { exact: true }).click();
    await go(page, koebeld, "admin#screens");
    await assertCount(page.locator(".rows > li"), 31);
    await assertAccessible(page, `thirty screens, ${language}, ${size}`);
    await assertNoSideways(page, `thirty screens, ${language}, ${size}`);
    await shoot(page, `fleet_thirty_${size}`);
    await shoot(page.locator(".box.rows"), `fleet_rows_${size}`, {});
    await doubleText(page);
    await assertNoSideways(page, `thirty screens, ${language}, ${size}, words twice as large`);
    await singleText(page);
    await rowOf(page, "Hal").getByRole("button").first().click();
    await page.getByRole("dialog").locator("form").waitFor();
    await page.getByRole("dialog").locator("fieldset input[type=checkbox]").first().uncheck();
    await assertAccessible(page, `the form, ${language}, ${size}`);
    await assertNoSideways(page, `the form, ${language}, ${size}`);
    await shoot(page.getByRole("dialog"), `fleet_form_${size}`, {});
    await doubleText(page);
    await assertNoSideways(page, `the form, ${language}, ${size}, words twice as large`);
    await page.context().close();
  }
  await upright.context().close();
  for (const page of [hall, canteen, giver, admin]) assertQuiet(page);
});
