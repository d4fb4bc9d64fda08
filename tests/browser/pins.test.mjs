// What curators hang on screens by hand: a message and a picture, on one of two screens, taken off again; and who may.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";

import { begin, browser, koebeld } from "./support/begin.mjs";
import { thank } from "./support/boards.mjs";
import { alerted, assertAccessible, assertCount, assertNoSideways, assertQuiet, call, connected, go, kDesk, kPhone, openPage, shoot, signIn } from "./support/browser.mjs";
import { png } from "./support/picture.mjs";

const kTelevision = { viewport: { width: 1920, height: 1080 }, locale: "nl-NL" };
let curator;
const screens = new Map();
begin({
  more: async () => {
    curator = await signIn(browser, koebeld, "noor-de-graaf", kDesk);
    for (const name of ["Hal", "Kantine"]) {
      const { body } = await call(curator, "ScreenService/AddScreen", { requestId: randomUUID(), name });
      const page = await openPage(await browser.newContext(kTelevision));
      await page.goto(`${koebeld.url}/screen#${body.token}`);
      await connected(page);
      screens.set(name, page);
    }
  },
});

/** What is hung up, from its form. */
async function hang({ text = "", screen }) {
  await curator.getByRole("button", { name: "Iets ophangen" }).click();
  const dialog = curator.getByRole("dialog", { name: "Iets ophangen" });
  await dialog.getByLabel(/^Bericht/u).fill(text);
  if (screen) await dialog.getByLabel("Scherm erbij").selectOption(screen);
  await dialog.getByRole("button", { name: "Bewaar" }).click();
}

const row = (text) => curator.locator(".rows > li").filter({ hasText: text });
const pinned = (name) => screens.get(name).locator(".pinned");

test("a message hangs on the screen that was chosen, and on no other; taken down, it is gone at once", async () => {
  await go(curator, koebeld, "admin#pins");
  await curator.getByText("Er hangt niets.").waitFor();
  await assertAccessible(curator, "an empty notice board");
  await hang({ text: "Vrijdag om drie uur taart in de kantine.", screen: "Kantine" });

  await row("taart in de kantine").getByText("hangt nu").waitFor();
  await pinned("Kantine").getByText("Vrijdag om drie uur taart in de kantine.").waitFor();
  await shoot(screens.get("Kantine"), "pins_wall", {});
  await shoot(curator, "pins_board");
  await assertAccessible(curator, "the notice board");
  await assertAccessible(screens.get("Kantine"), "a notice on a screen");
  await assertCount(pinned("Hal"), 0);

  await go(curator, koebeld, "admin#screens");
  await curator.locator(".tv.pin").getByText("Vrijdag om drie uur taart in de kantine.").waitFor();
  await shoot(curator, "pins_fleet");
  await go(curator, koebeld, "admin#pins");

  await row("taart").getByRole("button", { name: /^Eraf halen/u }).click();
  await curator.getByRole("dialog").getByRole("button", { name: "Eraf halen" }).click();
  await curator.getByText("Er hangt niets.").waitFor();
  await assertCount(pinned("Kantine"), 0);
});

test("a picture without words waits for its picture, then hangs everywhere; a thank-you goes first", async () => {
  await go(curator, koebeld, "admin#pins");
  await hang({});
  const dialog = curator.getByRole("dialog", { name: /^Plaatje zonder tekst aanpassen/u });
  await dialog.getByLabel("Kies een plaatje").setInputFiles({ name: "poster.png", mimeType: "image/png", buffer: png(800, 450, [224, 122, 60]) });
  await dialog.getByRole("button", { name: "Ander" }).or(dialog.getByText(/^Ander/u)).first().waitFor();
  await dialog.getByRole("button", { name: "Klaar" }).click();

  for (const name of ["Hal", "Kantine"]) {
    const image = pinned(name).locator("img");
    await image.waitFor();
    assert.ok(await image.evaluate((one) => one.decode().then(() => one.naturalWidth)), `${name} shows the picture`);
  }
  await shoot(screens.get("Hal"), "pins_picture", {});
  await row("Plaatje zonder tekst").getByText("hangt nu").waitFor();

  const joost = await signIn(browser, koebeld, "joost-verhagen", kPhone);
  await thank(joost, koebeld, ["Samira Lahlou"], "Dank je voor de poster.");
  await screens.get("Hal").locator(".shoutout").getByText("Dank je voor de poster.").waitFor();
});

test("what cannot be hung up is said, and what was typed stays", async () => {
  await go(curator, koebeld, "admin#pins");
  await curator.getByRole("button", { name: "Iets ophangen" }).click();
  const dialog = curator.getByRole("dialog", { name: "Iets ophangen" });
  await dialog.getByLabel(/^Bericht/u).fill("Te laat");
  await dialog.getByLabel(/^Tot/u).fill("2020-01-01T12:00");
  await dialog.getByRole("button", { name: "Bewaar" }).click();
  await alerted(curator, "Kies een einde na nu");
  assert.equal(await dialog.getByLabel(/^Bericht/u).inputValue(), "Te laat");
  await shoot(curator, "pins_refused");
  await dialog.getByRole("button", { name: "Annuleer" }).click();
});

test("an employee hangs nothing up; on a phone and at 320 px the board fits", async () => {
  const employee = await signIn(browser, koebeld, "joost-verhagen", kPhone);
  const { status } = await call(employee, "PinService/ListPins", {});
  assert.equal(status, 403);

  const phone = await signIn(browser, koebeld, "noor-de-graaf", kPhone);
  await go(phone, koebeld, "admin#pins");
  await phone.locator(".rows > li").first().waitFor();
  await assertAccessible(phone, "the notice board on a phone");
  await shoot(phone, "pins_phone");
  await phone.setViewportSize({ width: 320, height: 640 });
  await assertNoSideways(phone, "the notice board at 320 px");
  assertQuiet(phone);
});
