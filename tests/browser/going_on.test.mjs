// Whoever did something goes on where they were: the focus is not lost, nor are words, on a slow network and without one.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";

import { begin, browser, koebeld } from "./support/begin.mjs";
import { assertCount, assertFocused, assertQuiet, assertValue, call, cards, choose, eventually, go, idOf, kDesk, signIn } from "./support/browser.mjs";

begin();

async function done(page, method, request) {
  const { status, body } = await call(page, method, { requestId: randomUUID(), ...request });
  assert.equal(status, 200, `${method}: ${JSON.stringify(body)}`);
  return body;
}

/** A recognition, thanked by somebody else, as a card on this page. */
async function card(page, words) {
  const giver = await signIn(browser, koebeld, "fatma-yildiz", kDesk);
  const { body } = await call(giver, "PeopleService/GetOrganisation", {});
  const people = { ids: [await idOf(giver, "Amara Okafor")] };
  const { recognitionId } = await done(giver, "RecognitionService/Give", { people, message: words, valueIds: [body.organisation.values[0].id] });
  await giver.context().close();
  const shown = cards(page, words);
  await shown.waitFor();
  return { shown, recognitionId };
}

const thread = (shown) => shown.getByRole("group", { name: "Opmerkingen" });
const field = (shown) => thread(shown).getByLabel("Schrijf een opmerking");

async function openThread(shown) {
  await shown.locator(".rest button").last().click();
  await thread(shown).getByText("Nog geen opmerkingen.").waitFor();
}

test("what is written while a comment is on its way is the beginning of the next one", async () => {
  const page = await signIn(browser, koebeld, "hanneke-vos", kDesk);
  const { shown } = await card(page, "Je wachtte tot de laatste er was.");
  await openThread(shown);
  await field(shown).fill("Ook in de regen.");

  koebeld.gate.holdAnswers();
  await field(shown).press("Control+Enter");
  await field(shown).press("Control+Enter");
  await field(shown).pressSequentially(" En zonder jas.");
  koebeld.gate.bringAnswers();

  await thread(shown).getByText("Ook in de regen.", { exact: true }).waitFor();
  await assertValue(field(shown), "En zonder jas.");
  await field(shown).press("Control+Enter");
  await assertCount(thread(shown).getByRole("listitem"), 2);
  await assertValue(field(shown), "");
  assertQuiet(page);
  await page.context().close();
});

test("who thinks better of a reaction while it is on its way has the last one", async () => {
  const page = await signIn(browser, koebeld, "ingrid-postma", kDesk);
  const { shown, recognitionId } = await card(page, "Je gaf je eigen paraplu weg.");
  const pick = async (name) => {
    await shown.getByRole("button", { name: "Reageer" }).click();
    await shown.getByRole("button", { name, exact: true }).click();
  };

  koebeld.gate.holdAnswers();
  await pick("Applaus");
  await pick("Hartje");
  await shown.getByRole("button", { name: "Hartje, 1" }).waitFor();
  koebeld.gate.bringAnswers();

  const reactions = async () => (await call(page, "ConversationService/ListReactions", { recognitionId })).body.reactions.map(({ kind }) => kind);
  assert.deepEqual(await eventually(reactions, ([kind]) => kind === "REACTION_KIND_HEART"), ["REACTION_KIND_HEART"]);
  await assertCount(shown.getByRole("button", { name: /^Applaus/u }), 0);
  await page.context().close();
});

test("by keyboard one goes on where one was: said, refused, changed one's mind, taken away", async () => {
  const page = await signIn(browser, koebeld, "lieke-hoekstra", kDesk);
  const { shown } = await card(page, "Je liep terug voor een vergeten tas.");
  await openThread(shown);
  const pressOn = async (button) => {
    await button.focus();
    await page.keyboard.press("Enter");
  };

  // Said by its button, which is gone then.
  await field(shown).fill("Die tas was van mij.");
  await pressOn(thread(shown).getByRole("button", { name: "Plaats" }));
  await thread(shown).getByText("Die tas was van mij.").waitFor();
  await assertFocused(page, /textbox "Schrijf een opmerking"/u);

  // Taken away, with the button that did it.
  const row = thread(shown).getByRole("listitem").filter({ hasText: "Die tas was van mij." });
  await pressOn(row.getByRole("button", { name: /^Meer/u }));
  await pressOn(row.getByRole("button", { name: "Weghalen" }));
  await pressOn(row.getByRole("button", { name: "Haal weg" }));
  await assertCount(row, 0);
  await assertFocused(page, /textbox "Schrijf een opmerking"/u);

  // A boost that one thinks better of, and one that is given.
  await pressOn(shown.getByRole("button", { name: "Plus één" }));
  await pressOn(shown.getByRole("button", { name: "Toch niet" }));
  await assertFocused(page, /button "Plus één"/u);
  await page.keyboard.press("Enter");
  await shown.getByLabel("Waarom jij ook?").fill("en je rende");
  await page.keyboard.press("Control+Enter");
  await shown.getByRole("button", { name: "Jij ook" }).waitFor();
  await assertFocused(page, /button "Jij ook"/u);

  // What the menu opened, and is shut again.
  await choose(shown, "Kopieer de link");
  await pressOn(shown.getByRole("button", { name: "Sluiten" }));
  await assertFocused(page, /button "Meer"/u);

  // Refused, its button works again, and has the focus still.
  await field(shown).fill("En dit later.");
  koebeld.gate.shut();
  await page.locator("p.away").waitFor();
  await pressOn(thread(shown).getByRole("button", { name: "Plaats" }));
  await thread(shown).getByText(/^Geen verbinding/u).waitFor();
  await assertFocused(page, /button "Plaats"/u);
  koebeld.gate.open();
  await page.locator("p.away").waitFor({ state: "detached" });
  await page.keyboard.press("Enter");
  await thread(shown).getByText("En dit later.", { exact: true }).waitFor();
  assertQuiet(page);
  await page.context().close();
});

