// What colleagues do around a recognition, seen at once by everyone who looks: pages, other tabs, a screen.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";

import { begin, browser, koebeld } from "./support/begin.mjs";
import {
  assertAccessible, assertCount, assertFocused, assertNoSideways, assertQuiet, call, cards, choose, connected, doubleText, eventually, go, idOf, kDesk, kPhone,
  openPage, shoot, signIn, tabTo,
} from "./support/browser.mjs";
import { someOf } from "./support/everything.mjs";
import { Koebeld } from "./support/koebeld.mjs";

// Three hundred comments come within seconds.
const kInAHurry = ["--calls.person_burst=100000", "--calls.person_rate=10000", "--http.requests_burst=100000", "--http.requests_per_second=100000"];

begin({ start: () => Koebeld.start({ options: kInAHurry }) });

/** Thanks by the contract, without the page. Gives the recognition's id. */
async function give(page, name, message, more = {}) {
  const person = await idOf(page, name);
  const { body: organisation } = await call(page, "PeopleService/GetOrganisation", {});
  const request = { requestId: randomUUID(), people: { ids: [person] }, message, valueIds: [organisation.organisation.values[0].id], ...more };
  const { status, body } = await call(page, "RecognitionService/Give", request);
  assert.equal(status, 200, JSON.stringify(body));
  return body.recognitionId;
}

async function done(page, method, request) {
  const { status, body } = await call(page, method, { requestId: randomUUID(), ...request });
  assert.equal(status, 200, `${method}: ${JSON.stringify(body)}`);
  return body;
}

async function hang(name, viewport = { width: 1920, height: 1080 }) {
  const screen = await openPage(await browser.newContext({ viewport, locale: "nl-NL" }));
  await screen.goto(await koebeld.command("screen", "add", name));
  await connected(screen);
  return screen;
}

const reaction = (card, name) => card.getByRole("group", { name: "Wat collega’s hierbij zeggen" }).getByRole("button", { name });
const comments = (card, name) => card.getByRole("button", { name, exact: true });
const thread = (card) => card.getByRole("group", { name: "Opmerkingen" });

async function comment(card, words) {
  await thread(card).getByLabel("Schrijf een opmerking").fill(words);
  await thread(card).getByRole("button", { name: "Plaats" }).click();
  await thread(card).getByText(words).waitFor();
}

