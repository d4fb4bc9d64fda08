// Every change around a recognition arrives where it is looked at, without a reload: in the feed, at its own address, and on a
// screen; also after both were away. The colleagues who do it have no page open.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, test } from "node:test";

import { begin, browser, koebeld } from "./support/begin.mjs";
import { assertCount, assertQuiet, call, cards, eventually, go, idOf, kDesk, kPhone, launch, openPage, signIn } from "./support/browser.mjs";
import { Gate } from "./support/gate.mjs";
import { hangUp } from "./support/television.mjs";

let gate; // between those who look and koebeld; those who act have their own way
let others;
let giver;
let actor;
let curator;
let feed;
let address;
let screen;
let valueId;

begin({
  more: async () => {
    const { hostname, port } = new URL(koebeld.url);
    gate = await Gate.open(Number(port));
    others = await launch(`--host-resolver-rules=MAP ${hostname}:${port} 127.0.0.1:${gate.port}`);
    giver = await signIn(browser, koebeld, "fatma-yildiz", kDesk);
    actor = await signIn(browser, koebeld, "shanti-ramdin", kDesk);
    curator = await signIn(browser, koebeld, "esther-cohen", kDesk);
    feed = await signIn(others, koebeld, "hanneke-vos", kDesk);
    address = await signIn(others, koebeld, "ingrid-postma", kPhone);
    screen = await hangUp(others, koebeld, "Kantine");
    for (const page of [giver, actor, curator]) await page.goto(`${koebeld.url}/#me`);
    const { body } = await call(giver, "PeopleService/GetOrganisation", {});
    valueId = body.organisation.values[0].id;
  },
});
after(async () => {
  await others?.close();
  gate?.shut();
  await gate?.end();
});

async function done(page, method, request) {
  const { status, body } = await call(page, method, { requestId: randomUUID(), ...request });
  assert.equal(status, 200, `${method}: ${JSON.stringify(body)}`);
  return body;
}

/** A recognition with its thread open in the feed and at its own address, and on the screen. */
async function shown(words) {
  const people = { ids: [await idOf(giver, "Amara Okafor")] };
  const { recognitionId } = await done(giver, "RecognitionService/Give", { people, message: words, valueIds: [valueId] });
  await go(address, koebeld, `#r/${recognitionId}`);
  const both = [cards(feed, words), address.getByRole("article").filter({ hasText: words })];
  await both[0].locator(".rest button").last().click();
  for (const card of both) await thread(card).getByText("Nog geen opmerkingen.").waitFor();
  await screen.getByText(words).first().waitFor();
  return { recognitionId, both, all: [...both, screen] };
}

const thread = (card) => card.getByRole("group", { name: "Opmerkingen" });
const react = (recognitionId, kind) => done(actor, "ConversationService/React", { recognitionId, ...(kind ? { kind: `REACTION_KIND_${kind}` } : {}) });
const reaction = (card, name) => card.getByRole("button", { name, exact: true });
/** Everywhere at once, whatever the order. */
const everywhere = (places, check) => Promise.all(places.map(check));
const gone = (locator) => locator.waitFor({ state: "detached" });

test("a reaction, another one in its place, and none", async () => {
  const { recognitionId, both } = await shown("Je hield de deur open toen het stortte van de regen.");

  await react(recognitionId, "CLAP");
  await everywhere(both, (card) => reaction(card, "Applaus, 1").waitFor());
  await screen.locator(".around .re", { hasText: "1" }).waitFor();

  await react(recognitionId, "HEART");
  await everywhere(both, (card) => reaction(card, "Hartje, 1").waitFor());
  await everywhere(both, (card) => gone(reaction(card, "Applaus, 1")));
  await assertCount(screen.locator(".around .re"), 1);

  await react(recognitionId);
  await everywhere(both, (card) => gone(reaction(card, "Hartje, 1")));
  await assertCount(screen.locator(".around .re"), 0);
});

