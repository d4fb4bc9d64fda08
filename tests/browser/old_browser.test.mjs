// A browser that cannot show the pages is told so, in words that stand in the page itself: never a blank one.
import assert from "node:assert/strict";
import { test } from "node:test";

import { begin, browser, koebeld } from "./support/begin.mjs";
import { assertAccessible, assertCount, assertNoSideways, assertQuiet, eventually, kDesk, kPhone, openPage, shoot } from "./support/browser.mjs";

const kSizes = {
  television: { viewport: { width: 1920, height: 1080 } },
  upright: { viewport: { width: 1080, height: 1920 } },
  large: { viewport: { width: 3840, height: 2160 } },
  small: { viewport: { width: 960, height: 540 } },
  phone: kPhone,
};
const kTooOld = { nl: "Deze browser is te oud voor Koebel.", en: "This browser is too old for Koebel.", pl: "Ta przeglądarka jest za stara na Koebel." };
const kNoScript = { nl: "In deze browser staat JavaScript uit.", en: "JavaScript is switched off in this browser.", pl: "W tej przeglądarce JavaScript jest wyłączony." };
const kPages = { screen: "screen", "the employee's page": "", "the kiosk": "kiosk" };

begin();

/** A browser of before Chromium 87, as far as the check can tell. */
async function old(options) {
  const page = await openPage(await browser.newContext(options));
  await page.addInitScript(() => {
    const supports = CSS.supports.bind(CSS);
    CSS.supports = (property, value) => property !== "inset" && supports(property, value);
  });
  return page;
}

/** The notice's headings are these and no others, each in its language. */
async function assertTells(page, words) {
  const headings = page.getByRole("heading", { level: 1 });
  await headings.first().waitFor();
  assert.deepEqual(await headings.allInnerTexts(), Object.values(words));
  for (const [code, text] of Object.entries(words)) {
    assert.equal(await page.locator(`section[lang=${code}]`).getByRole("heading").innerText(), text);
  }
}

for (const [name, path] of Object.entries(kPages)) {
  test(`${name} says to a browser that is too old what to do, and which browser it is`, async () => {
    const page = await old(kDesk);
    await page.goto(`${koebeld.url}/${path}#token`);

    await assertTells(page, kTooOld);
    await page.getByText(`${koebeld.url}/${path} · Mozilla/5.0`, { exact: false }).waitFor();
    await assertCount(page.getByText("token"), 0, "a fragment may be a secret");
    await assertCount(page.locator("#screen, #page, #kiosk"), 0, "the page itself has no place to draw in");
    await page.context().close();
  });

  test(`${name} says without scripts that they are off`, async () => {
    const page = await openPage(await browser.newContext({ ...kDesk, javaScriptEnabled: false }));
    await page.goto(`${koebeld.url}/${path}`);

    await assertTells(page, kNoScript);
    await page.context().close();
  });

  test(`${name} shows nothing of it to a browser of today`, async () => {
    const page = await openPage(await browser.newContext(kDesk));
    await page.goto(`${koebeld.url}/${path}`);

    await page.locator("main:not(#old-browser)").first().waitFor();
    assert.equal(await page.locator("#old-browser").isVisible(), false);
    assertQuiet(page);
    await page.context().close();
  });
}

for (const [size, options] of Object.entries(kSizes)) {
  test(`it can be read whole, and by a screen reader: ${size}`, async () => {
    for (const [why, page] of Object.entries({
      old: await old(options),
      scriptless: await openPage(await browser.newContext({ ...options, javaScriptEnabled: false })),
    })) {
      await page.goto(`${koebeld.url}/screen`);
      await page.getByText("deploy/screen").last().waitFor();
      // The screen found no place to draw in: that is how it was stopped.
      page.problems = page.problems.filter((problem) => !problem.includes("no place for the screen"));
      // Its style has come. Asked again from here, for a page without scripts cannot wait by itself.
      await eventually(() => page.evaluate(() => getComputedStyle(document.getElementById("old-browser")).position), (found) => found === "fixed");
      // axe waits by timers, which do not run where scripts are off.
      if (why === "old") await assertAccessible(page, `the notice, ${size}`);
      await assertNoSideways(page, `the notice, ${why}, ${size}`);
      if (size !== "phone" && size !== "small") {
        assert.equal(await page.evaluate(() => document.getElementById("old-browser").scrollHeight <= innerHeight), true, "nobody scrolls a television");
      }
      await shoot(page, `old_browser_${why}_${size}`, {});
      await page.context().close();
    }
  });
}