test("everything around a recognition is on open pages and the screen at once, and goes again", async () => {
  const screen = await hang("Kantine");
  const giver = await signIn(browser, koebeld, "fatma-yildiz", kDesk);
  const hanneke = await signIn(browser, koebeld, "hanneke-vos", kDesk);
  const ingrid = await signIn(browser, koebeld, "ingrid-postma", kPhone);
  const words = "Je bleef aan de lijn tot het gezin weer warm zat.";
  await give(giver, "Amara Okafor", words);
  const [given, seen, other] = [giver, hanneke, ingrid].map((page) => cards(page, words));
  await seen.waitFor();
  await other.waitFor();
  await screen.getByText(words).first().waitFor();

  await seen.getByRole("button", { name: "Reageer" }).click();
  await seen.getByRole("button", { name: "Applaus", exact: true }).click();
  await reaction(other, "Applaus, 1").waitFor();
  await screen.locator(".around .re", { hasText: "1" }).waitFor();
  await reaction(other, "Applaus, 1").click();
  await reaction(seen, "Applaus, 2").waitFor();
  assert.equal(await reaction(seen, "Applaus, 2").getAttribute("aria-pressed"), "true");
  assert.equal(await reaction(given, "Applaus, 2").getAttribute("aria-pressed"), "false");

  await comments(seen, "0 opmerkingen").click();
  await thread(seen).getByText("Nog geen opmerkingen.").waitFor();
  await comment(seen, "Ik hoorde het van de klant.");
  await comments(other, "1 opmerking").click();
  await thread(other).getByText("Ik hoorde het van de klant.").waitFor();
  await comment(other, "Mooi dat je het zegt.");
  await thread(seen).getByText("Mooi dat je het zegt.").waitFor();
  await comments(given, "2 opmerkingen").waitFor();

  await other.getByRole("button", { name: "Plus één" }).click();
  await other.getByLabel("Waarom jij ook?").fill("en je belde later nog terug");
  await other.getByRole("group", { name: "Credits erbij" }).getByRole("button", { name: "+5", exact: true }).click();
  await other.getByRole("button", { name: "Zeg het erbij" }).click();
  await other.getByRole("button", { name: "Jij ook" }).waitFor();
  await seen.locator(".because", { hasText: "en je belde later nog terug" }).getByText("+5", { exact: true }).waitFor();
  await screen.locator(".plus", { hasText: "Ingrid: en je belde later nog terug" }).waitFor();
  await shoot(screen, "conversation_screen", {});
  assert.equal(await given.getByRole("button", { name: "Plus één" }).count(), 0, "what is one's own needs none");

  await choose(given, "Woorden aanpassen");
  const better = "Je bleef aan de lijn tot het hele gezin weer warm zat.";
  await given.getByLabel("Jouw woorden").fill(better);
  await given.getByRole("button", { name: "Bewaar" }).click();
  const [givenNow, seenNow, otherNow] = [giver, hanneke, ingrid].map((page) => cards(page, better));
  await seenNow.getByText(/^bewerkt/u).waitFor();
  await screen.getByText(better).first().waitFor();
  await thread(seenNow).getByText("Mooi dat je het zegt.").waitFor();
  await givenNow.getByRole("button", { name: /^bewerkt/u }).click();
  await givenNow.getByRole("group", { name: "Zo stond het er eerst" }).getByText(words).waitFor();
  assert.equal(await seenNow.getByRole("button", { name: /^bewerkt/u }).count(), 0, "what it said before is theirs whom it concerns");

  await choose(givenNow, "Wie maakte dit nog meer mogelijk?");
  await givenNow.getByRole("combobox").fill("Shanti");
  await givenNow.getByRole("option", { name: /Shanti Ramdin/u }).click();
  await givenNow.getByRole("button", { name: "Voeg toe" }).click();
  await otherNow.getByText("Ook dankzij Shanti Ramdin").waitFor();
  await screen.getByText("ook dankzij Shanti").waitFor();
  await givenNow.getByRole("button", { name: "Shanti Ramdin weghalen" }).click();
  await otherNow.getByText("Ook dankzij Shanti Ramdin").waitFor({ state: "detached" });
  await screen.getByText("ook dankzij Shanti").waitFor({ state: "detached" });

  const own = thread(otherNow).getByRole("listitem").filter({ hasText: "Mooi dat je het zegt." });
  await own.getByRole("button", { name: /^Meer/u }).click();
  await own.getByRole("button", { name: "Aanpassen" }).click();
  await thread(otherNow).getByLabel("Jouw woorden").fill("Heel mooi dat je het zegt.");
  await thread(otherNow).getByRole("button", { name: "Bewaar" }).click();
  await thread(seenNow).getByRole("listitem").filter({ hasText: "Heel mooi dat je het zegt." }).getByText("bewerkt").waitFor();
  const boost = thread(otherNow).getByRole("listitem").filter({ hasText: "en je belde later nog terug" });
  await boost.getByRole("button", { name: /^Meer/u }).click();
  await boost.getByRole("button", { name: "Weghalen" }).click();
  await boost.getByRole("button", { name: "Haal weg" }).click();
  await seenNow.locator(".because").waitFor({ state: "detached" });
  await screen.locator(".plus", { hasText: "Ingrid" }).waitFor({ state: "detached" });
  await otherNow.getByRole("button", { name: "Plus één" }).waitFor();
  await reaction(otherNow, "Applaus, 2").click();
  await reaction(seenNow, "Applaus, 1").waitFor();
  for (const page of [giver, hanneke, ingrid, screen]) assertQuiet(page);
});

