import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";

import { begin, browser, koebeld } from "./support/begin.mjs";
import { assertAccessible, assertNoSideways, assertQuiet, call, cards, connected, eventually, kDesk, openPage, signIn } from "./support/browser.mjs";
import { kFace, png } from "./support/picture.mjs";

begin();

async function thank(giver, words) {
  const line = giver.getByLabel("Jouw waardering");
  await line.fill(`@Fatma Yıldız ${words} #eerlijk`);
  await line.press("Control+Enter");
  await cards(giver, words).waitFor();
}

/** The portraits that show a photo, and have it. */
const photos = (scope) => scope.locator(".av img");
const isThere = (image) => image.evaluate((element) => element.complete && element.naturalWidth > 0);

async function choosePublicity(page, change) {
  const { body } = await call(page, "PeopleService/GetPublicity", {});
  const publicity = { ...body.publicity, ...change, chosen: true };
  assert.equal((await call(page, "PeopleService/SetPublicity", { requestId: randomUUID(), publicity })).status, 200);
}

test("a photo is on cards and on the screen only while the person wants it, and gone when it is removed", async () => {
  const giver = await signIn(browser, koebeld, "hanneke-vos", kDesk);
  const screen = await openPage(await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: "nl-NL" }));
  await screen.goto(await koebeld.command("screen", "add", "Kantine"));
  await connected(screen);
  const fatma = await signIn(browser, koebeld, "fatma-yildiz");
  await choosePublicity(fatma, { feed: true, photo: false, screens: "SCREEN_PUBLICITY_FULL_NAME" });
  const words = "hield de winkel open tot de laatste klant droog naar huis kon";
  await thank(giver, words);
  const card = cards(giver, words);

  await fatma.goto(`${koebeld.url}/#me`);
  await fatma.getByLabel("Kies een foto").setInputFiles(kFace);
  await fatma.getByText("Alleen jij ziet je foto nu.").waitFor();
  await fatma.getByLabel("Kies een andere").waitFor();
  await assertAccessible(fatma, "one's own photo");
  await assertNoSideways(fatma, "one's own photo");
  assert.equal(await photos(card).count(), 0);
  const path = (await call(fatma, "MediaService/GetMyPhoto", {})).body.photoPath;
  const status = (page) => page.evaluate(async (of) => (await fetch(of)).status, path);
  assert.equal(await status(fatma), 200);
  assert.equal(await status(giver), 200, "hanneke is an administrator");
  assert.equal(await status(screen), 404);

  await fatma.getByRole("button", { name: "Laat mijn foto zien" }).click();
  await photos(card).waitFor();
  await giver.waitForFunction((of) => document.querySelector(`.av img[src="${of}"]`)?.naturalWidth === 480, path);
  assert.equal(await status(screen), 200);
  await fatma.locator(".hello .av img").waitFor();
  const more = "en bracht de laatste ook nog thuis";
  await thank(giver, more);
  await screen.locator(".shoutout").filter({ hasText: more }).waitFor();
  await photos(screen.locator(".shoutout")).first().waitFor();
  await screen.waitForFunction(() => document.querySelector(".shoutout .av img")?.naturalWidth > 0);

  await fatma.getByRole("button", { name: "Weghalen" }).click();
  await fatma.getByText("Kies een foto").waitFor();
  await photos(card).waitFor({ state: "detached" });
  await card.locator(".av").filter({ hasText: "FY" }).first().waitFor();
  assert.equal(await status(fatma), 404);
  assert.equal(await status(giver), 404);
  for (const page of [giver, fatma, screen]) assertQuiet(page);
});

test("what is no picture is refused in words, and the one before stays", async () => {
  const page = await signIn(browser, koebeld, "fatma-yildiz", kDesk);
  await page.goto(`${koebeld.url}/#me`);
  await page.getByLabel("Kies een foto").setInputFiles({ name: "brief.png", mimeType: "image/png", buffer: Buffer.from("geen plaatje") });
  await page.getByRole("alert").filter({ hasText: "geen plaatje dat we kennen" }).waitFor();
  await assertAccessible(page, "a refused photo");

  await page.getByLabel("Kies een foto").setInputFiles({ name: "half.png", mimeType: "image/png", buffer: kFace.buffer.subarray(0, 300) });
  await page.getByRole("alert").filter({ hasText: "stuk" }).waitFor();
});

test("an administrator gives a value a picture and the organisation a logo, on pages that are open", async () => {
  const fatma = await signIn(browser, koebeld, "fatma-yildiz", kDesk);
  const screen = await openPage(await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: "nl-NL" }));
  await screen.goto(await koebeld.command("screen", "add", "Hal"));
  await connected(screen);
  const page = await signIn(browser, koebeld, "hanneke-vos", kDesk);

  await page.goto(`${koebeld.url}/admin#organisation`);
  await page.getByLabel("Kies een logo").setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: png(800, 200, [20, 90, 160]) });
  await page.getByLabel("Kies een andere").waitFor();
  await assertAccessible(page, "the organisation with a logo");
  await fatma.getByRole("img", { name: /Zwaluw/u }).waitFor();
  await screen.locator(".org img").waitFor();
  assert.ok(await eventually(() => isThere(fatma.getByRole("img", { name: /Zwaluw/u })), Boolean));

  await page.goto(`${koebeld.url}/admin#values`);
  await page.getByRole("button", { name: /aanpassen$/u }).first().click();
  await page.getByLabel("Kies een plaatje").setInputFiles({ name: "hart.png", mimeType: "image/png", buffer: png(300, 300, [220, 40, 90]) });
  await page.getByLabel("Kies een andere").waitFor();
  await assertAccessible(page, "a value with a picture");
  await fatma.locator(".tile img").first().waitFor({ state: "attached" });

  await page.goto(`${koebeld.url}/admin#organisation`);
  await page.getByRole("button", { name: "Weghalen" }).click();
  await page.getByText("Kies een logo").waitFor();
  await screen.locator(".org img").waitFor({ state: "detached" });
  for (const one of [page, fatma, screen]) assertQuiet(one);
});
