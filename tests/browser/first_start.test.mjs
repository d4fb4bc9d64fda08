import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";

import { alerted, assertAccessible, assertCount, assertNoSideways, assertQuiet, call, connected, doubleText, eventually, go, kDesk, kPhone, launch, likely, openPage, shoot, singleText } from "./support/browser.mjs";
import { Koebeld } from "./support/koebeld.mjs";

const kPassword = "paard batterij nietje";
const kSteps = ["values", "people", "screen", "thanks", "bell"];
let browser;
let koebeld;

before(async () => (browser = await launch()));
after(() => browser?.close());
beforeEach(async () => (koebeld = await Koebeld.startEmpty()));
afterEach(() => koebeld?.stop());

async function stranger(options = kDesk) {
  return openPage(await browser.newContext({ locale: "nl-NL", timezoneId: "Europe/Amsterdam", ...options }));
}

function heading(page, name) {
  return page.getByRole("heading", { level: 1, name }).waitFor();
}

/** The step is in front of somebody, and in nobody's way. */
async function looksWell(page, name) {
  await assertAccessible(page, name);
  await assertNoSideways(page, name);
  await shoot(page, name);
}

/** The first step, filled in and sent. */
async function begin(page) {
  await page.goto(await koebeld.setUpLink());
  await page.getByLabel("Hoe heet jullie organisatie?").fill("Bakkerij De Vries");
  await page.getByLabel("Jouw naam").fill("Anna de Vries");
  await page.getByLabel("Kies een wachtwoord").fill(kPassword);
  await page.getByRole("button", { name: "Begin" }).click();
  await heading(page, "Waarvoor bedanken jullie elkaar?");
}

