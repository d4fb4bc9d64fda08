import assert from "node:assert/strict";
import { test } from "node:test";

import { begin, browser, koebeld } from "./support/begin.mjs";
import { alerted, assertAccessible, cards, kDesk, likely, openPage, signIn, stranger } from "./support/browser.mjs";
import { Koebeld } from "./support/koebeld.mjs";

const kHost = "koebel.test";

// A name that is not localhost, over plain http: no secure context, so no randomUUID, no clipboard, no locks.
begin({ start: () => Koebeld.start({ host: kHost }), flags: [`--host-resolver-rules=MAP ${kHost} 127.0.0.1`] });

test("the whole story over plain http from a host name that is not localhost", async () => {
  const page = await signIn(browser, koebeld, "fatma-yildiz", kDesk);
  assert.equal(await page.evaluate(() => globalThis.isSecureContext), false);
  const words = "Zonder slotje kan het ook.";

  await likely(page).first().click();
  await page.keyboard.type(words);
  await page.getByRole("group", { name: "Welke kernwaarde?" }).getByRole("button").first().click();
  await page.getByRole("button", { name: "Laat de bel gaan" }).click();

  await cards(page, words).waitFor();
});

test("signing in again in another tab ends the old session, and the first tab goes on with the new one", async () => {
  const first = await signIn(browser, koebeld, "samira-lahlou", kDesk);
  const second = await openPage(first.context());
  await second.goto(await koebeld.signInLink("samira-lahlou"));
  await second.getByRole("heading", { level: 1, name: /bel\?/u }).waitFor();
  const words = "Twee tabbladen, één bel.";

  await likely(second).first().click();
  await second.keyboard.type(words);
  await second.getByRole("group", { name: "Welke kernwaarde?" }).getByRole("button").first().click();
  await second.getByRole("button", { name: "Laat de bel gaan" }).click();

  await cards(first, words).waitFor();
});

test("who is not signed in reads what to do", async () => {
  const page = await stranger(browser);

  await page.goto(koebeld.url);

  await page.getByRole("heading", { name: "Je bent niet ingelogd" }).waitFor();
  await page.getByText("Nog geen wachtwoord, of vergeten?").click();
  await page.getByText("koebeld sign-in-link").waitFor();
  await assertAccessible(page, "not signed in");
});

test("a link works once", async () => {
  const link = await koebeld.signInLink("amara-okafor");
  const first = await stranger(browser);
  await first.goto(link);
  await first.getByRole("heading", { level: 1, name: "Wie verdient vandaag de bel?" }).waitFor();

  const second = await stranger(browser);
  await second.goto(link);

  await alerted(second, "gebruikt of verlopen");
  await assertAccessible(second, "a used link");
});

test("in the demonstration one is whom one chooses", async () => {
  const page = await stranger(browser);
  await page.goto(await koebeld.command("demonstration-link"));
  await page.getByRole("heading", { name: "Wie ben je vandaag?" }).waitFor();
  await assertAccessible(page, "the demonstration's door");

  await page.getByRole("searchbox", { name: "Zoek op naam" }).fill("hanneke vos");
  await page.getByRole("button", { name: /Hanneke Vos/u }).tap();

  await page.getByRole("link", { name: /^Ik/u }).tap();
  await page.getByRole("heading", { level: 1, name: "Hanneke Vos" }).waitFor();
});

test("signing out ends it, and leaves nothing of the person on the device", async () => {
  const page = await signIn(browser, koebeld, "hanneke-vos");
  await page.getByLabel("Jouw waardering").fill("Niet voor andermans ogen");
  await page.getByRole("link", { name: /^Ik/u }).tap();

  await page.getByRole("button", { name: "Uitloggen" }).tap();

  await page.getByRole("heading", { name: "Je bent niet ingelogd" }).waitFor();
  assert.doesNotMatch(await page.evaluate(() => JSON.stringify({ ...localStorage })), /andermans/u);
  await page.reload();
  await page.getByRole("heading", { name: "Je bent niet ingelogd" }).waitFor();
});