test("a comment, other words, gone; another one that a curator hides. None of it on a screen", async () => {
  const { recognitionId, both } = await shown("Je las de handleiding, en daarna las je hem voor.");

  const { remarkId } = await done(actor, "ConversationService/Comment", { recognitionId, text: "Met stemmetjes." });
  await everywhere(both, (card) => thread(card).getByText("Met stemmetjes.").waitFor());
  await everywhere(both, (card) => reaction(card, "1 opmerking").waitFor());

  await done(actor, "ConversationService/EditRemark", { remarkId, text: "Met alle stemmetjes." });
  await everywhere(both, (card) => thread(card).getByRole("listitem").filter({ hasText: "Met alle stemmetjes." }).getByText("bewerkt").waitFor());

  const hidden = await done(giver, "ConversationService/Comment", { recognitionId, text: "Hier staat een klantnaam." });
  await everywhere(both, (card) => thread(card).getByText("Hier staat een klantnaam.").waitFor());
  await done(curator, "ConversationService/HideRemark", { remarkId: hidden.remarkId, reason: "Een naam van een klant" });
  await everywhere(both, (card) => gone(thread(card).getByText("Hier staat een klantnaam.")));

  await done(actor, "ConversationService/RemoveRemark", { remarkId });
  await everywhere(both, (card) => thread(card).getByText("Nog geen opmerkingen.").waitFor());
  await everywhere(both, (card) => reaction(card, "0 opmerkingen").waitFor());
  assert.doesNotMatch(await screen.locator("body").innerText(), /stemmetjes|klantnaam/u);
});

test("a boost, other words, gone; another one that a curator hides", async () => {
  const { recognitionId, both } = await shown("Je zag dat de knop verkeerd zat, en zette hem recht.");
  const because = (card, words) => card.locator(".because", { hasText: words });
  const onScreen = (words) => screen.locator(".plus", { hasText: words });

  const { remarkId } = await done(actor, "ConversationService/Boost", { recognitionId, text: "en je zei het zacht", creditsEach: 5 });
  await everywhere(both, (card) => because(card, "en je zei het zacht").getByText("+5", { exact: true }).waitFor());
  await everywhere(both, (card) => thread(card).getByText("en je zei het zacht").waitFor());
  await onScreen("en je zei het zacht").waitFor();

  await done(actor, "ConversationService/EditRemark", { remarkId, text: "en je zei het heel zacht" });
  await everywhere(both, (card) => because(card, "en je zei het heel zacht").waitFor());
  await onScreen("en je zei het heel zacht").waitFor();

  await done(actor, "ConversationService/RemoveRemark", { remarkId });
  await everywhere(both, (card) => gone(card.locator(".because")));
  await gone(onScreen("zacht"));

  const hidden = await done(actor, "ConversationService/Boost", { recognitionId, text: "en de klant heet zo en zo" });
  await everywhere(both, (card) => because(card, "en de klant heet zo en zo").waitFor());
  await onScreen("en de klant heet zo en zo").waitFor();
  await done(curator, "ConversationService/HideRemark", { remarkId: hidden.remarkId, reason: "Een naam van een klant" });
  await everywhere(both, (card) => gone(card.locator(".because")));
  await gone(onScreen("en de klant"));
});

test("other words of the giver's, who else made it possible, and whom that is taken off again; what was said stays", async () => {
  const words = "Je stond op zaterdag aan de balie.";
  const { recognitionId, both } = await shown(words);
  await done(actor, "ConversationService/Comment", { recognitionId, text: "De hele zaterdag." });
  const message = "Je stond op zaterdag de hele dag aan de balie.";

  await done(giver, "AmendmentService/Edit", { recognitionId, message });
  const now = [cards(feed, message), address.getByRole("article").filter({ hasText: message })];
  await everywhere(now, (card) => card.getByText(/^bewerkt/u).first().waitFor());
  await everywhere(now, (card) => thread(card).getByText("De hele zaterdag.").waitFor());
  await screen.getByText(message).first().waitFor();
  assert.equal(both.length, now.length);

  const personId = await idOf(giver, "Samira Lahlou");
  await done(giver, "AmendmentService/AddPeople", { recognitionId, personIds: [personId] });
  await everywhere(now, (card) => card.getByText("Ook dankzij Samira Lahlou").waitFor());
  await screen.getByText("ook dankzij Samira").waitFor();

  await done(giver, "AmendmentService/RemoveAdded", { recognitionId, personId });
  await everywhere(now, (card) => gone(card.getByText("Ook dankzij Samira Lahlou")));
  await gone(screen.getByText("ook dankzij Samira"));
});

