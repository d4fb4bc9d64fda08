// Every page in every language: nothing sticks out, nothing is left of another language, and `lang` says which it is.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";

import { thank } from "./support/boards.mjs";
import { begin, browser, koebeld } from "./support/begin.mjs";
import { assertAccessible, assertNoSideways, assertQuiet, call, go, kDesk, kPhone, openPage, shoot, signIn } from "./support/browser.mjs";
import { kEverything } from "./support/everything.mjs";

const kLanguages = [
  { code: "nl", name: "Nederlands", locale: "nl-NL", tabs: ["Vandaag", "Borden", "Ik"], signIn: "Inloggen" },
  { code: "en", name: "English", locale: "en-GB", tabs: ["Today", "Boards", "Me"], signIn: "Sign in" },
  { code: "pl", name: "Polski", locale: "pl-PL", tabs: ["Dziś", "Tablice", "Ja"], signIn: "Zaloguj się" },
];
const kSizes = { phone: kPhone, desk: kDesk };
/** Every language at every size with axe on all of it: with tests/run --all. Else each at one, and axe where words are longest. */
const kSizeOf = { nl: "desk", en: "desk", pl: "phone" };
const kPlaces = ["today", "today?q=een&period=quarter", "inbox", "shows", "nominate", "boards", "boards/teams/month", "me", "me/given", "me/devices", "me/password"];
const kAdminPlaces = ["people", "invitations", "screens", "pins", "moderation", "kiosks", "cards", "roles", "teams", "values", "organisation", "boards", "import", "tokens", "audit"];
/** Small words of the other languages. What people wrote and what they are called is no page's word. */
const kForeign = {
  nl: /(?:^|[^\p{L}])(?:the|and|your|this|się|nie|jest)(?:[^\p{L}]|$)/iu,
  en: /(?:^|[^\p{L}])(?:het|een|niet|jouw|deze|się|nie|jest)(?:[^\p{L}]|$)/iu,
  pl: /(?:^|[^\p{L}])(?:het|een|niet|jouw|deze|the|and|your|this)(?:[^\p{L}]|$)/iu,
};

begin();

/** Holds a page that is drawn to its language. */
async function assertSpeaks(page, { code }, what) {
  assert.equal(await page.locator("html").getAttribute("lang"), code, what);
  const words = await page.evaluate(() => {
    const copy = document.body.cloneNode(true);
    // What somebody wrote, and names: they are in whatever language they are in.
    for (const theirs of copy.querySelectorAll("[dir=auto], .say, .mom, q, [lang], option, .vchip, small, b, .who")) theirs.remove();
    return copy.textContent;
  });
  const [foreign] = kForeign[code].exec(words) ?? [];
  assert.equal(foreign, undefined, `${what} says “${foreign}”`);
}

async function assertGood(page, language, what, size) {
  await assertSpeaks(page, language, what);
  if (kEverything || language.code === "pl") await assertAccessible(page, what);
  else assertQuiet(page);
  // A screen's picture drifts, by a little more than it is too large, and does not scroll.
  if (size === "screen") assert.deepEqual(await overfull(page), [], `${what}: no text is wider than its place`);
  else await assertNoSideways(page, what);
  await shoot(page, what.replaceAll(/\W+/gu, "-"), { fullPage: size === "phone" && !/people/u.test(what) });
}

/** Somebody who chose a language on their own page. */
async function reader({ name, code, tabs }, options, key = "hanneke-vos") {
  const page = await signIn(browser, koebeld, key, options);
  await page.goto(`${koebeld.url}/#me`);
  const choice = page.getByText(name, { exact: true });
  assert.equal(await choice.getAttribute("lang"), code, "the name of a language is in that language");
  await choice.click();
  await page.getByRole("link", { name: new RegExp(`^${tabs[2]}(?:$|\\P{L})`, "u") }).waitFor();
  return page;
}

