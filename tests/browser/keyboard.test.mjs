import assert from "node:assert/strict";
import { test } from "node:test";

import { begin, browser, koebeld } from "./support/begin.mjs";
import { assertAccessible, assertCount, assertFocused, assertNoSideways, cards, doubleText, kDesk, signIn, tabTo } from "./support/browser.mjs";

begin();

test("a colleague is thanked by keyboard alone, and every step says what it is", async () => {
  const page = await signIn(browser, koebeld, "fatma-yildiz", kDesk);
  const words = "voor het uitleggen van de nieuwe planning";

  await page.keyboard.press("Tab");
  await assertFocused(page, /link "Naar de inhoud"/u);
  await tabTo(page, /textbox "Jouw waardering"/u);
  await page.keyboard.type("@no");
  const options = page.getByRole("listbox", { name: "Suggesties" }).getByRole("option");
  await options.first().waitFor();
  // Not those of fewer letters, which are overtaken.
  await assertCount(options.filter({ hasNotText: "no" }), 0);
  const active = await page.locator(":focus").getAttribute("aria-activedescendant");
  assert.equal(await page.locator(`#${active}`).getAttribute("aria-selected"), "true");
  await page.keyboard.press("ArrowDown");
  const second = await page.locator(":focus").getAttribute("aria-activedescendant");
  assert.notEqual(second, active);
  const option = await page.locator(`#${second}`).innerText();
  await page.keyboard.press("Enter");
  const chip = page.getByRole("button", { name: /weghalen$/u });
  await chip.waitFor();
  const [, name] = /"(.+) weghalen"/u.exec(await chip.ariaSnapshot()) ?? [];
  assert.ok(option.includes(name), `${name} is who was chosen`);
  await page.keyboard.type(words);
  await tabTo(page, /button "Leer hardop"/u);
  await page.keyboard.press("Enter");
  await page.locator("#checks").filter({ hasText: /collega\s*klaar[\s\S]*reden\s*klaar[\s\S]*kernwaarde\s*klaar/u }).waitFor();
  await tabTo(page, /button "Laat de bel gaan"/u);
  await page.keyboard.press("Enter");

  await cards(page, words).waitFor();
  assert.match(await cards(page, words).ariaSnapshot(), /article[\s\S]*van Fatma[\s\S]*Kernwaarden[\s\S]*Leer hardop/u);
  await page.locator("p[role=status]", { hasText: "De bel ging." }).waitFor({ state: "attached" });
  await tabTo(page, /button "Neem terug/u);
  await page.keyboard.press("Enter");
  await cards(page, words).waitFor({ state: "detached" });
});

test("what is missing is said, and the focus goes there", async () => {
  const page = await signIn(browser, koebeld, "amara-okafor", kDesk);
  await page.getByLabel("Jouw waardering").fill("zomaar");

  await page.getByRole("button", { name: "Laat de bel gaan" }).press("Enter");

  await page.locator("p[role=status]", { hasText: "collega ontbreekt, kernwaarde ontbreekt" }).waitFor({ state: "attached" });
});

for (const width of [320, 390]) {
  test(`everything can be done at ${width} px with words twice as large`, async () => {
    const page = await signIn(browser, koebeld, "hanneke-vos", { viewport: { width, height: 844 }, isMobile: false });
    await cards(page, "").first().waitFor();
    await assertNoSideways(page, `today at ${width}`);

    await doubleText(page);

    await assertNoSideways(page, `today at ${width} with large words`);
    await page.getByLabel("Jouw waardering").fill("Dank je @no");
    await page.getByRole("option").first().click();
    await page.getByRole("group", { name: "Welke kernwaarde?" }).getByRole("button").first().click();
    await doubleText(page);
    await assertNoSideways(page, `composing at ${width} with large words`);
    await page.getByRole("button", { name: "Laat de bel gaan" }).click();
    await page.getByText("De bel ging.", { exact: true }).waitFor();
    await page.getByRole("link", { name: /^Ik/u }).click();
    await page.getByRole("heading", { name: "Waar mag ik te zien zijn?" }).waitFor();
    await doubleText(page);
    await assertNoSideways(page, `me at ${width} with large words`);
  });
}

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing, ${colorScheme}`, async () => {
    const page = await signIn(browser, koebeld, "noor-de-graaf", { colorScheme });
    await cards(page, "").first().waitFor();
    await assertAccessible(page, `today, ${colorScheme}`);
    await page.getByLabel("Jouw waardering").pressSequentially("Dank je @sa");
    await page.getByRole("option").first().waitFor();
    await assertAccessible(page, `suggestions, ${colorScheme}`);
    await page.getByRole("option").first().click();
    await page.getByRole("button", { name: "Klantmoment", exact: true }).click();
    await page.getByRole("button", { name: /Wie ziet dit/u }).click();
    await assertAccessible(page, `composing, ${colorScheme}`);
    await page.goto(`${koebeld.url}/#me`);
    await page.getByRole("heading", { name: "Waar mag ik te zien zijn?" }).waitFor();
    await page.getByRole("term").filter({ hasText: "Podium" }).waitFor();
    await assertAccessible(page, `me, ${colorScheme}`);
  });
}
