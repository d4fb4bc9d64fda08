import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { begin, browser, koebeld } from "./support/begin.mjs";
import {
  assertAccessible,
  assertCount,
  assertNoSideways,
  assertQuiet,
  call,
  doubleText,
  kDesk,
  kPhone,
  likely,
  shoot,
  signIn,
  stranger,
} from "./support/browser.mjs";

const kAdmin = "hanneke-vos";
const kToday = { level: 1, name: "Wie verdient vandaag de bel?" };
const kQuiet = { level: 1, name: "Fijn dat je er even niet bent" };
/** Between the margins of A4, in CSS pixels. */
const kPaper = { width: 718, height: 1047 };

begin();

/** What an element holds that is not within it. */
function outside(element) {
  const edge = element.getBoundingClientRect();
  return Array.from(element.querySelectorAll("*"))
    .filter((part) => {
      const { left, top, right, bottom } = part.getBoundingClientRect();
      return left < edge.left - 1 || top < edge.top - 1 || right > Math.min(edge.right, innerWidth) + 1 || bottom > edge.bottom + 1;
    })
    .map((part) => part.outerHTML.slice(0, 120));
}

/** An administrator, with the record of a colleague open. */
async function record(name, options = kDesk, which = undefined) {
  const page = await signIn(browser, koebeld, kAdmin, options);
  await page.goto(`${koebeld.url}/admin#people`);
  if (which) await page.getByRole("combobox", { name: "Wie" }).selectOption({ label: which });
  await page.getByLabel("Zoek op naam").fill(name);
  await page.getByRole("button", { name: `${name} aanpassen` }).click();
  return page;
}

async function thank(page, name, words) {
  const { body } = await call(page, "RecognitionService/SuggestRecipients", { query: name, limit: 1 });
  const { body: session } = await call(page, "AccessService/GetSession", {});
  const given = await call(page, "RecognitionService/Give", {
    requestId: crypto.randomUUID(),
    people: { ids: [body.suggestions[0].person.id] },
    message: words,
    valueIds: [session.organisation.values[0].id],
  });
  assert.equal(given.status, 200, JSON.stringify(given.body));
}

