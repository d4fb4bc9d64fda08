import assert from "node:assert/strict";
import { test } from "node:test";

import { begin, browser, koebeld } from "./support/begin.mjs";
import { alerted, assertAccessible, assertCount, assertNoSideways, call, doubleText, fillIn, go, idOf, kDesk, kPhone, signIn, singleText, stranger } from "./support/browser.mjs";

const kAdmin = "hanneke-vos";
const kPassword = "paard batterij nietje";
const kToday = { level: 1, name: "Wie verdient vandaag de bel?" };

begin();

/** An invitation for a colleague, made by the administrator. */
async function invitation(name) {
  const admin = await signIn(browser, koebeld, kAdmin);
  const { status, body } = await call(admin, "SignInService/CreateInvitations", {
    requestId: crypto.randomUUID(),
    personIds: [await idOf(admin, name)],
  });
  await admin.context().close();
  assert.equal(status, 200, JSON.stringify(body));
  return body.invitations[0].url;
}

test("an invitation leads to a password, the password back in, and another device is signed out from here", async () => {
  const phone = await stranger(browser);
  await phone.goto(await invitation("Fatma Yıldız"));
  await phone.getByRole("heading", { level: 1, name: "Kies een wachtwoord" }).waitFor();
  await assertAccessible(phone, "choosing a password");

  await phone.getByLabel("Nieuw wachtwoord").fill("Welkom2026!");
  await phone.getByRole("button", { name: "Bewaar wachtwoord" }).tap();
  await alerted(phone, "raadt iemand zo");
  await phone.getByLabel("Nieuw wachtwoord").fill(kPassword);
  await phone.getByRole("button", { name: "Bewaar wachtwoord" }).tap();
  await phone.getByRole("heading", kToday).waitFor();

  await phone.getByRole("link", { name: /^Ik/u }).tap();
  await phone.getByRole("button", { name: "Uitloggen" }).tap();
  await phone.getByRole("heading", { name: "Je bent niet ingelogd" }).waitFor();
  await assertAccessible(phone, "signing in");
  await fillIn(phone, "fatma-yildiz", "geraden woord");
  await alerted(phone, "klopt niet");
  await assertAccessible(phone, "a wrong password");
  await fillIn(phone, "FATMA-YILDIZ", kPassword);
  await phone.getByRole("heading", { level: 1, name: "Fatma Yıldız" }).waitFor();

  const desk = await stranger(browser, kDesk);
  await desk.goto(`${koebeld.url}/sign-in#boards`);
  await fillIn(desk, "fatma-yildiz", kPassword);
  await desk.getByRole("heading", { level: 1, name: "Borden" }).waitFor();

  await phone.goto(`${koebeld.url}/#me`);
  await phone.getByRole("link", { name: /Mijn apparaten/u }).tap();
  await phone.getByRole("heading", { level: 1, name: "Mijn apparaten" }).waitFor();
  const devices = phone.getByRole("list", { name: "Mijn apparaten" }).getByRole("listitem");
  await assertCount(devices, 2);
  await assertAccessible(phone, "my devices");
  const begin = Date.now();
  await phone.getByRole("button", { name: /^Chrome.* uitloggen$/u }).tap();
  // The page on the desk is told over its open connection, and finds itself signed out.
  await desk.getByRole("heading", { name: "Je bent niet ingelogd" }).waitFor();
  assert.ok(Date.now() - begin < 5_000, `it took ${Date.now() - begin} ms`);
  await assertCount(devices, 1);
});

test("an invitation may be followed without a password, and the own phone is remembered", async () => {
  const phone = await stranger(browser);
  await phone.goto(await invitation("Samira Lahlou"));
  await phone.getByRole("heading", { level: 1, name: "Kies een wachtwoord" }).waitFor();

  await phone.getByRole("checkbox", { name: /blijf 90 dagen ingelogd/u }).check();
  await phone.getByRole("button", { name: "Nu niet" }).tap();
  await phone.getByRole("heading", kToday).waitFor();

  await phone.goto(`${koebeld.url}/#me/devices`);
  await phone.reload();
  await phone.getByRole("checkbox", { name: /blijf 90 dagen ingelogd/u, checked: true }).waitFor();
  await phone.goto(`${koebeld.url}/#me/password`);
  await phone.getByLabel("Nieuw wachtwoord").waitFor();
  await assertAccessible(phone, "a first password later");
});

test("a recovery link puts the person back in and everyone else out", async () => {
  const elsewhere = await signIn(browser, koebeld, "amara-okafor", kDesk);
  const admin = await signIn(browser, koebeld, kAdmin);
  const { body } = await call(admin, "SignInService/CreateRecoveryLink", {
    requestId: crypto.randomUUID(),
    personId: await idOf(admin, "Amara Okafor"),
  });
  const phone = await stranger(browser);

  await phone.goto(body.link.url);

  await phone.getByRole("heading", { level: 1, name: "Kies een wachtwoord" }).waitFor();
  await elsewhere.getByRole("heading", { name: "Je bent niet ingelogd" }).waitFor();
});

test("everything fits 320 px with words twice as large, in both languages and colours", async () => {
  for (const [locale, colorScheme] of [["nl-NL", "light"], ["en-GB", "dark"]]) {
    const narrow = { ...kPhone, viewport: { width: 320, height: 640 }, locale, colorScheme };
    const door = await stranger(browser, narrow);
    await door.goto(`${koebeld.url}/sign-in`);
    await door.getByRole("heading", { level: 1 }).waitFor();
    await door.locator("summary").click();
    await assertAccessible(door, `signing in, ${locale}`);
    await doubleText(door);
    await assertNoSideways(door, `signing in, ${locale}`);

    const page = await signIn(browser, koebeld, kAdmin, narrow);
    await go(page, koebeld, "#me");
    await page.getByRole("link", { name: /^(Ik|Me)$/u }).waitFor(); // all was read
    for (const place of ["me/devices", "me/password"]) {
      await go(page, koebeld, `#${place}`);
      await page.locator("main form, main ul.box").first().waitFor();
      await assertAccessible(page, `${place}, ${locale}`);
      await doubleText(page);
      await assertNoSideways(page, `${place}, ${locale}`);
      await singleText(page);
    }
  }
});

test("by keyboard: the password can be looked at, and Enter sends it", async () => {
  const page = await stranger(browser, kDesk);
  await page.goto(`${koebeld.url}/sign-in`);
  await page.getByLabel("E-mailadres of personeelscode").focus();
  await page.keyboard.type("niemand");
  await page.keyboard.press("Tab");
  await page.keyboard.type("geraden woord");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  assert.equal(await page.getByLabel("Wachtwoord", { exact: true }).getAttribute("type"), "text");
  await page.getByLabel("Wachtwoord", { exact: true }).press("Enter");

  await alerted(page, "klopt niet");
});
