import assert from "node:assert/strict";
import { test } from "node:test";

import { begin, browser, koebeld } from "./support/begin.mjs";
import { assertAccessible, assertValue, cards, choose, kDesk, kPhone, likely, openPage, signIn } from "./support/browser.mjs";

begin();

test("taken back within the minute: gone for everyone, and the words return to their giver", async () => {
  const giver = await signIn(browser, koebeld, "fatma-yildiz", kDesk);
  const reader = await signIn(browser, koebeld, "hanneke-vos", kDesk);
  const words = "Dit had ik beter zelf kunnen zeggen.";
  await likely(giver).first().click();
  await giver.keyboard.type(words);
  await giver.getByRole("group", { name: "Welke kernwaarde?" }).getByRole("button").first().click();
  await giver.getByRole("button", { name: "Laat de bel gaan" }).click();
  await cards(reader, words).waitFor();

  await giver.getByRole("button", { name: /Neem terug/u }).click();

  await cards(reader, words).waitFor({ state: "detached" });
  await cards(giver, words).waitFor({ state: "detached" });
  await assertValue(giver.getByLabel("Jouw waardering"), words);
  await reader.reload();
  await cards(reader, "").first().waitFor();
  assert.equal(await cards(reader, words).count(), 0);
});

test("the way back is still there after the page was loaded again", async () => {
  const giver = await signIn(browser, koebeld, "amara-okafor", kDesk);
  const words = "Nog net op tijd bedacht.";
  await likely(giver).first().click();
  await giver.keyboard.type(words);
  await giver.getByRole("group", { name: "Welke kernwaarde?" }).getByRole("button").first().click();
  await giver.getByRole("button", { name: "Laat de bel gaan" }).click();
  await cards(giver, words).waitFor();
  await giver.reload();
  await cards(giver, words).waitFor();

  await giver.getByRole("button", { name: /Neem terug/u }).click();

  await cards(giver, words).waitFor({ state: "detached" });
});

test("a curator hides a recognition: off the screen and out of the feed, and its giver still sees it", async () => {
  const giver = await signIn(browser, koebeld, "fatma-yildiz", kDesk);
  const reader = await signIn(browser, koebeld, "hanneke-vos", kDesk);
  const curator = await signIn(browser, koebeld, "esther-cohen", kPhone);
  const screen = await openPage(await browser.newContext({ viewport: { width: 1920, height: 1080 } }));
  await screen.goto(await koebeld.command("screen", "add", "Kantine"));
  const words = "Dit hoort niet op een scherm.";
  const line = giver.getByLabel("Jouw waardering");
  await line.fill(`@Sjaak van der Ham ${words} #eerlijk`);
  await line.press("Control+Enter");
  await cards(reader, words).waitFor();
  await screen.getByText(words).first().waitFor();
  await cards(reader, words).getByRole("button", { name: "Meer", exact: true }).click();
  await cards(reader, words).getByRole("menuitem", { name: "Kopieer de link" }).waitFor();
  assert.equal(await cards(reader, words).getByRole("menuitem", { name: "Verbergen" }).count(), 0, "only a curator hides");

  await choose(cards(curator, words), "Verbergen");
  await curator.getByLabel("Waarom mag dit niet blijven staan?").fill("Hier staat een naam van een klant in");
  await assertAccessible(curator, "hiding");
  await curator.getByRole("button", { name: "Verberg voor iedereen" }).tap();

  await cards(reader, words).waitFor({ state: "detached" });
  await cards(curator, words).waitFor({ state: "detached" });
  await screen.getByText(words).first().waitFor({ state: "detached" });
  await cards(giver, words).getByText("Verborgen door een curator").waitFor();
});