test("taken back, it is gone from everywhere, and its address says so", async () => {
  const words = "Dit was voor een ander bedoeld.";
  const { recognitionId } = await shown(words);
  await done(actor, "ConversationService/Comment", { recognitionId, text: "Voor wie dan?" });

  await done(giver, "RecognitionService/TakeBack", { recognitionId });

  await gone(cards(feed, words));
  await address.getByRole("heading", { level: 1, name: "Deze waardering is er niet." }).waitFor();
  await assertCount(address.getByRole("article"), 0);
  await gone(screen.getByText(words).first());
});

test("hidden by a curator, it is gone for who only read it", async () => {
  const words = "Hier staat wat er niet hoort te staan.";
  const { recognitionId } = await shown(words);
  await done(actor, "ConversationService/Boost", { recognitionId, text: "en nog erger" });
  await screen.locator(".plus", { hasText: "en nog erger" }).waitFor();

  await done(curator, "RecognitionService/Hide", { recognitionId, reason: "Dit hoort hier niet" });

  await gone(cards(feed, words));
  await address.getByRole("heading", { level: 1, name: "Deze waardering is er niet." }).waitFor();
  await gone(screen.getByText(words).first());
});

test("what one does, the other tab knows: a reaction, a boost, a muted thread, and each of it undone", async () => {
  const { recognitionId, both } = await shown("Je vroeg het na bij de buren.");
  const tab = await openPage(feed.context());
  await tab.goto(`${koebeld.url}/#r/${recognitionId}`);
  const tabs = [both[0], tab.getByRole("article").filter({ hasText: "Je vroeg het na bij de buren." })];
  await tabs[1].waitFor();
  const offers = async (card, item) => {
    await card.getByRole("button", { name: "Meer", exact: true }).click();
    await card.getByRole("menuitem", { name: item }).waitFor();
    await card.page().keyboard.press("Escape");
  };
  // In one tab, as the page does it.
  const acts = (method, request) => done(feed, `ConversationService/${method}`, { recognitionId, ...request });

  await acts("React", { kind: "REACTION_KIND_SMILE" });
  await everywhere(tabs, async (card) => assert.equal(await eventually(() => reaction(card, "Lach, 1").getAttribute("aria-pressed"), (is) => is === "true"), "true"));
  const { remarkId } = await acts("Boost", { text: "en bij de overburen" });
  await everywhere(tabs, (card) => reaction(card, "Jij ook").waitFor());
  await acts("MuteThread", { muted: true });
  for (const card of tabs) await offers(card, "Weer bericht hierover");

  await acts("React", {});
  await everywhere(tabs, (card) => gone(reaction(card, "Lach, 1")));
  await done(feed, "ConversationService/RemoveRemark", { remarkId });
  await everywhere(tabs, (card) => reaction(card, "Plus één").waitFor());
  await acts("MuteThread", { muted: false });
  for (const card of tabs) await offers(card, "Geen bericht meer hierover");
  await tab.close();
});

test("who was cut off meanwhile sees all of it when the connection is back, and nothing of what is gone", async () => {
  const words = "Je bleef bellen tot er iemand opnam.";
  const { recognitionId, both } = await shown(words);
  const early = await done(actor, "ConversationService/Comment", { recognitionId, text: "Dit haal ik zo weg." });
  await everywhere(both, (card) => thread(card).getByText("Dit haal ik zo weg.").waitFor());

  gate.shut();
  await everywhere([feed, address], (page) => page.locator("p.away").waitFor());
  await react(recognitionId, "BELL");
  await done(actor, "ConversationService/RemoveRemark", { remarkId: early.remarkId });
  await done(actor, "ConversationService/Comment", { recognitionId, text: "En dit blijft staan." });
  await done(actor, "ConversationService/Boost", { recognitionId, text: "en je bedankte ze nog" });
  const message = `${words} Ook op zondag.`;
  await done(giver, "AmendmentService/Edit", { recognitionId, message });
  gate.open();

  const now = [cards(feed, message), address.getByRole("article").filter({ hasText: message })];
  await everywhere(now, (card) => reaction(card, "De bel, 1").waitFor());
  await everywhere(now, (card) => thread(card).getByText("En dit blijft staan.").waitFor());
  await everywhere(now, (card) => card.locator(".because", { hasText: "en je bedankte ze nog" }).waitFor());
  await everywhere(now, (card) => assertCount(thread(card).getByText("Dit haal ik zo weg."), 0));
  await screen.getByText(message).first().waitFor();
  await screen.locator(".plus", { hasText: "en je bedankte ze nog" }).waitFor();
  for (const page of [feed, address, screen]) assertQuiet(page);
});
