import assert from "node:assert/strict";
import { test } from "node:test";

import { begin, browser, koebeld } from "./support/begin.mjs";
import { assertAccessible, assertCount, assertNoSideways, call, cards, choose, connected, kDesk, kPhone, likely, openPage, shoot, signIn } from "./support/browser.mjs";

begin();

async function hang(name) {
  const screen = await openPage(await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: "nl-NL" }));
  await screen.goto(await koebeld.command("screen", "add", name));
  await connected(screen);
  return screen;
}

/** Says thanks by one line; for whom but everyone to see, if the visibility is named. */
async function thank(giver, line, words, visibility) {
  const field = giver.getByLabel("Jouw waardering");
  await field.fill(line);
  if (visibility !== undefined) {
    await giver.getByRole("button", { name: /^Wie ziet dit\?/u }).first().click();
    await giver.getByRole("group", { name: "Wie ziet dit?" }).getByRole("button", { name: visibility }).click();
    await field.focus();
  }
  await field.press("Control+Enter");
  await cards(giver, words).waitFor();
}

/** Opens "who sees this" on what was said to somebody. */
async function openSaid(page, words) {
  const said = page.getByRole("region", { name: "Tegen mij gezegd" }).getByRole("article").filter({ hasText: words });
  await choose(said, "Wie ziet dit?");
  await said.getByRole("switch", { name: "In het overzicht" }).waitFor();
  return said;
}

test("who is thanked takes it off the screens and the feed, puts it back, and the giver sees no difference", async () => {
  const screen = await hang("Kantine");
  const giver = await signIn(browser, koebeld, "fatma-yildiz", kDesk);
  const reader = await signIn(browser, koebeld, "hanneke-vos", kDesk);
  const thanked = await signIn(browser, koebeld, "amara-okafor", kPhone);
  const words = "bleef tot de laatste klant geholpen was";
  await thank(giver, `@Amara Okafor ${words} #eerlijk`, words);
  await screen.getByText(words).first().waitFor();
  await cards(reader, words).waitFor();
  const before = await cards(giver, words).ariaSnapshot();

  await thanked.getByRole("link", { name: /^Ik/u }).click();
  const said = await openSaid(thanked, words);
  await assertAccessible(thanked, "who sees this");
  await shoot(thanked, "who_sees_phone");
  await said.getByRole("switch", { name: "Op de schermen" }).uncheck();
  await screen.getByText(words).first().waitFor({ state: "detached" });
  assert.equal(await cards(reader, words).count(), 1, "the feed is another choice");
  await said.getByRole("switch", { name: "In het overzicht" }).uncheck();
  await cards(reader, words).waitFor({ state: "detached" });

  assert.equal(await cards(giver, words).count(), 1);
  const since = (text) => text.replace(/zojuist|\d+ min/gu, "…");
  assert.equal(since(await cards(giver, words).ariaSnapshot()), since(before));
  await giver.reload();
  await cards(giver, words).waitFor();
  await choose(cards(giver, words), "Wie ziet dit?");
  await cards(giver, words).getByText("Iedereen in de organisatie, en de schermen.").waitFor();
  assert.equal(await cards(giver, words).getByRole("switch").count(), 0);
  await assertAccessible(giver, "the giver's view");
  await shoot(giver, "who_sees_giver_desk");

  await said.getByRole("switch", { name: "In het overzicht" }).check();
  await cards(reader, words).waitFor();
  await said.getByRole("switch", { name: "Op de schermen" }).check();
  await screen.getByText(words).first().waitFor();
});

