import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { begin, browser, koebeld } from "./support/begin.mjs";
import {
  alerted,
  assertAccessible,
  assertCount,
  assertFocused,
  assertNoSideways,
  assertQuiet,
  connected,
  doubleText,
  go,
  kDesk,
  openPage,
  shoot,
  signIn,
  singleText,
} from "./support/browser.mjs";
import { someOf } from "./support/everything.mjs";

const kPlaces = ["people", "roles", "teams", "values", "organisation", "boards", "import", "audit"];

begin();

/** An administrator at one of the pages. */
async function admin(place, options = kDesk) {
  const page = await signIn(browser, koebeld, "hanneke-vos", options);
  await at(page, place);
  return page;
}

function at(page, place) {
  return go(page, koebeld, `admin#${place}`);
}

function row(page, name) {
  return page.locator(".rows li").filter({ hasText: name });
}

test("somebody is added, found, changed, leaves and comes back", async () => {
  const page = await admin("people");
  await page.getByRole("button", { name: "Iemand toevoegen" }).click();
  const form = page.getByRole("dialog");
  await form.getByLabel("Naam", { exact: true }).fill("Zeynep Öztürk");
  await form.getByLabel("E-mail").fill("zeynep@zwaluw.example");
  await form.getByLabel("In dienst sinds").fill("2019-03-01");
  await form.getByLabel("Curator").check();
  await assertAccessible(page, "the form of a person");
  await page.getByRole("button", { name: "Bewaar" }).click();
  await form.waitFor({ state: "hidden" }); // nobody types behind it
  await page.getByLabel("Zoek op naam").fill("ozt zey");
  await row(page, "Zeynep Öztürk").getByText("Curator").waitFor();
  await page.locator("main").getByText("1 persoon").waitFor();

  await page.getByRole("button", { name: "Zeynep Öztürk aanpassen" }).click();
  assert.equal(await form.getByLabel("Personeelsnummer").inputValue(), "zeynep-ozturk");
  assert.equal(await form.getByLabel("In dienst sinds").inputValue(), "2019-03-01");
  await form.getByLabel("E-mail").fill("hanneke.vos@zwaluw.example");
  await page.getByRole("button", { name: "Bewaar" }).click();
  await alerted(page, "heeft dit e-mailadres al");
  await form.getByLabel("E-mail").fill("");
  await form.getByLabel("Naam", { exact: true }).fill("Zeynep Bakker");
  await page.getByRole("button", { name: "Bewaar" }).click();
  await page.locator("main").getByText("Niemand gevonden").waitFor();
  await page.getByLabel("Zoek op naam").fill("zeynep ba");

  await page.getByRole("button", { name: "Zeynep Bakker aanpassen" }).click();
  await page.getByRole("button", { name: "Uit dienst" }).click();
  await page.getByRole("dialog", { name: "Zeynep Bakker uit dienst?" }).waitFor();
  await assertAccessible(page, "the question before somebody leaves");
  await page.getByRole("button", { name: "Ja, uit dienst" }).click();
  // The code of their archive, seen once.
  await page.getByRole("dialog", { name: "Zeynep Bakker is uit dienst." }).getByRole("button", { name: "Klaar" }).click();
  await page.locator("main").getByText("Niemand gevonden").waitFor();
  await page.getByRole("combobox", { name: "Wie" }).selectOption({ label: "Vertrokken" });
  await page.getByRole("button", { name: "Zeynep Bakker aanpassen" }).click();
  await page.getByRole("button", { name: "Weer in dienst" }).click();
  await page.locator("main").getByText("Niemand gevonden").waitFor();
  await page.getByRole("combobox", { name: "Wie" }).selectOption({ label: "Werkt hier" });
  await row(page, "Zeynep Bakker").waitFor();
  assertQuiet(page);
});