test("from an empty folder to a ringing screen, with a crash and another computer on the way", async () => {
  const waiting = await stranger(kPhone);
  await waiting.goto(koebeld.url);
  await heading(waiting, "Koebel wordt ingericht");
  await looksWell(waiting, "before: the page");
  const television = await stranger({ viewport: { width: 1920, height: 1080 } });
  await television.goto(`${koebeld.url}/screen`);
  await heading(television, "Koebel wordt ingericht.");
  await shoot(television, "before: the screen");
  const lost = await stranger();
  await lost.goto(`${koebeld.url}/setup`);
  await heading(lost, "Koebel is nog leeg");
  await lost.goto(`${koebeld.url}/setup#${"0".repeat(64)}`);
  await lost.reload();
  await heading(lost, "Deze link werkt niet (meer)");
  await looksWell(lost, "before: a wrong link");

  // 1: the administrator. The language turns the page; a reload costs nothing.
  const desk = await stranger();
  await desk.goto(await koebeld.setUpLink());
  await heading(desk, "Welkom. Wie richt Koebel in?");
  await desk.reload();
  await desk.getByText("English").click();
  await heading(desk, "Welcome. Who sets Koebel up?");
  await desk.getByText("Nederlands").click();
  assert.equal(await desk.getByLabel("Tijdzone").inputValue(), "Europe/Amsterdam");
  await desk.getByLabel("Hoe heet jullie organisatie?").fill("Bakkerij De Vries");
  await desk.getByLabel("Jouw naam").fill("Anna de Vries");
  await desk.getByLabel("Jouw e-mailadres").fill("anna@bakkerij.example");
  await desk.getByLabel("Kies een wachtwoord").fill("Bakkerij");
  await desk.getByRole("button", { name: "Begin" }).click();
  await alerted(desk, "tien tekens");
  await desk.getByLabel("Kies een wachtwoord").fill(kPassword);
  await looksWell(desk, "1 administrator");
  await desk.getByRole("button", { name: "Begin" }).click();

  // 2: values.
  await heading(desk, "Waarvoor bedanken jullie elkaar?");
  await desk.getByText("Je logt voortaan in met anna@bakkerij.example.").waitFor();
  assert.equal(new URL(desk.url()).hash, "", "the secret is out of the address");
  await looksWell(desk, "2 values");
  await desk.getByRole("button", { name: "Zeg het eerlijk weghalen" }).click();
  await desk.getByLabel("Kernwaarde 1", { exact: true }).fill("Vers voor de klant");
  await desk.getByRole("button", { name: "Nog een kernwaarde" }).click();
  await desk.getByLabel("Kernwaarde 5", { exact: true }).fill("Met plezier");
  await desk.getByRole("button", { name: "Bewaar deze kernwaarden" }).click();
  await desk.getByText("#met-plezier").waitFor();
  await assertCount(desk.locator("ol.rows li"), 5);
  await looksWell(desk, "2 values kept");
  await waiting.getByRole("heading", { name: "Je bent niet ingelogd" }).waitFor();

  // 3: people; one line is refused and the others are in.
  await desk.getByRole("button", { name: "Verder" }).click();
  await heading(desk, "Wie doen er mee?");
  await desk.getByLabel("Naam 1", { exact: true }).fill("Bram Smit");
  await desk.getByLabel("E-mail 1", { exact: true }).fill("bram@bakkerij.example");
  await desk.getByLabel("Naam 2", { exact: true }).fill("Fatma Yıldız");
  await desk.getByLabel("E-mail 2", { exact: true }).fill("anna@bakkerij.example");
  await desk.getByRole("button", { name: "Voeg toe" }).click();
  await desk.getByText("Een collega heeft dit e-mailadres al.").first().waitFor();
  await looksWell(desk, "3 people, one refused");
  await desk.getByLabel("E-mail 1", { exact: true }).fill("");
  await desk.getByRole("button", { name: "Voeg toe" }).click();
  await desk.getByText("Er doen 3 collega’s mee, jij ook.").waitFor();
  await desk.getByText("Een lijst (csv)").click();
  await desk.locator("input[type=file]").setInputFiles({ name: "people.csv", mimeType: "text/csv", buffer: Buffer.from("key,name\ncas,Cas Bos\n,Niemand\n") });
  await desk.getByRole("button", { name: "Controleer" }).click();
  await desk.getByText("Regel 3").waitFor();
  await looksWell(desk, "3 people, a list");
  await desk.getByRole("button", { name: "Maak de links" }).click();
  await desk.getByLabel("Bram Smit", { exact: true }).waitFor();
  await looksWell(desk, "3 people, links");

  // A crash, and another computer: it goes on where it was.
  await koebeld.killAndRestart();
  const laptop = await stranger();
  await laptop.goto(`${koebeld.url}/setup`);
  await laptop.getByLabel("E-mailadres of personeelscode").fill("anna@bakkerij.example");
  await laptop.getByLabel("Wachtwoord", { exact: true }).fill(kPassword);
  await laptop.getByRole("button", { name: "Inloggen", exact: true }).click();
  await heading(laptop, "Waar hangt jullie eerste scherm?");

  // 4: the screen, which reports by itself.
  await looksWell(laptop, "4 screen");
  await laptop.getByRole("button", { name: "Maak het adres" }).click();
  const address = await laptop.getByLabel("Adres van Kantine", { exact: true }).inputValue();
  await looksWell(laptop, "4 screen, its address");
  await laptop.reload();
  await laptop.getByRole("button", { name: "Nieuw adres voor Kantine" }).click();
  const newer = await laptop.getByLabel("Adres van Kantine", { exact: true }).inputValue();
  assert.notEqual(newer, address);
  await television.goto("about:blank"); // else only the fragment changes
  await television.goto(newer);
  await connected(television);
  await laptop.getByText("Kantine is verbonden.").first().waitFor();
  await looksWell(laptop, "4 screen, connected");

  // 5: the first thank-you, and 6: the bell.
  await laptop.getByRole("button", { name: "Verder" }).click();
  await heading(laptop, "Geef de eerste waardering");
  await likely(laptop).filter({ hasText: "Bram Smit" }).click();
  await looksWell(laptop, "5 thanks");
  await laptop.getByLabel("Jouw waardering").fill("Stond om vier uur op voor het brood van een ander.");
  await laptop.getByRole("button", { name: "Met plezier" }).click();
  await laptop.getByRole("button", { name: "Laat de bel gaan" }).click();
  await heading(laptop, "De bel ging!");
  await laptop.getByText("Te zien en te horen op Kantine.").first().waitFor();
  await looksWell(laptop, "6 bell");
  await television.getByText("Stond om vier uur op").first().waitFor();
  await shoot(television, "6 bell, the screen");

  await laptop.goto(`${koebeld.url}/admin#values`);
  await laptop.getByText("Inrichten: 5 van 6").first().waitFor();
  await looksWell(laptop, "the administrator's card");
  await laptop.getByRole("link", { name: "Ga verder met inrichten" }).click();
  await heading(laptop, "De bel ging!");
  await laptop.getByRole("button", { name: "Klaar, naar Koebel" }).click();
  await heading(laptop, "Wie verdient vandaag de bel?");
  await laptop.goto(`${koebeld.url}/admin#values`);
  await laptop.getByText("#met-plezier").waitFor();
  assert.equal(await laptop.getByText("Inrichten:").count(), 0);
  for (const page of [waiting, desk, laptop, television]) assertQuiet(page);
});