test("two tabs of one person are one person, and a draft waits over a reload", async () => {
  const giver = await signIn(browser, koebeld, "tom-bakker", kDesk);
  const one = await signIn(browser, koebeld, "shanti-ramdin", kDesk);
  const words = "Je legde het drie keer uit, zonder te zuchten.";
  await give(giver, "Zeynep Kaya", words);
  const two = await openPage(one.context());
  await two.goto(koebeld.url);
  const [first, second] = [cards(one, words), cards(two, words)];
  await second.waitFor();

  await first.getByRole("button", { name: "Reageer" }).click();
  await first.getByRole("button", { name: "Hartje", exact: true }).click();
  await eventually(() => reaction(second, "Hartje, 1").getAttribute("aria-pressed"), (pressed) => pressed === "true");
  assert.equal(await reaction(second, "Hartje, 1").getAttribute("aria-pressed"), "true");
  await reaction(second, "Hartje, 1").click();
  await reaction(first, "Hartje, 1").waitFor({ state: "detached" });

  await comments(first, "0 opmerkingen").click();
  await thread(first).getByLabel("Schrijf een opmerking").fill("Nog niet af");
  await one.reload();
  await comments(cards(one, words), "0 opmerkingen").click();
  assert.equal(await eventually(() => thread(cards(one, words)).getByLabel("Schrijf een opmerking").inputValue(), (text) => text !== ""), "Nog niet af");

  await choose(first, "Geen bericht meer hierover");
  await second.getByRole("button", { name: "Meer", exact: true }).click();
  await second.getByRole("menuitem", { name: "Weer bericht hierover" }).waitFor();
  assertQuiet(one);
});

test("a recognition has an address of its own; what is not there is said kindly", async () => {
  const giver = await signIn(browser, koebeld, "lieke-hoekstra", kDesk);
  const words = "Je nam mijn dienst over toen het spannend werd.";
  const id = await give(giver, "Shanti Ramdin", words);
  await done(giver, "ConversationService/Comment", { recognitionId: id, text: "Nogmaals dank." });
  const reader = await signIn(browser, koebeld, "hanneke-vos", kPhone);

  await go(reader, koebeld, `#r/${id}`);

  const card = reader.getByRole("article").filter({ hasText: words });
  await thread(card).getByText("Nogmaals dank.").waitFor();
  await assertFocused(reader, /heading "Eén waardering"/u);
  await assertAccessible(reader, "one recognition");
  await shoot(reader, "conversation_address_phone");
  await done(giver, "ConversationService/Comment", { recognitionId: id, text: "En nog eens." });
  await thread(card).getByText("En nog eens.").waitFor();

  await go(reader, koebeld, `#r/${randomUUID()}`);
  await reader.getByText(/^Misschien is hij teruggenomen/u).waitFor();
  await assertAccessible(reader, "no recognition");
  await reader.getByRole("link", { name: "Naar vandaag" }).click();
  await cards(reader, words).waitFor();

  const other = await signIn(browser, koebeld, "tijn-vermeulen", kPhone);
  const secret = await give(giver, "Shanti Ramdin", "Dit is van ons twee.", { visibility: "VISIBILITY_ONLY_US" });
  await go(other, koebeld, `#r/${secret}`);
  await other.getByText(/^Misschien is hij teruggenomen/u).waitFor();
  assertQuiet(reader);
});

