import assert from "node:assert/strict";
import { test } from "node:test";

import { begin, browser, koebeld } from "./support/begin.mjs";
import { assertValue, cards, kDesk, likely, openPage, signIn } from "./support/browser.mjs";

begin();

/** Writes a whole recognition, up to the button. */
async function write(page, words) {
  await likely(page).first().click();
  await page.keyboard.type(words);
  await page.getByRole("group", { name: "Welke kernwaarde?" }).getByRole("button").first().click();
}

/** Opens the page again in the same browser, and waits until the words are in its feed. */
async function reopen(page, words) {
  const context = page.context();
  await page.close();
  const again = await openPage(context);
  await again.goto(koebeld.url, { waitUntil: "commit" });
  await cards(again, words).first().waitFor();
  return again;
}

test("sent without a network, page closed, opened again: exactly one", async () => {
  const page = await signIn(browser, koebeld, "fatma-yildiz", kDesk);
  const words = "Je nam de telefoon over zonder dat ik het vroeg.";
  await write(page, words);
  koebeld.gate.shut();
  await page.getByText("Geen verbinding.", { exact: false }).first().waitFor();
  await page.getByRole("button", { name: "Laat de bel gaan" }).click();
  await page.getByText("Staat klaar").waitFor();

  koebeld.gate.open();
  const again = await reopen(page, words);

  assert.equal(await cards(again, words).count(), 1);
  await again.getByText("Staat klaar").waitFor({ state: "detached" });
  const last = await reopen(again, words);
  assert.equal(await cards(last, words).count(), 1);
});

test("the answer got lost, page closed, opened again: exactly one", async () => {
  const page = await signIn(browser, koebeld, "amara-okafor", kDesk);
  const words = "Je hield de deur open voor wie na je kwam.";
  await write(page, words);
  koebeld.gate.keepAnswers();
  await page.getByRole("button", { name: "Laat de bel gaan" }).click();
  await page.getByText("Onderweg", { exact: true }).waitFor();
  const reader = await signIn(browser, koebeld, "hanneke-vos", kDesk);
  await cards(reader, words).waitFor();

  koebeld.gate.shut();
  await page.getByText("Staat klaar").waitFor();
  koebeld.gate.open();
  const again = await reopen(page, words);

  await again.getByText("De bel ging.", { exact: true }).waitFor();
  assert.equal(await cards(again, words).count(), 1);
});

test("a draft survives closing the page", async () => {
  const page = await signIn(browser, koebeld, "hanneke-vos", kDesk);
  await likely(page).first().click();
  await page.keyboard.type("Half geschreven");
  const context = page.context();
  await page.close();

  const again = await openPage(context);
  await again.goto(koebeld.url);

  await assertValue(again.getByLabel("Jouw waardering"), "Half geschreven");
  await again.getByRole("button", { name: /weghalen$/u }).waitFor();
});