test("on a phone: what can wait is passed over, and the bell says that it has not rung", async () => {
  const phone = await stranger(kPhone);
  await begin(phone);
  await phone.getByRole("button", { name: "Bewaar deze kernwaarden" }).tap();
  await phone.getByRole("button", { name: "Verder" }).tap();
  for (const name of ["Wie doen er mee?", "Waar hangt jullie eerste scherm?", "Geef de eerste waardering"]) {
    await heading(phone, name);
    await phone.getByRole("button", { name: "Sla over" }).tap();
  }
  await heading(phone, "De bel ging nog niet");
  await phone.getByRole("link", { name: "Terug" }).tap();
  await phone.getByText("Je bent hier nog alleen.").waitFor();

  // Nobody is likely to be thanked, which is asked once.
  const asked = [];
  phone.on("websocket", (socket) =>
    socket.on("framesent", ({ payload }) => payload.includes("SuggestRecipients") && asked.push(payload)),
  );
  await phone.goto(koebeld.url);
  await heading(phone, "Wie verdient vandaag de bel?");
  await eventually(() => asked.length, (times) => times > 0);
  await phone.getByLabel("Jouw waardering").pressSequentially("@b");
  await eventually(() => asked.length, (times) => times > 1);
  await call(phone, "RecognitionService/SuggestRecipients", {});
  assert.ok(asked.length <= 3, `asked ${asked.length} times: on arriving, and for letters`);
  assertQuiet(phone);
});

test("a link that was used, and somebody who is no administrator", async () => {
  const link = await koebeld.setUpLink();
  const phone = await stranger(kPhone);
  await begin(phone);

  const late = await stranger();
  await late.goto(link);
  await heading(late, "Koebel is al ingericht");
  await looksWell(late, "a used link");
  await late.getByRole("link", { name: "Naar inloggen" }).click();
  await late.getByRole("heading", { name: "Je bent niet ingelogd" }).waitFor();
});

test("everything fits 320 px with words twice as large, in both languages and colours", async () => {
  const first = await stranger(kPhone);
  await begin(first);
  await first.getByRole("button", { name: "Bewaar deze kernwaarden" }).tap();
  await first.getByRole("button", { name: "Verder" }).waitFor();
  const state = await first.context().storageState();
  for (const [locale, colorScheme, width] of [["nl-NL", "light", 390], ["en-GB", "dark", 320]]) {
    const page = await stranger({ ...kPhone, viewport: { width, height: 700 }, locale, colorScheme, storageState: { ...state, origins: [] } });
    await page.goto(`${koebeld.url}/setup`);
    if (locale === "en-GB") {
      await page.evaluate(() => localStorage.setItem("koebel.language", JSON.stringify("en")));
      await page.reload();
    }
    for (const step of kSteps) {
      await go(page, koebeld, `setup#${step}`);
      await page.locator("main .admin :is(.box, .buttons) :is(a, button)").first().waitFor();
      await looksWell(page, `${step}, ${locale}`);
      await doubleText(page);
      await assertNoSideways(page, `${step}, ${locale}, words twice as large`);
      await singleText(page);
    }
  }
});
