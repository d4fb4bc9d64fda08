import assert from "node:assert/strict";
import { test } from "node:test";

import { begin, browser, koebeld } from "./support/begin.mjs";
import { assertAccessible, assertCount, assertFocused, assertNoSideways, assertQuiet, cards, doubleText, go, kDesk, kPhone, likelyPerson, shoot, signIn, tabTo } from "./support/browser.mjs";

/** The composer waits until fingers have paused; that nothing comes is known only after that. */
const kBeforeThePauseEndsMs = 1_100;
const kLongerThanThePauseMs = 1_800;

begin();

const field = (page) => page.getByLabel("Jouw waardering");
const tip = (page, name = "Schrijftip") => page.getByRole("group", { name });

/** The page's clock leaps over the pause. */
async function paused(page) {
  await page.clock.runFor(kLongerThanThePauseMs);
}

async function speaking(page, language) {
  await page.evaluate((code) => localStorage.setItem("koebel.language", JSON.stringify(code)), language);
  await page.reload();
  await page.locator("main h1").first().waitFor();
}

/** Where the button is; a tip must not move it. */
function buttonOf(page, name = "Laat de bel gaan") {
  return page.getByRole("button", { name }).boundingBox();
}

test("only praise gets one tip when fingers pause; the button stays where it is, and it rings all the same", async () => {
  const page = await signIn(browser, koebeld, "fatma-yildiz");
  const { chip } = await likelyPerson(page);
  await chip.tap();
  await page.getByRole("group", { name: "Welke kernwaarde?" }).getByRole("button").first().tap();

  await page.getByText(/^Op de schermen/u).waitFor();

  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 1_000);
  await field(page).fill("Je bent een held");
  await page.clock.runFor(kBeforeThePauseEndsMs);
  await field(page).pressSequentially("!");
  await page.clock.runFor(kBeforeThePauseEndsMs);
  const before = await buttonOf(page);
  assert.equal(await tip(page).count(), 0, "somebody is still typing");
  await page.clock.resume();
  await tip(page).getByText("Wat zag je gebeuren?").waitFor();

  assert.deepEqual(await buttonOf(page), before, "the button moved");
  assert.match(await page.getByRole("status").allInnerTexts().then((all) => all.join(" ")), /Wat zag je gebeuren/u);
  await assertFocused(page, /Jouw waardering/u, "the tip took the focus");
  await assertAccessible(page, "a tip");
  await shoot(page, "writing_help_deed_nl_390", {});
  await page.getByRole("button", { name: "Laat de bel gaan" }).tap();
  await page.getByText("De bel ging.", { exact: true }).waitFor();
  await cards(page, "Je bent een held!").waitFor();
  await assertCount(tip(page), 0, "of what was sent nothing more is said");
});

test("a tip is sent away by keyboard for this text, and comes for the next", async () => {
  const page = await signIn(browser, koebeld, "hanneke-vos", kDesk);
  await page.clock.install();
  await field(page).fill("Bedankt voor het invullen van het formulier.");
  await tip(page).getByText("Wat veranderde erdoor").waitFor();
  await shoot(page, "writing_help_effect_nl_1280", {});

  await field(page).focus();
  await tabTo(page, /Geen tip bij deze tekst/u);
  await page.keyboard.press("Enter");

  await assertCount(tip(page), 0);
  await assertFocused(page, /Jouw waardering/u);
  await field(page).fill("Best wel goed gedaan, die presentatie.");
  await paused(page);
  await assertCount(tip(page), 0, "sent away is sent away, also for another reason");
  await field(page).fill("");
  await field(page).fill("Best wel goed gedaan, die presentatie.");
  await tip(page).getByText("zuinig").waitFor();
  assertQuiet(page);
});

test("good words get none, and what the customer noticed answers the last of them", async () => {
  const page = await signIn(browser, koebeld, "samira-lahlou", kDesk);
  await page.clock.install();
  await field(page).fill("Bedankt dat je de telefoon hebt opgenomen.");
  await tip(page).getByText("Wat veranderde erdoor").waitFor();

  await page.getByRole("button", { name: "Klantmoment", exact: true }).click();
  await page.getByLabel("Wat merkte de klant?").fill("Mevrouw Bos hoefde niet te wachten.");

  await assertCount(tip(page), 0);
  await page.getByLabel("Wat merkte de klant?").fill("");
  for (const words of ["Je bleef tot de laatste klant weg was en deed zelf het licht uit.", "Dziękuję za wszystko, jesteś wspaniały!"]) {
    await field(page).fill(words);
    await paused(page);
    await assertCount(tip(page), 0, words);
  }
  assertQuiet(page);
});

test("it is switched off on one's own page, for this device, and on again", async () => {
  const page = await signIn(browser, koebeld, "amara-okafor");
  await page.clock.install();
  await go(page, koebeld, "#me");
  const choice = page.getByRole("radiogroup", { name: "Schrijftips" });
  assert.equal(await choice.getByRole("radio", { name: "Aan" }).isChecked(), true);
  await choice.scrollIntoViewIfNeeded();
  await shoot(page, "writing_help_me_nl_390", {});

  await choice.getByText("Uit", { exact: true }).tap();
  await page.reload();
  await choice.waitFor();
  assert.equal(await choice.getByRole("radio", { name: "Uit" }).isChecked(), true, "kept on the device");
  await assertAccessible(page, "one's own page");
  await go(page, koebeld, "#today");
  await field(page).fill("Bedankt voor alles, je bent een topper!");
  await paused(page);
  await assertCount(tip(page), 0);

  await go(page, koebeld, "#me");
  await choice.getByText("Aan", { exact: true }).tap();
  await go(page, koebeld, "#today");
  await paused(page);
  await tip(page).waitFor();
  assertQuiet(page);
});

test("the tip speaks the page's language, whatever the words are written in; narrow, large and dark", async () => {
  const page = await signIn(browser, koebeld, "hanneke-vos");
  await speaking(page, "en");
  await page.getByLabel("Your recognition").fill("Not bad for a trainee.");
  await tip(page, "Writing tip").getByText("lukewarm").waitFor();
  await shoot(page, "writing_help_faint_en_390", {});
  await page.setViewportSize(kDesk.viewport);
  await shoot(page, "writing_help_faint_en_1280", {});
  await page.emulateMedia({ colorScheme: "dark" });
  await page.locator("[data-theme=dark]").waitFor();
  await assertAccessible(page, "a tip in the dark");
  await shoot(page, "writing_help_faint_en_1280_dark", {});
  await page.setViewportSize(kPhone.viewport);
  await shoot(page, "writing_help_faint_en_390_dark", {});

  await page.setViewportSize({ width: 320, height: 640 });
  await doubleText(page);
  await assertNoSideways(page, "a tip with words twice as large");
  await shoot(page, "writing_help_320_large", { fullPage: true });

  await speaking(page, "pl");
  await page.locator("form textarea").first().fill("Top gedaan!");
  await tip(page, "Wskazówka").getByText("Co się wydarzyło?").waitFor();
  await assertAccessible(page, "a tip in Polish");
});