test("everything goes by keyboard", async () => {
  const giver = await signIn(browser, koebeld, "priya-bisessar", kDesk);
  const words = "Je maakte van een boze klant een vrolijke.";
  await give(giver, "Tijn Vermeulen", words);
  const page = await signIn(browser, koebeld, "amara-okafor", kDesk);
  const card = cards(page, words);
  await card.waitFor();

  await card.getByRole("button", { name: "Reageer" }).focus();
  await page.keyboard.press("Enter");
  await assertFocused(page, /button "De bel"/u);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await assertFocused(page, /button "Sterk"/u);
  await page.keyboard.press("Escape");
  await assertFocused(page, /button "Reageer"/u);
  await page.keyboard.press("Enter");
  await assertFocused(page, /button "De bel"/u);
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  await reaction(card, "Voorbeeld, 1").waitFor();
  await assertFocused(page, /button "Reageer"/u);
  await page.locator("p[role=status]", { hasText: "Je reactie: Voorbeeld" }).waitFor({ state: "attached" });

  await tabTo(page, /button "0 opmerkingen"/u);
  await page.keyboard.press("Enter");
  await tabTo(page, /textbox "Schrijf een opmerking"/u);
  await page.keyboard.type("Dank @lieke");
  await card.getByRole("option", { name: /Lieke Hoekstra/u }).waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.type("en Tijn");
  await page.keyboard.press("Control+Enter");
  await thread(card).getByText("@Lieke Hoekstra", { exact: true }).waitFor();
  assert.equal(await thread(card).locator(".said").innerText(), "Dank @Lieke Hoekstra en Tijn");

  await card.getByRole("button", { name: "Meer", exact: true }).focus();
  await page.keyboard.press("Enter");
  await assertFocused(page, /menuitem "Kopieer de link"/u);
  await page.keyboard.press("ArrowUp");
  await assertFocused(page, /menuitem "Geen bericht meer hierover"/u);
  await page.keyboard.press("Escape");
  await assertFocused(page, /button "Meer"/u);
  assertQuiet(page);
});

test("what is refused is said, and nothing has changed", async () => {
  const giver = await signIn(browser, koebeld, "jolanda-smits", kDesk);
  const words = "Je dacht aan de taart voor iedereen.";
  const id = await give(giver, "Tom Bakker", words);
  const reader = await signIn(browser, koebeld, "hulya-yilmaz", kPhone);
  await cards(reader, words).waitFor();

  koebeld.gate.shut();
  await reader.locator("p.away").waitFor();
  await cards(reader, words).getByRole("button", { name: "Reageer" }).click();
  await cards(reader, words).getByRole("button", { name: "Hartje", exact: true }).click();
  await cards(reader, words).getByText("Geen verbinding. Probeer het zo nog eens.").waitFor();
  assert.equal(await reaction(cards(reader, words), /^Hartje/u).count(), 0);
  await koebeld.gate.open();
  await reader.locator("p.away").waitFor({ state: "detached" });

  await done(giver, "ConversationService/Comment", { recognitionId: id, text: "Met slagroom." });
  await comments(cards(reader, words), "1 opmerking").waitFor();
});

test("a curator hides a comment, and it is gone for everyone", async () => {
  const giver = await signIn(browser, koebeld, "sofie-jansma", kDesk);
  const words = "Je vond de fout waar we een week naar zochten.";
  const id = await give(giver, "Dewi Pattiasina", words);
  await done(giver, "ConversationService/Comment", { recognitionId: id, text: "Hier staat een klantnaam." });
  const reader = await signIn(browser, koebeld, "femke-sjoerdsma", kDesk);
  const curator = await signIn(browser, koebeld, "esther-cohen", kPhone);
  await comments(cards(reader, words), "1 opmerking").click();
  await comments(cards(curator, words), "1 opmerking").click();

  const row = thread(cards(curator, words)).getByRole("listitem").filter({ hasText: "klantnaam" });
  await row.getByRole("button", { name: /^Meer/u }).click();
  await row.getByRole("button", { name: "Verbergen" }).click();
  await row.getByLabel("Waarom mag dit niet blijven staan?").fill("Een naam van een klant");
  await assertAccessible(curator, "hiding a comment");
  await row.getByRole("button", { name: "Verberg voor iedereen" }).click();

  await thread(cards(reader, words)).getByText("Nog geen opmerkingen.").waitFor();
  await comments(cards(reader, words), "0 opmerkingen").waitFor();
});