test("publicity changed while it is on the screen: names and mentions there change within seconds", async () => {
  const screen = await hang("Hal");
  const giver = await signIn(browser, koebeld, "fatma-yildiz", kDesk);
  const mentioned = await signIn(browser, koebeld, "lieke-hoekstra", kPhone);
  const request = { people: { ids: [] }, valueIds: [], creditsEach: 0, visibility: "VISIBILITY_EVERYONE" };
  const { body: session } = await call(giver, "AccessService/GetSession", {});
  const { body: found } = await call(giver, "RecognitionService/SuggestRecipients", { query: "Amara Okafor" });
  request.people.ids = [found.suggestions[0].person.id];
  request.valueIds = [session.organisation.values[0].id];
  const message = "Met Lieke Hoekstra de storing opgelost";
  const given = await call(giver, "RecognitionService/Give", { ...request, message, requestId: crypto.randomUUID() });
  assert.equal(given.status, 200);
  await screen.getByText("Met Lieke de storing opgelost").first().waitFor();

  await mentioned.getByRole("link", { name: /^Ik/u }).click();
  const publicity = mentioned.getByRole("region", { name: "Waar mag ik te zien zijn?" });
  await publicity.getByRole("radiogroup", { name: "Schermen" }).getByText("Nee", { exact: true }).click();
  const chosen = Date.now();
  await screen.getByText("Met een collega de storing opgelost").first().waitFor();

  assert.ok(Date.now() - chosen < 5_000, "within seconds");
  await cards(giver, message).waitFor();
  await publicity.getByText("Een collega").first().waitFor();
  await publicity.getByLabel("Zo zeg je mijn naam").fill("Lie-ke");
  await publicity.getByRole("button", { name: "Bewaar" }).click();
  await publicity.getByText("Bewaard.", { exact: true }).waitFor();
  await assertAccessible(mentioned, "publicity");
  await assertNoSideways(mentioned, "publicity");
  await shoot(mentioned, "publicity_phone");
  await mentioned.setViewportSize(kDesk.viewport);
  await shoot(mentioned, "publicity_desk");
});

test("the composer says how who is chosen will be shown", async () => {
  const giver = await signIn(browser, koebeld, "fatma-yildiz", kPhone);
  await likely(giver).first().tap();

  await giver.getByText(/^Op de schermen: /u).waitFor();
  await assertAccessible(giver, "the composer's line");
  await shoot(giver, "composer_phone");
});

test("only-us: stopped without a word to the giver, reported, opened by a moderator, and both see it", async () => {
  const giver = await signIn(browser, koebeld, "ruben-sanchez-pena", kDesk);
  const thanked = await signIn(browser, koebeld, "zeynep-kaya", kPhone);
  const curator = await signIn(browser, koebeld, "marjolein-van-rijn-de-haas", kDesk);
  const words = "fijn dat je zo lacht";
  await thank(giver, `@Zeynep Kaya ${words} #eerlijk`, words, /^Alleen wij/u);

  await thanked.getByRole("link", { name: /^Ik/u }).click();
  const said = thanked.getByRole("region", { name: "Tegen mij gezegd" }).getByRole("article").filter({ hasText: words });
  await choose(said, "Wie ziet dit?");
  await said.getByRole("button", { name: /^Geen alleen-wij-waarderingen meer van Ruben/u }).tap();
  await said.getByText(/Ruben merkt dat niet/u).waitFor();
  await said.getByRole("button", { name: "Melden" }).tap();
  await said.getByLabel("Wat is er mis?").fill("Hier voel ik me niet prettig bij");
  await assertAccessible(thanked, "reporting");
  await shoot(thanked, "report_phone");
  await said.getByRole("button", { name: "Meld het" }).tap();
  await said.getByText("Je hebt dit gemeld bij de moderators.").waitFor();

  const more = "nog een keer, alleen voor jou";
  await thank(giver, `@Zeynep Kaya ${more} #eerlijk`, more, /^Alleen wij/u);
  await curator.getByRole("link", { name: /^Ik/u }).click();
  await curator.getByRole("link", { name: /^Meldingen/u }).click();
  await curator.getByText("Gemeld door Zeynep Kaya").waitFor();
  assert.equal(await curator.getByText(words).count(), 0);
  await assertAccessible(curator, "reports");
  await shoot(curator, "reports_desk");
  await curator.getByRole("button", { name: "Open de woorden: melding van Zeynep Kaya" }).click();
  await curator.getByText(words).waitFor();
  await assertAccessible(curator, "an open report");
  await shoot(curator, "report_open_desk");

  await cards(giver, words).getByText(/^Geopend door de moderators op/u).waitFor();
  await said.getByText(/^Geopend door de moderators op/u).first().waitFor();
  await shoot(giver, "opened_giver_desk");
  await curator.getByRole("button", { name: "Laat staan" }).click();
  await curator.getByText(/^.*blijft staan, beslist op/u).first().waitFor();
  await assertCount(curator.getByText(words), 0);
  await assertCount(thanked.getByText(more), 0);
  await thanked.getByRole("button", { name: "Ruben Sánchez Peña weer toelaten" }).tap();
  await shoot(thanked, "me_phone");
});