test("values and the name of the organisation change on pages and screens that are open", async () => {
  const fatma = await signIn(browser, koebeld, "fatma-yildiz", kDesk);
  const screen = await openPage(await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: "nl-NL" }));
  await screen.goto(await koebeld.command("screen", "add", "Kantine"));
  await connected(screen);
  for (const page of [fatma, screen]) await page.evaluate(() => (globalThis.wasNotReloaded = true));
  const page = await admin("values");
  const first = page.locator("ol .who").first();
  const [name] = (await first.innerText()).split("\n");

  // Enabled once everything was read.
  await page.getByRole("button", { name: / omhoog$/u }).nth(1).press("Enter");
  await first.filter({ hasNotText: name }).waitFor();
  await assertFocused(page, /omlaag/u, "at the top, the focus goes to the button that still moves");

  await page.getByRole("button", { name: "Kernwaarde toevoegen" }).click();
  await page.getByLabel("Naam in het Nederlands").fill("Met plezier");
  await page.getByLabel("Paars").check();
  await assertAccessible(page, "the form of a value");
  await page.getByRole("button", { name: "Bewaar" }).click();
  await row(page, "#met-plezier").waitFor();
  await fatma.getByLabel("Jouw waardering").fill("Dank @Orhan Yavuz voor de taart #met");
  await fatma.getByRole("option", { name: /Met plezier/u }).waitFor();

  await page.getByRole("button", { name: "Stoppen: Met plezier" }).click();
  await page.getByRole("button", { name: "Ja, stoppen" }).click();
  await row(page, "Met plezier").getByText("gestopt").waitFor();
  await fatma.getByLabel("Jouw waardering").fill("Dank @Orhan Yavuz voor de taart #me");
  await fatma.getByRole("option", { name: /Met plezier/u }).waitFor({ state: "detached" });

  await at(page, "organisation");
  const form = page.locator("form").filter({ has: page.getByLabel("Tijdzone") });
  await form.getByLabel("Naam", { exact: true }).fill("Zwaluw & Dochters");
  await form.getByLabel("Tijdzone").fill("Mars/Olympus");
  await form.getByRole("button", { name: "Bewaar" }).click();
  await alerted(page, "tijdzone");
  await form.getByLabel("Tijdzone").fill("Europe/Lisbon");
  await form.getByRole("button", { name: "Bewaar" }).click();
  await fatma.locator("header").getByText("Zwaluw & Dochters").waitFor({ state: "attached" });
  await screen.getByText("Zwaluw & Dochters").first().waitFor();
  for (const one of [fatma, screen]) assert.equal(await one.evaluate(() => globalThis.wasNotReloaded), true);
  for (const one of [page, fatma, screen]) assertQuiet(one);
});

test("a team stands under another and goes when it is empty", async () => {
  const page = await admin("teams");
  await page.getByRole("button", { name: "Team toevoegen" }).click();
  await page.getByLabel("Naam", { exact: true }).fill("Feestcommissie");
  await page.getByLabel("Valt onder").selectOption({ index: 1 });
  await page.getByLabel("Plaats").fill("Zwolle");
  await page.getByLabel("Waar het werk is").selectOption("Op de werkvloer of onderweg");
  await assertAccessible(page, "the form of a team");
  await page.getByRole("button", { name: "Bewaar" }).click();
  await row(page, "Feestcommissie").getByText("Zwolle").waitFor();
  await page.getByRole("button", { name: "Feestcommissie aanpassen" }).click();
  assert.equal(await page.getByLabel("Waar het werk is").locator("option:checked").innerText(), "Op de werkvloer of onderweg");
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: /^Opheffen/u }).first().click();
  await page.getByRole("button", { name: "Ja, opheffen" }).click();
  await alerted(page, "nog mensen");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Opheffen: Feestcommissie" }).click();
  await page.getByRole("button", { name: "Ja, opheffen" }).click();
  await row(page, "Feestcommissie").waitFor({ state: "detached" });
  assertQuiet(page);
});