test("three hundred comments stay quick, and what one reads stays where it is", async () => {
  const giver = await signIn(browser, koebeld, "karel-van-der-meulen", kDesk);
  const words = "Je deed het licht uit, en daarna nog alles wat was blijven liggen.";
  const id = await give(giver, "Aylin Öztürk", words);
  await give(giver, "Dewi Pattiasina", "Dit stond er eerder, en staat eronder.");
  const reader = await signIn(browser, koebeld, "jeroen-dekker", kPhone);
  const card = cards(reader, words);
  await card.waitFor();
  for (let from = 0; from < 300; from += 20) {
    await Promise.all(Array.from({ length: 20 }, (_, index) => done(giver, "ConversationService/Comment", { recognitionId: id, text: `Opmerking ${from + index}, met wat woorden erbij` })));
  }
  await comments(card, "300 opmerkingen").waitFor();

  const begun = Date.now();
  await comments(card, "300 opmerkingen").click();
  await assertCount(thread(card).getByRole("listitem"), 50);
  assert.ok(Date.now() - begun < 3_000, `it took ${Date.now() - begun} ms`);

  await thread(card).getByRole("button", { name: "Eerdere opmerkingen" }).scrollIntoViewIfNeeded();
  const top = (row) => row.evaluate((element) => element.getBoundingClientRect().top);
  const first = thread(card).getByRole("listitem").first();
  const read = await first.innerText();
  const stays = thread(card).getByRole("listitem").filter({ hasText: read.split("\n").at(-1) });
  const before = await top(stays);
  await thread(card).getByRole("button", { name: "Eerdere opmerkingen" }).click();
  await assertCount(thread(card).getByRole("listitem"), 100);
  assert.ok(Math.abs((await top(stays)) - before) < 2, "earlier ones do not move what one reads");
  for (const count of [150, 200, 250, 300]) {
    await thread(card).getByRole("button", { name: "Eerdere opmerkingen" }).click();
    await assertCount(thread(card).getByRole("listitem"), count);
  }
  assert.equal(await thread(card).getByRole("button", { name: "Eerdere opmerkingen" }).count(), 0);

  const field = thread(card).getByLabel("Schrijf een opmerking");
  await field.focus();
  await field.scrollIntoViewIfNeeded();
  const writing = await top(field);
  await done(giver, "ConversationService/Comment", { recognitionId: id, text: "En deze kwam er net bij." });
  await thread(card).getByText("En deze kwam er net bij.").waitFor();
  assert.ok(Math.abs((await top(field)) - writing) < 2, "a new one does not move what one writes");

  const below = reader.getByRole("region", { name: "Overzicht" }).getByRole("article").nth(3);
  await below.evaluate((element) => element.scrollIntoView({ block: "start" }));
  await reader.evaluate(() => document.activeElement.blur());
  const reading = await top(below);
  await done(giver, "ConversationService/Comment", { recognitionId: id, text: "En deze daarna." });
  await thread(card).getByText("En deze daarna.").waitFor({ state: "attached" });
  assert.ok(Math.abs((await top(below)) - reading) < 2, "nor what one reads below");
  assertQuiet(reader);
});

test("at 320 px, with words twice as large, all of it finds its place", async () => {
  const giver = await signIn(browser, koebeld, "aylin-ozturk", kDesk);
  const words = "Je wist het nummer uit je hoofd.";
  const id = await give(giver, "Jeroen Dekker", words);
  await done(giver, "ConversationService/Comment", { recognitionId: id, text: "Zonder te kijken: @Jeroen Dekker." });
  const page = await signIn(browser, koebeld, "femke-sjoerdsma", { viewport: { width: 320, height: 844 }, isMobile: false });
  const card = cards(page, words);

  await card.getByRole("button", { name: "Plus één" }).click();
  await comments(card, "1 opmerking").click();
  await thread(card).getByText("Zonder te kijken").waitFor();
  await card.getByRole("button", { name: "Reageer" }).click();
  await choose(card, "Kopieer de link");
  await card.getByLabel("Link naar deze waardering").waitFor();
  await card.getByRole("button", { name: "Meer", exact: true }).click();
  await assertNoSideways(page, "everything open at 320");
  await doubleText(page);

  await assertNoSideways(page, "everything open at 320 with large words");
  await shoot(page, "conversation_320_large");
});

