// A picture on a recognition: from a phone to a desk and a screen, with its words; gone when it is taken back; by keyboard.
import assert from "node:assert/strict";
import { test } from "node:test";

import { begin, browser, koebeld } from "./support/begin.mjs";
import {
  alerted, assertAccessible, assertCount, assertFocused, assertNoSideways, assertQuiet, assertValue, cards, choose, eventually, kDesk, kPhone, shoot, signIn,
} from "./support/browser.mjs";
import { longTest } from "./support/everything.mjs";
import { photo, png } from "./support/picture.mjs";
import { hangUp, kTelevision } from "./support/television.mjs";

const kUpright = { ...kTelevision, viewport: { width: 1080, height: 1920 } };
let wall;
let upright;
begin({
  more: async () => {
    wall = await hangUp(browser, koebeld, "Hal");
    upright = await hangUp(browser, koebeld, "Kantine", { options: kUpright });
  },
});

const bell = (page) => page.getByRole("button", { name: /^(Laat de bel gaan|Ring the bell)$/u });
const line = (page) => page.getByLabel(/^(Jouw waardering|Your recognition|Your thanks)$/u);
const shows = (page) => page.getByLabel("Wat is er te zien?");
const chooser = (page) => page.locator("form.comp input[type=file]");
const image = (scope) => scope.locator("img[alt^='Een taart']");
const onScreen = (screen, words) => screen.locator(".shoutout").filter({ hasText: words });
const isThere = (one) => one.evaluate((element) => element.complete && element.naturalWidth > 0);
const status = (page, path) => page.evaluate(async (of) => (await fetch(of)).status, path);

/** Words with a picture, up to the bell. */
async function write(page, words, picture, described = "Een taart met vijf kaarsjes") {
  await line(page).fill(`${words} #eerlijk`);
  await chooser(page).setInputFiles(picture);
  await shows(page).waitFor();
  if (described) await shows(page).fill(described);
}

test("a picture from a phone stands on a desk's page and on screens at once; taken back, it is gone from all of them", async () => {
  const phone = await signIn(browser, koebeld, "fatma-yildiz", kPhone);
  const desk = await signIn(browser, koebeld, "hanneke-vos", kDesk);
  await shoot(phone, "picture_composer_before");
  await write(phone, "@Joost Verhagen bakte voor de hele winkel.", await photo(phone, 1600, 1200), "");
  await assertAccessible(phone, "a picture in the composer");
  await shoot(phone, "picture_composer");
  await phone.setViewportSize({ width: 320, height: 640 });
  await assertNoSideways(phone, "a picture in the composer at 320 px");
  await phone.setViewportSize(kPhone.viewport);

  await bell(phone).click();
  await assertFocused(phone, /Wat is er te zien/u, "who forgets the words is brought to them");
  await assertCount(cards(desk, "bakte voor de hele winkel"), 0, "nothing is sent without the picture's words");
  await shows(phone).fill("Een taart met vijf kaarsjes");
  await bell(phone).click();

  const card = cards(desk, "bakte voor de hele winkel");
  await image(card).waitFor();
  assert.ok(await eventually(() => isThere(image(card)), Boolean));
  const { width, height } = await image(card).boundingBox();
  assert.ok(height <= 421 && Math.abs(width / height - 4 / 3) < 0.02, `${width} × ${height}`);
  await assertAccessible(desk, "a card with a picture");
  await shoot(desk, "picture_card_desk");
  await shoot(phone, "picture_card_phone");
  for (const [screen, name] of [[wall, "wall"], [upright, "upright"]]) {
    const shown = onScreen(screen, "bakte voor de hele winkel").locator(".photo img");
    await shown.waitFor();
    assert.ok(await eventually(() => isThere(shown), Boolean), `${name} has it`);
    await assertAccessible(screen, `a picture on ${name}`);
    await shoot(screen, `picture_${name}`, {});
  }

  const path = await image(card).getAttribute("src");
  for (const page of [phone, desk, wall, upright]) assert.equal(await status(page, path), 200);
  const answer = await desk.request.get(koebeld.url + path);
  assert.match(answer.headers()["cache-control"], /no-cache/u, "it is asked for each time");

  await phone.getByRole("button", { name: /Neem terug/u }).click();
  await card.waitFor({ state: "detached" });
  for (const screen of [wall, upright]) await onScreen(screen, "bakte voor de hele winkel").waitFor({ state: "detached" });
  for (const page of [phone, desk, wall, upright]) assert.equal(await status(page, path), 404);

  // The words came back to their giver, and the picture was sent anew.
  await assertValue(line(phone), "bakte voor de hele winkel.");
  await assertValue(shows(phone), "Een taart met vijf kaarsjes");
  await phone.getByRole("button", { name: "Foto weghalen" }).click();
  await assertCount(shows(phone), 0);
  await assertFocused(phone, /Voeg een foto toe/u);
  await line(phone).fill("");
  for (const page of [phone, desk, wall, upright]) assertQuiet(page);
});

