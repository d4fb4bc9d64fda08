import assert from "node:assert/strict";
import { test } from "node:test";

import { begin, browser, koebeld } from "./support/begin.mjs";
import { alerted, assertAccessible, assertFocused, assertNoSideways, assertValue, call, doubleText, fillIn, focused, kDesk, kPhone, shoot, signIn, stranger, tabTo } from "./support/browser.mjs";
import { App, codeAt, fromBase32 } from "./support/code.mjs";
import { someOf } from "./support/everything.mjs";

const kAdmin = "hanneke-vos";
const kPassword = "paard batterij nietje";
const kToday = { level: 1, name: "Wie verdient vandaag de bel?" };

begin();

/** Somebody who came in by a one-time link and chose a password. */
async function withPassword(key, options) {
  const page = await signIn(browser, koebeld, key, options);
  const { status } = await call(page, "SignInService/SetPassword", { newPassword: kPassword });
  assert.equal(status, 200);
  await page.reload();
  return page;
}

/** And who set up a code, without looking at the page. */
async function withCode(key, options) {
  const page = await withPassword(key, options);
  const { body } = await call(page, "CodeService/SetUpCode", {});
  const app = new App(body.secret);
  const answer = await call(page, "CodeService/ConfirmCode", { code: await app.code() });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return { page, app, recoveryCodes: answer.body.recoveryCodes };
}

