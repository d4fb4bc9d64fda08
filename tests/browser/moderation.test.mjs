// What holds a word of the list waits until a curator looked at it: nobody else sees or hears it, until it is let go; or its giver reads
// why not. And who is locked says nothing for a while, and nobody else learns of it.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";

import { begin, browser, koebeld } from "./support/begin.mjs";
import {
  alerted, assertAccessible, assertCount, assertNoSideways, assertQuiet, call, cards, connected, go, idOf, kDesk, kPhone, openPage, shoot, signIn, tabTo,
} from "./support/browser.mjs";
import { kTelevision, wireOf } from "./support/television.mjs";

const kRude = "voor die klote klus van vanochtend, die jij toch maar deed";
let giver;
let thanked;
let curator;
let screen;
let screenWire;
let thankedWire;

begin({
  more: async () => {
    [giver, curator] = await Promise.all([
      signIn(browser, koebeld, "fatma-yildiz", kPhone),
      signIn(browser, koebeld, "marjolein-van-rijn-de-haas", kDesk),
    ]);
    thanked = await signIn(browser, koebeld, "amara-okafor", kDesk);
    thankedWire = wireOf(thanked);
    await thanked.reload();
    screen = await openPage(await browser.newContext(kTelevision));
    screenWire = wireOf(screen);
    await screen.goto(await koebeld.command("screen", "add", "Hal"));
    await connected(screen);
  },
});

async function thank(page, words) {
  await page.goto(`${koebeld.url}/#today`);
  const line = page.getByLabel("Jouw waardering");
  await line.fill(`@Amara Okafor ${words} #eerlijk`);
  await line.press("Control+Enter");
}

async function done(page, method, request) {
  const { status, body } = await call(page, method, { requestId: randomUUID(), ...request });
  assert.equal(status, 200, `${method}: ${JSON.stringify(body)}`);
  return body;
}

const waiting = (page) => page.getByRole("region", { name: /^Wacht op een curator/u });
const item = (page, words) => waiting(page).getByRole("listitem").filter({ hasText: words });
/** What is seen: the same words are also said, to who cannot see them. */
const main = (page) => page.getByRole("main");
const dialog = () => curator.getByRole("dialog");

test("a held thank-you is its giver's alone; no screen rings, and a curator hears at once that it waits", async () => {
  await curator.goto(`${koebeld.url}/#today`);
  await curator.getByLabel("Jouw waardering").waitFor();
  await assertCount(curator.getByText(/tot een curator keek/u), 0);
  await thank(giver, kRude);

  await giver.getByRole("region", { name: "Wordt eerst even bekeken" }).waitFor();
  await shoot(giver, "moderation_sent_phone", {});
  await giver.getByRole("button", { name: "Sluiten" }).click();
  const card = cards(giver, kRude);
  await card.getByText("Wordt eerst even bekeken. Tot die tijd zie alleen jij dit.").waitFor();
  await assertCount(card.getByRole("button", { name: "Reageer" }), 0);
  await assertAccessible(giver, "a card that is held");
  await assertNoSideways(giver, "a card that is held");
  await shoot(giver, "moderation_card_phone", {});

  await main(curator).getByText("Er wacht 1 tekst tot een curator keek.").waitFor();
  await shoot(curator, "moderation_today", {});
  // What came after it is on page and screen: the held one would be too.
  await done(giver, "RecognitionService/Give", {
    people: { ids: [await idOf(giver, "Amara Okafor")] },
    message: "Ook voor de koffie die erna klaarstond",
    valueIds: [(await call(giver, "PeopleService/GetOrganisation", {})).body.organisation.values[0].id],
  });
  await cards(thanked, "Ook voor de koffie").waitFor();
  await screen.getByText("Ook voor de koffie").first().waitFor();
  assert.ok(thankedWire.text().includes("Ook voor de koffie"));
  for (const wire of [thankedWire, screenWire]) assert.ok(!wire.text().includes("klote"), "it reached nobody");
});