test("the title of a recognition says how much is unread, and what it is, also when something comes in", async () => {
  const page = await signIn(browser, koebeld, "amara-okafor", kDesk);
  await go(page, koebeld, "#inbox");
  const { recognitionId } = await card(await signIn(browser, koebeld, "eva-scholten", kDesk), "Je schreef het op voor wie na je kwam.");
  await go(page, koebeld, `#r/${recognitionId}`);
  await page.waitForFunction(() => /^(\(\d+\) )?Eén waardering · Koebel$/u.test(document.title));

  await card(await signIn(browser, koebeld, "ruben-sanchez-pena", kDesk), "En je las het voor.");

  await page.waitForFunction(() => /^\(\d+\) Eén waardering · Koebel$/u.test(document.title));
  await page.context().close();
});

test("letters that were just typed go along with what is chosen beside them", async () => {
  const page = await signIn(browser, koebeld, "eva-scholten", kDesk);
  await page.getByRole("button", { name: "Zoeken", exact: true }).click();
  const search = page.getByRole("search");

  await search.getByLabel("Woorden of namen").fill("klant");
  await search.getByLabel("Wanneer").selectOption("Deze maand");

  await page.waitForFunction(() => location.hash.includes("q=klant") && location.hash.includes("period=month"));
  await assertValue(search.getByLabel("Woorden of namen"), "klant");
  await page.context().close();
});

test("asked again for what is new, the focus stays with the search", async () => {
  const page = await signIn(browser, koebeld, "eva-scholten", kDesk);
  await card(page, "Een zeldzame zeemeeuw op het dak.");
  await page.evaluate(() => (location.hash = "#today?q=zeemeeuw"));
  const found = (count) => page.locator(".found").getByText(`${count} gevonden`, { exact: true }).waitFor();
  await found(1);
  await card(await signIn(browser, koebeld, "ruben-sanchez-pena", kDesk), "Nog een zeemeeuw.");
  await page.getByRole("button", { name: "1 nieuwe, zoek opnieuw" }).focus();

  await page.keyboard.press("Enter");

  await found(2);
  await assertFocused(page, /button "Zoeken"/u);
  await page.context().close();
});

test("a goal whose answer got lost is saved again, and is one goal", async () => {
  const curator = await signIn(browser, koebeld, "noor-de-graaf", kDesk);
  await go(curator, koebeld, "admin#goals");
  const goals = curator.locator(".rows > li");
  await goals.first().waitFor();
  await curator.getByRole("button", { name: "Nieuw doel" }).click();
  const dialog = curator.getByRole("dialog");
  await dialog.getByLabel(/^In jullie woorden/u).fill("Eén keer en niet twee");
  await dialog.getByLabel(/^Hoeveel/u).fill("500");
  await dialog.getByRole("status").getByText(/staat het nu op/u).waitFor();

  koebeld.gate.keepAnswers();
  await dialog.getByRole("button", { name: "Bewaar" }).click();
  const admin = await signIn(browser, koebeld, "esther-cohen", kDesk);
  const set = async () => (await call(admin, "GoalService/ListAllGoals", {})).body.goals.filter(({ title }) => title === "Eén keer en niet twee").length;
  assert.equal(await eventually(set, (count) => count === 1), 1);
  koebeld.gate.shut();
  await dialog.getByRole("alert").waitFor();
  koebeld.gate.open();
  await dialog.getByRole("button", { name: "Bewaar" }).click();

  await assertCount(dialog, 0);
  assert.equal(await set(), 1);
  await Promise.all([curator, admin].map((page) => page.context().close()));
});