test("a file is checked by line before anything is kept", async () => {
  const page = await admin("import");
  const choose = (text) =>
    page.getByLabel("Kies een bestand").setInputFiles({ name: "mensen.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await choose("key,name,teams\nnieuw-1,Nieuwe Een,nergens\n,Zonder Sleutel,\n");
  await page.getByRole("button", { name: "Controleer" }).click();
  await page.locator("main").getByText("2 fouten. Er is niets bewaard.").waitFor();
  assert.match(await page.locator("main li").first().innerText(), /Regel 2[\s\S]*teams[\s\S]*kennen we niet/u);
  assert.equal(await page.getByRole("button", { name: "Importeer" }).isDisabled(), true);
  await assertAccessible(page, "the report of an import");

  await choose("key,name\nnieuw-1,Nieuwe Een\nnieuw-2,Nieuwe Twee\n");
  await page.getByRole("button", { name: "Controleer" }).click();
  await page.locator("main").getByText("2 nieuw, 0 anders, 0 gelijk.").waitFor();
  await page.getByRole("button", { name: "Importeer" }).click();
  await page.locator("main").getByText("Geïmporteerd: 2 nieuw").waitFor();
  await choose(`key,name\n${"x".repeat(100_000)},Te Groot\n`);
  await page.getByRole("button", { name: "Controleer" }).click();
  await alerted(page, "te groot voor de pagina");
  await at(page, "people");
  await page.getByLabel("Zoek op naam").fill("nieuwe");
  await page.locator("main").getByText("2 mensen").waitFor();
  assertQuiet(page);
});

test("what is switched can be read by everybody, and stands in the trail", async () => {
  const fatma = await signIn(browser, koebeld, "samira-lahlou", kDesk);
  const page = await admin("boards");
  await page.getByRole("radiogroup", { name: "Alleen-wij-waarderingen" }).getByText("Uit").click();
  await page.getByText("Wie zette wat aan of uit?").click();
  await page.getByText("Alleen-wij-waarderingen: uit").waitFor();
  await page.getByRole("radiogroup", { name: "Borden", exact: true }).getByText("Op alfabet").click();
  await page.getByText("Borden: op alfabet, zonder leiders").waitFor();

  await fatma.getByRole("button", { name: /^Wie ziet dit\? ./u }).click();
  await fatma.getByRole("button", { name: /Team/u }).first().waitFor();
  await assertCount(fatma.getByRole("button", { name: /Alleen wij/u }), 0);
  await fatma.goto(`${koebeld.url}/#me`);
  await fatma.getByText("Wie zette wat aan of uit?").click();
  await fatma.getByText("door Hanneke Vos").first().waitFor();

  await at(page, "audit");
  await page.getByRole("combobox", { name: "Wat" }).selectOption({ label: "aan of uit gezet" });
  await row(page, "private_recognitions off").getByText("door Hanneke Vos").waitFor();
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download als csv" }).click()]);
  const csv = await readFile(await file.path(), "utf8");
  assert.match(csv, /feature_switched,,Hanneke Vos,[^,]*,private_recognitions off\r\n/u);
  for (const one of [page, fatma]) assertQuiet(one);
});

test("who is no administrator reads so and sees nothing", async () => {
  const page = await signIn(browser, koebeld, "fatma-yildiz", kDesk);
  assert.equal(await page.getByRole("link", { name: "Beheer" }).count(), 0);
  await page.goto(`${koebeld.url}/admin`);
  await page.getByRole("heading", { name: "Dit is alleen voor beheerders" }).waitFor();
  await assertAccessible(page, "the refusal");
});

for (const [language, colorScheme, width] of someOf([["English", "dark", 320], ["Nederlands", "light", 1280]])) {
  test(`axe finds nothing and nothing scrolls sideways: ${language}, ${colorScheme}, ${width} px`, async () => {
    const page = await signIn(browser, koebeld, "hanneke-vos", { colorScheme, viewport: { width, height: 800 } });
    await page.goto(`${koebeld.url}/#me`);
    await page.getByText(language, { exact: true }).click();
    for (const place of kPlaces) {
      await at(page, place);
      await assertAccessible(page, `${place}, ${language}`);
      await assertNoSideways(page, `${place}, ${width} px`);
      await shoot(page, `${place}-${width}`, { fullPage: place !== "people" });
      await doubleText(page);
      await assertNoSideways(page, `${place}, words twice as large`);
      await singleText(page);
    }
  });
}