test("the app's codes are those of RFC 6238", () => {
  const secret = fromBase32("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
  assert.equal(codeAt(secret, Math.floor(59 / 30)), "287082");
  assert.equal(codeAt(secret, Math.floor(1_234_567_890 / 30)), "005924");
});

test("a code is set up with an app on the phone, and asked after the password", async () => {
  const phone = await withPassword("fatma-yildiz");
  const desk = await signIn(browser, koebeld, "fatma-yildiz", kDesk);
  await phone.getByRole("link", { name: /^Ik/u }).tap();
  await phone.getByRole("link", { name: /Code van je telefoon/u }).tap();
  await phone.getByRole("heading", { level: 1, name: "Code van je telefoon" }).waitFor();
  await assertAccessible(phone, "no code yet");
  await shoot(phone, "code_none");

  await phone.getByRole("button", { name: "Stel een code in" }).tap();
  await phone.getByRole("img", { name: "QR-code voor je app" }).waitFor();
  const groups = await phone.locator(".secret span").allInnerTexts();
  assert.deepEqual(groups.map((group) => group.length), [4, 4, 4, 4, 4, 4, 4, 4]);
  const secret = groups.join("");
  const address = new URL(await phone.getByRole("link", { name: /Open hem in je app/u }).getAttribute("href"));
  assert.equal(address.protocol, "otpauth:");
  assert.equal(address.searchParams.get("secret"), secret);
  await assertAccessible(phone, "a secret for the app");
  await shoot(phone, "code_offer");

  const app = new App(secret);
  const field = phone.getByLabel("Zes cijfers uit je app");
  assert.equal(await field.getAttribute("autocomplete"), "one-time-code");
  assert.equal(await field.getAttribute("inputmode"), "numeric");
  await field.fill(app.wrong());
  await phone.getByRole("button", { name: "Zet de code aan" }).tap();
  assert.match(await phone.getByRole("alert").innerText(), /klopt niet/u);
  await field.fill(await app.code());
  await phone.getByRole("button", { name: "Zet de code aan" }).tap();

  await phone.getByRole("heading", { name: "Je herstelcodes" }).waitFor();
  const recovery = await phone.getByRole("list", { name: "Je herstelcodes" }).getByRole("listitem").allInnerTexts();
  assert.equal(recovery.length, 10);
  for (const code of recovery) assert.match(code, /^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/u);
  await assertAccessible(phone, "recovery codes");
  await shoot(phone, "code_recovery");
  // What came in without the code is out.
  await desk.getByRole("heading", { name: "Je bent niet ingelogd" }).waitFor();

  await phone.getByRole("button", { name: "Ik heb ze bewaard" }).tap();
  await phone.getByText("Je hebt nog 10 herstelcodes.").waitFor();
  await phone.reload();
  await phone.getByText("Je hebt nog 10 herstelcodes.").waitFor();
  assert.ok(!(await phone.content()).includes(recovery[0]), "they are seen once");
  await assertAccessible(phone, "a code that is on");
  await shoot(phone, "code_on");

  await fillIn(desk, "fatma-yildiz", "geraden woord");
  assert.match(await desk.getByRole("alert").innerText(), /klopt niet/u);
  await fillIn(desk, "fatma-yildiz", kPassword);
  await desk.getByRole("heading", { level: 1, name: "Nu je code" }).waitFor();
  assert.match(await focused(desk), /Zes cijfers uit je app/u);
  await assertAccessible(desk, "the code is asked");
  await shoot(desk, "code_door");
  await desk.getByLabel("Zes cijfers uit je app").fill(app.used());
  await desk.getByRole("button", { name: "Ga verder" }).click();
  await desk.getByRole("alert").filter({ hasText: "al gebruikt" }).waitFor();
  await assertAccessible(desk, "a code that was used");
  await shoot(desk, "code_used");

  // As it is copied from an app that shows it in two halves.
  const code = await app.code();
  await desk.getByLabel("Zes cijfers uit je app").focus();
  await desk.evaluate((text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
    if (document.activeElement?.dispatchEvent(event)) document.execCommand("insertText", false, text);
  }, ` ${code.slice(0, 3)} ${code.slice(3)} `);
  await desk.keyboard.press("Enter");
  await desk.getByRole("heading", kToday).waitFor();
});

test("without a phone a recovery code lets in once, and takes the code away", async () => {
  const { page, recoveryCodes } = await withCode("samira-lahlou");
  await page.goto(`${koebeld.url}/#me`);
  await page.getByRole("button", { name: "Uitloggen" }).tap();
  await fillIn(page, "samira-lahlou", kPassword);
  await page.getByRole("button", { name: "Gebruik een herstelcode" }).tap();
  assert.match(await focused(page), /Herstelcode/u);
  await page.getByLabel("Herstelcode").fill(recoveryCodes[0].toLowerCase().replaceAll("-", " "));
  await shoot(page, "code_door_recovery");
  await page.getByRole("button", { name: "Ga verder" }).tap();
  await page.getByRole("heading", { level: 1, name: "Samira Lahlou" }).waitFor();

  await page.goto(`${koebeld.url}/#me/code`);
  await page.getByText("Je hebt nog 9 herstelcodes.").waitFor();
  await page.getByRole("button", { name: "Nieuwe herstelcodes" }).tap();
  await page.getByLabel("Je wachtwoord").fill(kPassword);
  await page.getByRole("button", { name: "Gebruik een herstelcode" }).tap();
  await page.getByLabel("Herstelcode").fill(recoveryCodes[0]);
  await page.getByRole("button", { name: "Maak nieuwe herstelcodes" }).tap();
  assert.match(await page.getByRole("alert").innerText(), /klopt niet/u);
  await assertAccessible(page, "new recovery codes, refused");
  await page.getByLabel("Herstelcode").fill(recoveryCodes[1]);
  await page.getByRole("button", { name: "Maak nieuwe herstelcodes" }).tap();
  await page.getByText("De vorige herstelcodes werken niet meer.").waitFor();
  const newer = await page.getByRole("list", { name: "Je herstelcodes" }).getByRole("listitem").allInnerTexts();
  await page.getByRole("button", { name: "Ik heb ze bewaard" }).tap();

  await page.getByRole("button", { name: "Haal de code weg" }).tap();
  await page.getByLabel("Je wachtwoord").fill(kPassword);
  await page.getByRole("button", { name: "Gebruik een herstelcode" }).tap();
  await page.getByLabel("Herstelcode").fill(newer[3]);
  await assertAccessible(page, "taking the code away");
  await shoot(page, "code_remove");
  await page.getByRole("button", { name: "Ja, haal de code weg" }).tap();
  await page.locator("main b").filter({ hasText: "Koebel vraagt weer alleen om je wachtwoord." }).waitFor();
  await assertAccessible(page, "the code is gone");

  const desk = await stranger(browser, kDesk);
  await desk.goto(`${koebeld.url}/sign-in`);
  await fillIn(desk, "samira-lahlou", kPassword);
  await desk.getByRole("heading", kToday).waitFor();
});

/** What the server answers when it does not look at all. */
function refused(status, code, reason) {
  const value = Buffer.from([18, reason.length, ...Buffer.from(reason)]).toString("base64");
  const body = JSON.stringify({ code, message: "refused", details: [{ type: "koebel.v1.Error", value }] });
  return (route) => route.fulfill({ status, contentType: "application/json", body });
}

test("a typed recovery code stays until the server has looked at it, and goes when it is wrong", async () => {
  const { page, recoveryCodes } = await withCode("joost-verhagen");
  await page.goto(`${koebeld.url}/#me`);
  await page.getByRole("button", { name: "Uitloggen" }).tap();
  await fillIn(page, "joost-verhagen", kPassword);
  await page.getByRole("button", { name: "Gebruik een herstelcode" }).tap();
  const field = page.getByLabel("Herstelcode");
  const enter = () => page.getByRole("button", { name: "Ga verder" }).tap();

  await field.fill(recoveryCodes[0]);
  for (const [answer, words] of [
    [(route) => route.abort(), "Dat lukte niet"],
    [refused(429, "resource_exhausted", "RATE_LIMITED"), "iets te snel"],
    [refused(429, "resource_exhausted", "TOO_MANY_ATTEMPTS"), "Te vaak geprobeerd"],
    [refused(503, "unavailable", "STORE_UNAVAILABLE"), "Koebel kan nu even niets bewaren"],
  ]) {
    await page.route("**/SignInWithPassword", answer, { times: 1 });
    await enter();
    await alerted(page, words);
    await assertValue(field, recoveryCodes[0], words);
  }
  await field.fill("AAAA-AAAA-AAAA-AAAA");
  await enter();
  await alerted(page, "klopt niet");
  await assertValue(field, "");
  await field.fill(recoveryCodes[0]);
  await enter();
  await page.getByRole("heading", { level: 1, name: "Joost Verhagen" }).waitFor();
});

test("an administrator sees that a colleague has a code, takes it away, and the trail says so", async () => {
  const { page } = await withCode("amara-okafor");
  const admin = await signIn(browser, koebeld, kAdmin, kDesk);
  await admin.goto(`${koebeld.url}/admin#people`);
  await admin.getByRole("searchbox").first().fill("Amara Okafor");
  await admin.getByRole("button", { name: /Amara Okafor/u }).first().click();
  await admin.getByText("Deze collega logt in met wachtwoord en code.").waitFor();
  await assertAccessible(admin, "a colleague with a code");
  await shoot(admin, "code_admin");
  await admin.getByRole("button", { name: "Haal de code weg" }).click();
  await admin.getByRole("heading", { name: "De code van Amara Okafor weghalen?" }).waitFor();
  await assertAccessible(admin, "asked before it goes");
  await shoot(admin, "code_admin_sure");
  await admin.getByRole("button", { name: "Haal de code weg" }).click();

  await page.getByRole("heading", { name: "Je bent niet ingelogd" }).waitFor();
  await fillIn(page, "amara-okafor", kPassword);
  await page.getByRole("heading", { level: 1, name: /Wie verdient|Amara Okafor/u }).waitFor();
  await admin.goto(`${koebeld.url}/admin#audit`);
  await admin.getByRole("listitem").filter({ hasText: "code van telefoon weggehaald" }).first().waitFor();
});

test("who leaves has no code any more, and a recovery link takes it away", async () => {
  const { page } = await withCode("samira-lahlou");
  const admin = await signIn(browser, koebeld, kAdmin, kDesk);
  const { body: session } = await call(page, "AccessService/GetSession", {});
  const personId = session.me.card.id;
  const hasCode = async () => (await call(admin, "CodeService/GetCodeOf", { personId })).body.hasCode ?? false;
  assert.equal(await hasCode(), true);

  const link = await call(admin, "SignInService/CreateRecoveryLink", { requestId: crypto.randomUUID(), personId });
  assert.equal(await hasCode(), true, "making one does nothing yet");
  const phone = await stranger(browser);
  await phone.goto(link.body.link.url);
  await phone.getByRole("heading", { level: 1, name: "Kies een wachtwoord" }).waitFor();
  assert.equal(await hasCode(), false);

  await call(phone, "SignInService/SetPassword", { newPassword: kPassword });
  const { body } = await call(phone, "CodeService/SetUpCode", {});
  await call(phone, "CodeService/ConfirmCode", { code: await new App(body.secret).code() });
  assert.equal(await hasCode(), true);
  await call(admin, "PeopleService/Deactivate", { requestId: crypto.randomUUID(), personId });
  await call(admin, "AdministrationService/Reactivate", { requestId: crypto.randomUUID(), personId });
  assert.equal(await hasCode(), false);
});

test("of five tries at once with the same code one is let in", async () => {
  const { app } = await withCode("ingrid-postma");
  const code = await app.code();
  const answers = await Promise.all(
    Array.from({ length: 5 }, async () => {
      const answer = await fetch(`${koebeld.url}/koebel.v1.SignInService/SignInWithPassword`, {
        method: "POST",
        headers: { "content-type": "application/json", origin: koebeld.url },
        body: JSON.stringify({ login: "ingrid-postma", password: kPassword, code }),
      });
      return answer.ok ? "in" : (await answer.json()).reason;
    }),
  );
  assert.deepEqual(answers.sort(), ["CODE_USED", "CODE_USED", "CODE_USED", "CODE_USED", "in"]);
});

test("everything fits 320 px with words twice as large, in every language and both colours", async () => {
  const people = [
    ["noor-de-graaf", "nl-NL", "light", "Nederlands"],
    ["annemarijn-charlotte-van-oosterwijk-bloem", "en-GB", "dark", "English"],
    ["wiktoria-kaminska", "pl-PL", "dark", "Polski"],
  ];
  for (const [login, locale, colorScheme, language] of someOf(people)) {
    const page = await stranger(browser, { ...kPhone, viewport: { width: 320, height: 640 }, locale, colorScheme });
    const fits = async (what) => {
      await assertAccessible(page, `${what}, ${locale}`);
      await shoot(page, `narrow_${what.replaceAll(" ", "_")}_${locale}`);
      await assertNoSideways(page, `${what}, ${locale}`);
      await doubleText(page);
      await assertNoSideways(page, `${what} twice as large, ${locale}`);
    };
    await page.goto(await koebeld.signInLink(login));
    await page.getByRole("navigation").waitFor();
    await page.goto(`${koebeld.url}/#me`);
    await page.locator(`main label:has(input[name=language]):has-text("${language}")`).tap();
    await call(page, "SignInService/SetPassword", { newPassword: kPassword });
    await page.goto(`${koebeld.url}/#me/code`);
    await page.locator("main form .submit").waitFor();
    await fits("no code");
    await page.locator("main form .submit").tap();
    await page.locator(".secret").waitFor();
    await fits("an offer");
    const app = new App((await page.locator(".secret span").allInnerTexts()).join(""));
    await page.locator("input[autocomplete=one-time-code]").fill(await app.code());
    await page.locator("main form .submit").tap();
    await page.locator("main section li").nth(9).waitFor();
    await fits("recovery codes");
    await call(page, "AccessService/SignOut", {});
    await page.goto(`${koebeld.url}/sign-in`);
    await page.locator("input[autocomplete=username]").fill(login);
    await page.locator("input[autocomplete=current-password]").fill(kPassword);
    await page.locator(".submit").tap();
    await page.locator("input[autocomplete=one-time-code]").waitFor();
    await fits("the door");
    await page.context().close();
  }
});

test("by keyboard: password, Enter, code, Enter; and back to another name", async () => {
  const { app } = await withCode("frits-in-t-veld");
  const page = await stranger(browser, kDesk);
  await page.goto(`${koebeld.url}/sign-in#boards`);
  await page.getByLabel("E-mailadres of personeelscode").focus();
  await page.keyboard.type("frits-in-t-veld");
  await page.keyboard.press("Tab");
  await page.keyboard.type(kPassword);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Nu je code" }).waitFor();
  await tabTo(page, /Andere naam of ander wachtwoord/u);
  await page.keyboard.press("Enter");
  await page.getByLabel("E-mailadres of personeelscode").waitFor();
  assert.equal(await page.getByLabel("Wachtwoord", { exact: true }).inputValue(), "");
  await page.getByLabel("Wachtwoord", { exact: true }).fill(kPassword);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Nu je code" }).waitFor();
  await assertFocused(page, /Zes cijfers uit je app/u);
  await page.keyboard.type(await app.code());
  await page.keyboard.press("Enter");

  await page.getByRole("heading", { level: 1, name: "Borden" }).waitFor();
});