test("by keyboard, pasted and dropped; what is no picture is said and nothing is lost", async () => {
  const page = await signIn(browser, koebeld, "joost-verhagen", kDesk);
  // Awaited from here: a browser that is told only as the key goes down may not hand it over.
  const choosing = page.waitForEvent("filechooser");
  await line(page).fill("@Samira Lahlou dacht aan ons. #eerlijk");
  await page.getByRole("button", { name: "Voeg een foto toe" }).focus();
  await page.keyboard.press("Enter");
  await (await choosing).setFiles({ name: "brief.png", mimeType: "image/png", buffer: Buffer.from("geen plaatje") });
  await alerted(page, "geen plaatje dat we kennen");
  await assertAccessible(page, "a refused picture");
  await shoot(page, "picture_refused");
  await assertValue(line(page), /./u.exec(await line(page).inputValue())?.input ?? "");

  // Without a connection it is said, and words stay.
  await page.context().setOffline(true);
  await chooser(page).setInputFiles({ name: "klein.png", mimeType: "image/png", buffer: png(64, 64, [20, 90, 160]) });
  await alerted(page, "Geen verbinding");
  await page.context().setOffline(false);

  // Pasted: what a screenshot leaves on the clipboard.
  const { buffer } = await photo(page, 900, 1200);
  const hand = (kind) =>
    page.evaluate(
      ([what, data]) => {
        const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
        const carried = new DataTransfer();
        carried.items.add(new File([bytes], "taart.jpg", { type: "image/jpeg" }));
        const event = what === "paste" ? new ClipboardEvent(what, { clipboardData: carried, bubbles: true, cancelable: true }) : new DragEvent(what, { dataTransfer: carried, bubbles: true, cancelable: true });
        document.querySelector("form.comp textarea").dispatchEvent(event);
      },
      [kind, buffer.toString("base64")],
    );
  await hand("paste");
  await assertFocused(page, /Wat is er te zien/u, "the words come next");
  await page.keyboard.press("Shift+Tab");
  await assertFocused(page, /Foto weghalen/u);
  await page.keyboard.press("Enter");
  await assertCount(shows(page), 0);
  await hand("drop");
  await shows(page).fill("Een taart op tafel");
  await page.keyboard.press("Control+Enter");
  await bell(page).click();

  const card = cards(page, "dacht aan ons");
  await image(card).waitFor();
  await shoot(page, "picture_card_high");

  // Its giver says it otherwise, then takes it off.
  await choose(card, "Woorden aanpassen");
  await card.getByLabel("Wat is er te zien?").fill("Een taart met aardbeien");
  await assertAccessible(page, "a picture that is changed");
  await shoot(page, "picture_edit");
  await card.getByRole("button", { name: "Bewaar" }).click();
  await card.getByLabel("Wat is er te zien?").waitFor({ state: "detached" });
  await card.locator("img[alt='Een taart met aardbeien']").waitFor();
  const path = await image(card).getAttribute("src");
  await choose(card, "Foto weghalen");
  await assertAccessible(page, "taking a picture off");
  await card.getByRole("button", { name: "Weghalen", exact: true }).click();
  await image(card).waitFor({ state: "detached" });
  await cards(page, "dacht aan ons").waitFor();
  assert.equal(await status(page, path), 404);
  assertQuiet(page);
});

test("many words, twenty people and a high picture fit on both screens, and the words stay large", async () => {
  const giver = await signIn(browser, koebeld, "hanneke-vos", kDesk);
  const names = ["Tineke Bosman", "Orhan Yavuz", "Kwame Mensah", "Bram Kuipers", "Eva Scholten", "Samira Lahlou", "Rachid Benali", "Daan Hofstra", "Amara Okafor", "Wen Zhang", "Lars Timmer", "Joost Verhagen"];
  const words = "Vandaag stond de hele straat op zijn kop en toch ging niemand naar huis zonder antwoord. ".repeat(7).trim();
  await write(giver, `${names.map((name) => `@${name}`).join(" ")} ${words}`, await photo(giver, 900, 1600));
  await bell(giver).click();
  await image(cards(giver, "op zijn kop")).waitFor();

  for (const [screen, name] of [[wall, "wall"], [upright, "upright"]]) {
    const shown = onScreen(screen, "op zijn kop");
    await shown.locator(".photo img").waitFor();
    assert.ok(await eventually(() => isThere(shown.locator(".photo img")), Boolean));
    await shoot(screen, `picture_long_${name}`, {});
    const found = await shown.evaluate((article) => {
      const box = article.querySelector(".words").getBoundingClientRect();
      const said = article.querySelector(".words p");
      const text = said.getBoundingClientRect();
      const photo = article.querySelector(".photo img").getBoundingClientRect();
      const apart = text.right <= photo.left + 1 || photo.bottom <= text.top + 1;
      const bell = article.querySelector(".hanging").getBoundingClientRect();
      const names = document.createRange();
      names.selectNodeContents(article.querySelector(".who"));
      const free = [...names.getClientRects()].every((line) => line.right <= bell.left || line.top >= bell.bottom);
      return { size: Number.parseFloat(getComputedStyle(said).fontSize), apart, free, inside: text.bottom <= box.bottom + 1 && text.top >= box.top - 1, photo: Math.min(photo.width, photo.height) };
    });
    assert.ok(found.size >= 56 && found.apart && found.free && found.inside && found.photo > 100, `${name}: ${JSON.stringify(found)}`);
  }
});

longTest("in English, few words: the picture is large, and the composer reads well", async () => {
  const page = await signIn(browser, koebeld, "amara-okafor", { ...kDesk, locale: "en-GB" });
  await page.getByRole("button", { name: /^(Add a photo|Voeg een foto toe)$/u }).waitFor();
  await line(page).fill("@Wen Zhang #eerlijk Cake!");
  await chooser(page).setInputFiles(await photo(page, 1600, 900));
  await page.getByLabel(/^(What does it show|Wat is er te zien)\?$/u).fill("Een taart, from above");
  await assertAccessible(page, "a picture in the English composer");
  await shoot(page, "picture_composer_en");
  await bell(page).click();
  await image(cards(page, "Cake!")).waitFor();
  for (const [screen, name] of [[wall, "wall"], [upright, "upright"]]) {
    await onScreen(screen, "Cake!").locator(".photo img").waitFor();
    assert.ok(await eventually(() => isThere(onScreen(screen, "Cake!").locator(".photo img")), Boolean));
    await shoot(screen, `picture_brief_${name}`, {});
  }
});