test("who leaves is out at once, and reads their archive with a code", async () => {
  const fatma = await signIn(browser, koebeld, "fatma-yildiz");
  await thank(fatma, "Samira Lahlou", "Zonnebloem <b>voor</b> jou");
  const samira = await signIn(browser, koebeld, "samira-lahlou");
  await thank(samira, "Fatma", "Klaproos terug");

  const admin = await record("Samira Lahlou");
  await admin.getByRole("button", { name: "Uit dienst" }).click();
  await admin.getByRole("button", { name: "Ja, uit dienst" }).click();
  const dialog = admin.getByRole("dialog", { name: "Samira Lahlou is uit dienst." });
  const url = await dialog.getByLabel("Adres met code").inputValue();
  assert.match(url, /\/archive#[0-9a-f]{64}$/u);
  await assertAccessible(admin, "the code of an archive");
  await shoot(admin, "code-desk");
  await admin.setViewportSize(kPhone.viewport);
  await assertNoSideways(admin, "the code of an archive");
  await shoot(admin, "code-phone");
  await admin.setViewportSize(kPaper);
  await admin.emulateMedia({ media: "print" });
  await admin.getByText("Wat tegen jou gezegd is").waitFor();
  assert.deepEqual(await admin.locator(".printed article").evaluate(outside), [], "all of the strip is on the paper");
  await shoot(admin, "code-paper");
  await admin.emulateMedia({ media: null });
  await dialog.getByRole("button", { name: "Klaar" }).click();
  await admin.locator("main").getByText("Niemand gevonden").waitFor();

  await samira.reload();
  await samira.getByRole("heading", { name: "Je bent niet ingelogd" }).waitFor();
  const { body } = await call(fatma, "RecognitionService/SuggestRecipients", { query: "Samira" });
  assert.deepEqual(body.suggestions ?? [], []);

  const reader = await stranger(browser);
  await reader.goto(url);
  await reader.getByRole("heading", { level: 1, name: "Dit is van jou, Samira" }).waitFor();
  await reader.getByRole("article").filter({ hasText: "Zonnebloem <b>voor</b> jou" }).waitFor();
  await reader.getByRole("article").filter({ hasText: "Klaproos terug" }).waitFor();
  assert.equal(await reader.getByText("Eerder geopend").count(), 0);
  await assertAccessible(reader, "an archive");
  await assertNoSideways(reader, "an archive");
  await shoot(reader, "archive-phone");
  const [json] = await Promise.all([reader.waitForEvent("download"), reader.getByRole("button", { name: "Bewaar als JSON" }).tap()]);
  const kept = JSON.parse(await readFile(await json.path(), "utf8"));
  assert.equal(kept.person, "Samira Lahlou");
  assert.ok(kept.recognitions.some(({ message }) => message === "Zonnebloem <b>voor</b> jou"));
  const [html] = await Promise.all([reader.waitForEvent("download"), reader.getByRole("button", { name: "Bewaar om te lezen" }).tap()]);
  const page = await readFile(await html.path(), "utf8");
  assert.match(page, /Zonnebloem &lt;b&gt;voor&lt;\/b&gt; jou/u);
  await doubleText(reader);
  await assertNoSideways(reader, "an archive in large letters");

  const { status } = await call(reader, "RecognitionService/ListFeed", {});
  assert.equal(status, 401, "the code opens nothing else");

  const again = await stranger(browser, kDesk);
  await again.goto(url);
  await again.getByText("Eerder geopend").waitFor();
  await shoot(again, "archive-desk");
  await again.emulateMedia({ media: "print" });
  await shoot(again, "archive-paper");

  const back = await record("Samira Lahlou", kDesk, "Vertrokken");
  await back.getByRole("button", { name: "Maak een archiefcode" }).waitFor();
  await shoot(back, "left-desk");
  await back.getByRole("button", { name: "Weer in dienst" }).click();
  await back.locator("main").getByText("Niemand gevonden").waitFor();
  await reader.reload();
  await reader.getByRole("heading", { name: "Dit archief gaat niet (meer) open" }).waitFor();
  await assertAccessible(reader, "an archive that does not open");
  await shoot(reader, "archive-closed");
  for (const one of [fatma, samira, admin, reader, again, back]) assertQuiet(one);
});

test("who is away is asked nothing, and finds what was said on coming back", async () => {
  const orhan = await signIn(browser, koebeld, "orhan-yavuz");
  await likely(orhan).first().waitFor();
  await orhan.goto(`${koebeld.url}/#me`);
  const choice = orhan.getByRole("switch", { name: "Ik ben er even niet" });
  await choice.waitFor();
  await choice.focus();
  await orhan.keyboard.press("Space");
  await orhan.locator("main").getByText("Tot later. Koebel houdt zich stil.").waitFor();
  await assertAccessible(orhan, "the switch for being away");
  await shoot(orhan, "away-me-phone");

  await orhan.getByRole("link", { name: "Vandaag" }).tap();
  await orhan.getByRole("heading", kQuiet).waitFor();
  await assertCount(likely(orhan), 0);
  await assertAccessible(orhan, "today while away");
  await assertNoSideways(orhan, "today while away");
  await shoot(orhan, "away-today-phone");
  await orhan.setViewportSize(kDesk.viewport);
  await shoot(orhan, "away-today-desk");
  await orhan.setViewportSize(kPhone.viewport);

  const fatma = await signIn(browser, koebeld, "fatma-yildiz");
  await thank(fatma, "Orhan Yavuz", "Paardenbloem wacht op je");
  const { body } = await call(fatma, "RecognitionService/SuggestRecipients", {});
  assert.ok(body.suggestions.every(({ person }) => person?.name !== "Orhan Yavuz"), "not among the likely ones");
  await orhan.getByRole("article").filter({ hasText: "Paardenbloem wacht op je" }).first().waitFor();
  assert.equal(await orhan.getByRole("link", { name: /ongelezen/u }).count(), 0, "nothing counts");

  await orhan.getByRole("button", { name: "Ik ben er weer" }).tap();
  await orhan.getByRole("heading", kToday).waitFor();
  await orhan.getByRole("link", { name: /ongelezen/u }).waitFor();
  await likely(orhan).first().waitFor();
  for (const one of [orhan, fatma]) assertQuiet(one);
});

test("an administrator says how many credits come in", async () => {
  const admin = await signIn(browser, koebeld, kAdmin, kDesk);
  await admin.goto(`${koebeld.url}/admin#organisation`);
  const form = admin.locator("form").filter({ has: admin.getByLabel("Nooit meer dan") });
  await form.getByLabel("Erbij op maandag").fill("80");
  await form.getByLabel("Nooit meer dan").fill("60");
  await form.getByRole("button", { name: "Bewaar" }).click();
  await form.getByRole("alert").filter({ hasText: "niet meer dan die grens" }).waitFor();
  await form.getByLabel("Erbij op maandag").fill("30");
  await form.getByRole("button", { name: "Bewaar" }).click();
  await form.getByText("Bewaard.").waitFor();
  await assertAccessible(admin, "the rule for credits");
  await shoot(admin, "allowance-desk");
  await admin.setViewportSize(kPhone.viewport);
  await assertNoSideways(admin, "the rule for credits");
  await shoot(admin, "allowance-phone");
  const { body } = await call(admin, "RecognitionService/GetAllowance", {});
  assert.equal(body.cap, 60);
  assert.equal(body.weekly, 30);
  assertQuiet(admin);
});