for (const language of kLanguages) {
  for (const [size, options] of Object.entries(kSizes)) {
    if (!kEverything && kSizeOf[language.code] !== size) continue;
    test(`the employee's pages, ${language.name}, ${size}`, async () => {
      const page = await reader(language, options);
      for (const place of kPlaces) {
        await go(page, koebeld, `#${place}`);
        await assertGood(page, language, `${place}, ${language.code}, ${size}`, size);
      }
      await page.context().close();
    });

    test(`the administrator's pages, ${language.name}, ${size}`, async () => {
      const page = await reader(language, options);
      for (const place of kAdminPlaces) {
        await go(page, koebeld, `admin#${place}`);
        await assertGood(page, language, `admin ${place}, ${language.code}, ${size}`, size);
      }
      await page.context().close();
    });

    test(`the curator's shows, ${language.name}, ${size}`, async () => {
      const page = await reader(language, options, "noor-de-graaf");
      for (const place of ["shows", "nominations"]) {
        await go(page, koebeld, `admin#${place}`);
        await assertGood(page, language, `admin ${place}, ${language.code}, ${size}`, size);
      }
      await go(page, koebeld, "admin#shows");
      await page.locator("main .button.main").click();
      await page.getByRole("dialog").waitFor();
      await assertGood(page, language, `admin new show, ${language.code}, ${size}`, size);
      await page.context().close();
    });

    test(`the curator's goals, ${language.name}, ${size}`, async () => {
      const page = await reader(language, options, "noor-de-graaf");
      await go(page, koebeld, "admin#goals");
      await page.locator(".rows .ticks").first().waitFor();
      await assertGood(page, language, `admin goals, ${language.code}, ${size}`, size);
      await page.locator("main .button.main").click();
      await page.getByRole("dialog").locator(".stands").filter({ hasText: /\d/u }).waitFor();
      await assertGood(page, language, `admin new goal, ${language.code}, ${size}`, size);
      await page.context().close();
    });

    test(`the door, ${language.name}, ${size}`, async () => {
      const page = await openPage(await browser.newContext({ ...options, locale: language.locale }));
      await page.goto(`${koebeld.url}/sign-in`);
      await page.getByRole("button", { name: language.signIn }).waitFor();
      await page.locator("summary").click();
      await assertGood(page, language, `sign-in, ${language.code}, ${size}`, size);
      await page.goto(`${koebeld.url}/enter#${"0".repeat(64)}`);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await assertGood(page, language, `a link that is worth nothing, ${language.code}, ${size}`, size);
      await page.context().close();
    });
  }
}

test("what somebody wrote carries the language it is written in, and a value's name its own", async () => {
  const giver = await signIn(browser, koebeld, "fatma-yildiz", kDesk);
  for (const words of ["Dziękuję, że w piątek nikt nie został bez ciepła.", "Thank you for the way you stayed with the customer."]) {
    await thank(giver, koebeld, ["Samira Lahlou"], words);
  }
  const page = await reader(kLanguages[2], kDesk, "orhan-yavuz");
  await page.goto(`${koebeld.url}/#today`);

  const langOf = (words) => page.locator(".say").filter({ hasText: words }).getAttribute("lang");
  await page.getByText("nikt nie został").first().waitFor();
  assert.equal(await langOf("nikt nie został"), "pl");
  assert.equal(await langOf("stayed with the customer"), "en");
  assert.equal(await page.locator("li.vchip").first().getAttribute("lang"), "en", "who reads Polish gets the English name");
  const dutch = await page.locator(".say[lang=nl]").count();
  assert.ok(dutch > 0, "the demonstration's people write Dutch");
  assertQuiet(page);
});

test("pages begin in the language of the organisation, one of those pages speak", async () => {
  const admin = await signIn(browser, koebeld, "hanneke-vos", kDesk);
  const set = (language) =>
    call(admin, "AdministrationService/SetOrganisation", {
      requestId: randomUUID(),
      name: "Zwaluw Thuistechniek",
      timeZone: "Europe/Amsterdam",
      language,
    });
  assert.equal((await set("xx")).status, 400);
  assert.equal((await set("pl")).status, 200);

  const newcomer = await openPage(await browser.newContext({ ...kDesk, locale: "fr-FR" }));
  await newcomer.goto(await koebeld.signInLink("kwame-mensah"));
  await newcomer.getByRole("heading", { level: 1, name: "Dla kogo dziś zadzwoni dzwonek?" }).waitFor();
  assertQuiet(newcomer);
  assert.equal((await set("nl")).status, 200);
});

for (const { code, locale } of kLanguages) {
  test(`the office screen in ${code}`, async () => {
    const curator = await signIn(browser, koebeld, "esther-cohen", kDesk);
    const television = { viewport: { width: 1920, height: 1080 }, locale };
    const unpaired = await openPage(await browser.newContext(television));
    await unpaired.goto(`${koebeld.url}/screen`);
    await unpaired.getByRole("heading", { level: 1 }).waitFor();
    await assertGood(unpaired, { code }, `screen unpaired, ${code}`, "screen");

    const added = await call(curator, "ScreenService/AddScreen", { requestId: randomUUID(), name: `Hal ${code}`, language: code });
    assert.equal(added.status, 200, JSON.stringify(added.body));
    const screen = await openPage(await browser.newContext(television));
    await screen.goto(added.body.address);
    await screen.locator(".picture").waitFor();
    await screen.waitForFunction((wanted) => document.documentElement.lang === wanted, code);
    await assertGood(screen, { code }, `screen, ${code}`, "screen");
    await Promise.all([curator, unpaired, screen].map((one) => one.context().close()));
  });
}

/** Texts that are cut off, or stick out of the picture. */
function overfull(screen) {
  return screen.evaluate(() =>
    Array.from(document.querySelectorAll("h1, h2, p, b, span, small"))
      .filter((element) => {
        const { right, bottom } = element.getBoundingClientRect();
        const hidden = getComputedStyle(element).overflow === "hidden" && element.scrollWidth > element.clientWidth + 1;
        return element.textContent !== "" && (hidden || right > innerWidth + 1 || bottom > innerHeight + 1);
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  );
}