test("a curator reads it, with the word and its age, and lets it go: it rings, and its giver is told", async () => {
  await curator.getByRole("link", { name: "Bekijk wat wacht" }).click();
  const held = item(curator, kRude);
  await held.getByText("Fatma Yıldız bedankt Amara Okafor").waitFor();
  await held.getByText("Om: klote").waitFor();
  await held.getByText(/^kwam (zojuist|\d+ minu)/u).waitFor();
  await assertAccessible(curator, "what waits");
  await shoot(curator, "moderation_admin");
  await curator.setViewportSize(kPhone.viewport);
  await assertNoSideways(curator, "what waits, on a phone");
  await shoot(curator, "moderation_admin_phone");
  await curator.setViewportSize(kDesk.viewport);

  await tabTo(curator, /button "Laat door: van Fatma/u);
  await curator.keyboard.press("Enter");
  await waiting(curator).getByText(/^Er wacht niets/u).waitFor();
  await cards(thanked, kRude).waitFor();
  await screen.getByText(kRude).first().waitFor();
  await giver.getByText("Wordt eerst even bekeken. Tot die tijd").waitFor({ state: "detached" });
  await go(giver, koebeld, "#inbox");
  await giver.getByText("Een curator las wat je schreef, en liet het door").waitFor();
});

test("what a curator does not show its giver keeps, with the reason; nobody else ever saw it", async () => {
  await go(giver, koebeld, "#today");
  const words = "omdat je die klote zaterdag inviel";
  await thank(giver, words);
  await cards(giver, words).waitFor();
  await curator.reload();
  await item(curator, words).getByRole("button", { name: "Niet tonen: van Fatma Yıldız" }).click();
  await dialog().getByLabel("Waarom niet?").fill("Zeg het zonder schelden, dan hoort iedereen het");
  await assertAccessible(curator, "a refusal");
  await shoot(curator, "moderation_decline", {});
  await dialog().getByRole("button", { name: "Niet tonen" }).click();
  await assertCount(dialog(), 0);

  await cards(giver, words).getByText("Verborgen door een curator").first().waitFor();
  await assertCount(giver.getByRole("region", { name: "Wordt eerst even bekeken" }), 0, "it is looked at no more");
  await go(giver, koebeld, "#inbox");
  await giver.getByText("Waarom: Zeg het zonder schelden, dan hoort iedereen het").waitFor();
  await shoot(giver, "moderation_inbox_phone", {});
  for (const wire of [thankedWire, screenWire]) assert.ok(!wire.text().includes(words), "it reached nobody");
});

test("a comment waits as well, and is taken back while it does; one that is shown does not become a held one", async () => {
  await thanked.goto(`${koebeld.url}/#today`);
  const card = cards(thanked, "Ook voor de koffie");
  await card.getByRole("button", { name: "0 opmerkingen", exact: true }).click();
  const thread = card.getByRole("group", { name: "Opmerkingen" });
  await thread.getByLabel("Schrijf een opmerking").fill("Klote koffie, maar wat een gebaar");
  await thread.getByRole("button", { name: "Plaats" }).click();
  await thread.getByText("wordt eerst even bekeken").waitFor();
  await assertAccessible(thanked, "a comment that is held");
  await shoot(thanked, "moderation_comment", {});

  await thread.getByRole("button", { name: /^Meer: Amara/u }).click();
  await thread.getByRole("button", { name: "Weghalen", exact: true }).click();
  await thread.getByRole("button", { name: "Haal weg", exact: true }).click();
  await thread.getByText("wordt eerst even bekeken").waitFor({ state: "detached" });
});

test("a remark is reported, opened and hidden", async () => {
  const { body: feed } = await call(thanked, "RecognitionService/ListFeed", {});
  const coffee = feed.recognitions.find(({ message }) => message.startsWith("Ook voor de koffie"));
  await done(giver, "ConversationService/Comment", { recognitionId: coffee.id, text: "Dat zei je vorige week ook al" });
  const card = cards(thanked, "Ook voor de koffie");
  const thread = card.getByRole("group", { name: "Opmerkingen" });
  await thread.getByText("Dat zei je vorige week ook al").waitFor();
  await thread.getByRole("button", { name: /^Meer: Fatma/u }).click();
  await thread.getByRole("button", { name: "Melden" }).click();
  await thread.getByLabel("Wat is er mis?").fill("Dit steekt");
  await thread.getByRole("button", { name: "Meld het" }).click();

  await go(curator, koebeld, "#me/reports");
  await curator.getByText("Opmerking of plus één van Fatma Yıldız").waitFor();
  await curator.getByRole("button", { name: /^Open de woorden/u }).click();
  await curator.getByText("Dat zei je vorige week ook al").waitFor();
  await assertAccessible(curator, "a report of a remark");
  await shoot(curator, "moderation_report", {});
  await curator.getByRole("button", { name: "Verberg", exact: true }).click();
  await thread.getByText("Dat zei je vorige week ook al").waitFor({ state: "detached" });
});

test("the list of words is changed, and holds from then on", async () => {
  await go(curator, koebeld, "admin#moderation");
  const list = curator.getByRole("region", { name: "Woorden waarop gewacht wordt" });
  await list.getByLabel(/^Woord erbij/u).fill("Knurft*");
  await list.getByRole("button", { name: "Zet erop" }).click();
  await list.getByText(/^Toon de lijst/u).click();
  await list.getByLabel("Zoek in de lijst").fill("knurft");
  await list.getByRole("listitem").filter({ hasText: "knurft*" }).getByText("zelf toegevoegd").waitFor();
  await assertAccessible(curator, "the list of words");
  await shoot(curator, "moderation_words");
  const thanks = async () =>
    done(giver, "RecognitionService/Give", {
      people: { ids: [await idOf(giver, "Amara Okafor")] },
      message: "Lieve knurften, bedankt",
      valueIds: [(await call(giver, "PeopleService/GetOrganisation", {})).body.organisation.values[0].id],
    });
  assert.equal((await thanks()).held, true);

  await list.getByRole("button", { name: "Haal eraf: knurft*" }).click();
  await list.getByText("Zo’n woord staat er niet op.").waitFor();
  assert.equal((await thanks()).held ?? false, false);
  await list.getByLabel(/^Woord erbij/u).fill("wat?");
  await list.getByRole("button", { name: "Zet erop" }).click();
  await alerted(curator, "Eén woord tegelijk");
});

test("who is locked reads why and until when, says nothing, and nobody else learns of it", async () => {
  await go(giver, koebeld, "#today");
  const locks = curator.getByRole("region", { name: "Mag even niet schrijven" });
  await locks.getByRole("button", { name: "Collega vergrendelen" }).click();
  await dialog().getByLabel(/^Wie\?/u).fill("Fatma");
  await dialog().getByRole("button", { name: "Kies Fatma Yıldız" }).click();
  await dialog().getByLabel("Waarom?").fill("Scheldt op de wand");
  await dialog().getByLabel(/^Tot/u).fill("2099-05-01T09:00");
  await assertAccessible(curator, "a lock");
  await shoot(curator, "moderation_lock", {});
  await dialog().getByRole("button", { name: "Vergrendel" }).click();
  await locks.getByRole("listitem").filter({ hasText: "Fatma Yıldız" }).getByText("Scheldt op de wand").waitFor();
  await shoot(curator, "moderation_locks");

  await main(giver).getByText(/^Je kunt tot .*2099.* niet bedanken of iets schrijven/u).waitFor();
  await giver.getByText("Waarom: Scheldt op de wand").waitFor();
  await assertAccessible(giver, "a page of who is locked");
  await shoot(giver, "moderation_locked_phone", {});
  await thank(giver, "voor de mooie week");
  await main(giver).getByText("Je kunt nu niet bedanken of iets schrijven.").waitFor();
  await assertAccessible(giver, "what is refused to who is locked");
  await shoot(giver, "moderation_refused_phone", {});
  await done(thanked, "RecognitionService/Give", {
    people: { ids: [await idOf(thanked, "Fatma Yıldız")] },
    message: "Toch bedankt voor vandaag",
    valueIds: [(await call(thanked, "PeopleService/GetOrganisation", {})).body.organisation.values[0].id],
  });
  await cards(giver, "Toch bedankt voor vandaag").waitFor();
  for (const wire of [thankedWire, screenWire]) assert.ok(!wire.text().includes("Scheldt op de wand"));

  await locks.getByRole("button", { name: "Hef op: de vergrendeling van Fatma Yıldız" }).click();
  await giver.getByText("Waarom: Scheldt op de wand").waitFor({ state: "detached" });
  await locks.getByText("Niemand is vergrendeld.").waitFor();
});

test("every page of it speaks English and Polish", async () => {
  const english = await signIn(browser, koebeld, "esther-cohen", kDesk);
  const polish = await signIn(browser, koebeld, "juul-peters", kPhone);
  for (const [page, language, heading] of [[english, "English", "Moderation"], [polish, "Polski", "Moderacja"]]) {
    await page.goto(`${koebeld.url}/#me`);
    await page.getByText(language, { exact: true }).click();
    await go(page, koebeld, "admin#moderation");
    await page.getByRole("heading", { name: heading, exact: true }).waitFor();
    await assertAccessible(page, heading);
    await assertNoSideways(page, heading);
    await shoot(page, `moderation_${language.toLowerCase()}`);
    assertQuiet(page);
  }
});
