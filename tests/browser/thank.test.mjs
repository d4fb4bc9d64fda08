import assert from "node:assert/strict";
import { test } from "node:test";

import { begin, browser, koebeld } from "./support/begin.mjs";
import { assertAccessible, assertQuiet, cards, kDesk, likelyPerson, openPage, signIn } from "./support/browser.mjs";
import { keyOf } from "./support/koebeld.mjs";

begin();

test("three taps and a sentence: on the screen, in the feed, said to the colleague", async () => {
  const giver = await signIn(browser, koebeld, "fatma-yildiz");
  const { chip, key } = await likelyPerson(giver);
  const receiver = await signIn(browser, koebeld, key);
  const screen = await openPage(await browser.newContext({ viewport: { width: 1920, height: 1080 } }));
  await screen.goto(await koebeld.command("screen", "add", "Kantine"));
  await screen.locator("body", { hasText: "Zwaluw" }).waitFor();
  const words = "bleef aan de lijn tot het gezin Aydın weer warm zat";

  await chip.tap();
  await giver.keyboard.type(words);
  await giver.getByRole("group", { name: "Welke kernwaarde?" }).getByRole("button").first().tap();
  await giver.getByRole("button", { name: "Laat de bel gaan" }).tap();

  await giver.getByText("De bel ging.", { exact: true }).waitFor();
  await assertAccessible(giver, "the bell rang");
  await cards(receiver, words).waitFor();
  await screen.getByText(words).first().waitFor();
  await receiver.getByRole("link", { name: /Ik.*ongelezen/u }).tap();
  await receiver.getByRole("article").filter({ hasText: words }).getByText("nieuw").waitFor();
  for (const page of [giver, receiver, screen]) assertQuiet(page);
});

test("what was read on one device is read on the other", async () => {
  const name = "Amara Okafor";
  const phone = await signIn(browser, koebeld, await keyOf(name));
  const desk = await signIn(browser, koebeld, await keyOf(name), kDesk);
  const giver = await signIn(browser, koebeld, "fatma-yildiz", kDesk);
  await giver.getByLabel("Jouw waardering").fill(`@${name}`);
  await giver.getByRole("option", { name: new RegExp(name, "u") }).first().click();
  await giver.getByLabel("Jouw waardering").fill("Dank voor het overnemen van mijn dienst.");
  await giver.getByRole("group", { name: "Welke kernwaarde?" }).getByRole("button").first().click();
  await giver.getByRole("button", { name: "Laat de bel gaan" }).click();
  await desk.getByRole("link", { name: /ongelezen/u }).waitFor();

  await phone.getByRole("link", { name: /^Ik/u }).click();

  await desk.getByRole("link", { name: /^Ik$/u }).waitFor();
  assert.equal(await desk.getByRole("link", { name: /ongelezen/u }).count(), 0);
});

test("a line of shorthand is understood", async () => {
  const giver = await signIn(browser, koebeld, "hanneke-vos", kDesk);
  const line = giver.getByLabel("Jouw waardering");

  await line.fill("@Noor de Graaf belde drie klanten terug die al naar huis mochten #eerlijk +5");
  await line.press("Control+Enter");

  const card = cards(giver, "belde drie klanten terug die al naar huis mochten");
  await card.waitFor();
  assert.match(await card.innerText(), /Noor de Graaf[\s\S]*van Hanneke Vos[\s\S]*Zeg het eerlijk[\s\S]*\+5/u);
  assert.doesNotMatch(await card.innerText(), /[@#]/u);
});
