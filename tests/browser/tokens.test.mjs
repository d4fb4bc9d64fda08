import assert from "node:assert/strict";
import { test } from "node:test";

import { begin, browser, koebeld } from "./support/begin.mjs";
import { assertAccessible, assertNoSideways, call, cards, doubleText, eventually, go, kDesk, kPhone, shoot, signIn } from "./support/browser.mjs";

const kAdmin = "hanneke-vos";

begin();

/** Calls the contract as a program does. */
async function program(token, method, request) {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const answer = await fetch(`${koebeld.url}/koebel.v1.${method}`, { method: "POST", headers, body: JSON.stringify(request) });
  return { status: answer.status, body: await answer.json() };
}

test("a token is made, seen once, used by a program, and revoked", async () => {
  const page = await signIn(browser, koebeld, "amara-okafor");
  await page.getByRole("link", { name: /^Ik/u }).tap();
  await page.getByRole("link", { name: /API-tokens/u }).tap();
  await page.getByRole("heading", { level: 1, name: "API-tokens" }).waitFor();
  await page.getByText("Nog geen tokens.").waitFor();
  await assertAccessible(page, "no tokens");
  await shoot(page, "tokens_none");

  await page.getByRole("button", { name: "Nieuw token" }).tap();
  await page.getByLabel("Waarvoor is het?").fill("Dashboard bij de koffie");
  await page.getByRole("checkbox", { name: /^Bedanken/u }).check();
  await page.getByLabel("Hoe lang werkt het?").selectOption({ label: "30 dagen" });
  await assertAccessible(page, "making a token");
  await shoot(page, "tokens_new");
  await page.getByRole("button", { name: "Maak token" }).tap();

  await page.getByRole("heading", { name: "Token Dashboard bij de koffie is gemaakt" }).waitFor();
  const token = await page.getByLabel("Token", { exact: true }).inputValue();
  assert.match(token, /^koebel_[0-9a-f]{72}$/u);
  await assertAccessible(page, "a token that was just made");
  await shoot(page, "tokens_made");

  const thanks = await program(token, "RecognitionService/GiveByShorthand", {
    requestId: crypto.randomUUID(),
    text: "+5 @Samira Lahlou #meer Liet een programma de bel luiden.",
  });
  assert.equal(thanks.status, 200, JSON.stringify(thanks.body));
  const feed = await program(token, "RecognitionService/ListFeed", { pageSize: 1 });
  assert.equal(feed.body.recognitions[0].message, "Liet een programma de bel luiden.");
  assert.equal((await program(token, "RecognitionService/ListSaidToMe", {})).body.reason, "SCOPE_REQUIRED");

  await page.getByRole("button", { name: "Ik heb het bewaard" }).tap();
  await page.reload();
  const row = page.getByRole("list", { name: "Tokens die werken" }).getByRole("listitem");
  await row.filter({ hasText: "leest, bedankt · laatst gebruikt: zojuist" }).waitFor();
  assert.ok(!(await page.content()).includes(token), "it is seen once");
  await shoot(page, "tokens_list");
  await page.getByRole("button", { name: "Dashboard bij de koffie intrekken" }).tap();
  await assertAccessible(page, "asked before it ends");
  await shoot(page, "tokens_sure");
  await page.getByRole("button", { name: "Ja, intrekken" }).tap();
  await page.getByText("Nog geen tokens.").waitFor();
  // The node that answered hears of it as every other one does: a moment later.
  const after = await eventually(() => program(token, "RecognitionService/ListFeed", {}), ({ body }) => body.reason !== undefined);
  assert.equal(after.body.reason, "TOKEN_UNKNOWN");

  await page.goto(`${koebeld.url}/#today`);
  await cards(page, "Liet een programma de bel luiden.").first().waitFor();
});

test("an administrator makes the organisation's, sees everybody's and revokes any", async () => {
  const samira = await signIn(browser, koebeld, "samira-lahlou");
  const { body } = await call(samira, "TokenService/CreateToken", {
    requestId: crypto.randomUUID(),
    name: "Een wel heel lange naam voor een token van een collega",
    scopes: ["SCOPE_GIVE"],
  });
  const admin = await signIn(browser, koebeld, kAdmin, kDesk);
  await admin.goto(`${koebeld.url}/admin#tokens`);
  await admin.getByRole("heading", { level: 1, name: "API-tokens" }).waitFor();

  await admin.getByRole("button", { name: "Nieuw token van de organisatie" }).click();
  await admin.getByLabel("Waarvoor is het?").fill("Intranet");
  await assertAccessible(admin, "making the organisation's");
  await shoot(admin, "tokens_admin_new");
  await admin.getByRole("button", { name: "Maak token" }).click();
  const token = await admin.getByLabel("Token", { exact: true }).inputValue();
  await assertAccessible(admin, "the organisation's was made");
  await shoot(admin, "tokens_admin_made");
  await admin.getByRole("button", { name: "Ik heb het bewaard" }).click();
  assert.equal((await program(token, "PeopleService/GetOrganisation", {})).status, 200);

  const rows = admin.getByRole("list", { name: "Tokens die werken" }).getByRole("listitem");
  await rows.filter({ hasText: "van de organisatie" }).waitFor();
  await assertAccessible(admin, "everybody's");
  await shoot(admin, "tokens_admin_list");
  const theirs = rows.filter({ hasText: "Samira Lahlou" });
  await theirs.getByRole("button", { name: /intrekken$/u }).click();
  await theirs.getByRole("button", { name: "Ja, intrekken" }).click();
  await theirs.waitFor({ state: "detached" });
  assert.equal((await program(body.secret, "PeopleService/GetOrganisation", {})).body.reason, "TOKEN_UNKNOWN");

  await admin.goto(`${koebeld.url}/admin#audit`);
  await admin.getByRole("listitem").filter({ hasText: "token ingetrokken" }).first().waitFor();
});

test("everything fits 320 px with words twice as large, in both languages and colours", async () => {
  for (const [locale, colorScheme] of [["nl-NL", "light"], ["en-GB", "dark"]]) {
    const page = await signIn(browser, koebeld, kAdmin, { ...kPhone, viewport: { width: 320, height: 640 }, locale, colorScheme });
    for (const place of ["#me/tokens", "admin#tokens"]) {
      await go(page, koebeld, place);
      await page.getByRole("button", { name: /^(Nieuw token|New token)/u }).tap();
      await page.locator("main form input[type=text]").fill("Lange woorden in een lange naam voor een token");
      await assertAccessible(page, `${place}, ${locale}`);
      await doubleText(page);
      await assertNoSideways(page, `${place}, ${locale}`);
      await page.locator("main form button[type=submit]").tap();
      await page.locator("main pre").waitFor();
      await doubleText(page);
      await assertNoSideways(page, `${place}, made, ${locale}`);
      await shoot(page, `tokens_narrow_${locale}_${place.replace(/\W/gu, "_")}`);
    }
  }
});