/** Somebody with a feed in which the newest three are empty, typical and overfull. */
async function showing(language, options) {
  const giver = await signIn(browser, koebeld, "ewout-ten-cate", kDesk);
  const long = "x".repeat(30);
  const full = await give(giver, "Annemarijn-Charlotte van Oosterwijk-Bloem", `Overvol ${language}. ${"Je deed het, en nog eens. ".repeat(30)}`, {
    customerMoment: "Klant in Assen: “Dat had ik nog nooit meegemaakt.” ".repeat(5),
    creditsEach: 1,
  });
  const typical = await give(giver, "Amara Okafor", `Gewoon ${language}. Je zette je eigen fout in het werkoverleg op tafel, met foto’s en al.`);
  await give(giver, "Tom Bakker", `Leeg ${language}. Je veegde zelfs het stof op dat er al lag.`);
  const kinds = ["BELL", "HEART", "CLAP", "STRONG", "SMILE", "SPARK"];
  const keys = ["fatma-yildiz", "shanti-ramdin", "lieke-hoekstra", "achmed-el-idrissi", "wiktoria-kaminska", "ruben-sanchez-pena"];
  for (const [index, key] of keys.entries()) {
    const page = await signIn(browser, koebeld, key, kDesk);
    await done(page, "ConversationService/React", { recognitionId: full, kind: `REACTION_KIND_${kinds[index]}` });
    await done(page, "ConversationService/Boost", { recognitionId: full, text: `en je ${long} ${"belde nog eens terug, ".repeat(7)}`.slice(0, 200).trim(), creditsEach: 1 });
    await done(page, "ConversationService/Comment", { recognitionId: full, text: `${long}${long} ${"Dank voor alles. ".repeat(20)}`.trim() });
    if (index < 3) await done(page, "ConversationService/React", { recognitionId: typical, kind: `REACTION_KIND_${kinds[index % 2]}` });
    if (index === 0) await done(page, "ConversationService/Boost", { recognitionId: typical, text: "en je reed terug om het zelf recht te zetten", creditsEach: 5 });
    if (index < 2) await done(page, "ConversationService/Comment", { recognitionId: typical, text: index === 0 ? "Mooi, @Amara Okafor!" : "Zo doen we dat." });
    await page.context().close();
  }
  const added = await Promise.all(["Samira Lahlou", "Mila Kovač", "Sofie Jansma", "Dewi Pattiasina"].map((name) => idOf(giver, name)));
  await done(giver, "AmendmentService/AddPeople", { recognitionId: full, personIds: added });
  await done(giver, "AmendmentService/AddPeople", { recognitionId: typical, personIds: added.slice(0, 2) });
  await done(giver, "AmendmentService/Edit", { recognitionId: full, message: `Overvol ${language}. ${"Je deed het, en nog eens. ".repeat(30)}En toen nog eens.` });
  await giver.context().close();
  const page = await signIn(browser, koebeld, "noor-de-graaf", options);
  await page.evaluate((code) => localStorage.setItem("koebel.language", JSON.stringify(code)), language);
  await page.reload();
  await cards(page, `Leeg ${language}`).waitFor();
  return page;
}

for (const [name, language, options] of someOf([
  ["phone", "nl", kPhone],
  ["phone dark", "en", { ...kPhone, colorScheme: "dark" }],
  ["desk", "pl", kDesk],
])) {
  test(`empty, typical and overfull are looked at, ${name}, ${language}`, async () => {
    const page = await showing(language, options);
    await assertNoSideways(page, `cards, ${name}`);
    await assertAccessible(page, `cards, ${name}`);
    await shoot(page, `conversation_${language}_${name.replace(" ", "_")}`, { clip: { x: 0, y: 0, width: options.viewport.width, height: 2400 }, fullPage: true });
    for (const words of ["Gewoon", "Overvol"]) {
      await cards(page, `${words} ${language}`).locator(".rest button").last().click();
      await cards(page, `${words} ${language}`).getByRole("listitem").locator(".said").first().waitFor();
    }
    await cards(page, `Gewoon ${language}`).locator(".acts > button").last().click();
    await page.getByRole("toolbar").waitFor();
    await assertNoSideways(page, `threads, ${name}`);
    await assertAccessible(page, `threads, ${name}`);
    await shoot(page, `conversation_open_${language}_${name.replace(" ", "_")}`, { clip: { x: 0, y: 0, width: options.viewport.width, height: 3600 }, fullPage: true });
    assertQuiet(page);
    await page.context().close();
  });
}
