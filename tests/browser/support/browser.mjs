// Browsers, people in them, and what a test wants to know of a page.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { keyOf } from "./koebeld.mjs";

const require = createRequire(new URL("../../../web/package.json", import.meta.url));
const { chromium } = require("playwright-core");
const kAxe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/** Long enough for a machine that is busy with other tests; nothing waits longer than it must. */
const kPatienceMs = 60_000;

export const kPhone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
export const kDesk = { viewport: { width: 1280, height: 800 } };

/** Starts the browser. More flags, for example for another host name, may follow. */
export function launch(...flags) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      ...flags,
    ],
  });
}

/** Opens a page that fails the test when it logs an error: a security policy that was broken among them. */
export async function openPage(context) {
  const page = await context.newPage();
  page.setDefaultTimeout(kPatienceMs);
  page.problems = [];
  page.on("pageerror", (error) => page.problems.push(String(error)));
  page.on("console", (message) => {
    // A connection that was cut is told by the browser, too; that is what some tests do.
    const isNetwork = /WebSocket|ERR_|Failed to load resource/u.test(message.text());
    if (message.type() === "error" && !isNetwork) page.problems.push(message.text());
  });
  return page;
}

/** A person of the demonstration in a browser of their own, on the page "Today". */
export async function signIn(browser, koebeld, key, options = {}) {
  const context = await browser.newContext({ locale: "nl-NL", ...kPhone, ...options });
  const page = await openPage(context);
  await page.goto(await koebeld.signInLink(key));
  await page.getByRole("heading", { level: 1, name: /bel\?|bell today/u }).waitFor();
  return page;
}

/** The words of every card in the feed that hold `words`. */
export function cards(page, words) {
  return page.getByRole("region", { name: /Overzicht|Feed/u }).getByRole("article").filter({ hasText: words });
}

/** Who is offered for a tap. */
export function likely(page) {
  return page.getByRole("group", { name: "Voor wie?" }).getByRole("button");
}

/** The first of them that is a person: what to tap, the name and the key. */
export async function likelyPerson(page) {
  await likely(page).first().waitFor();
  for (const chip of await likely(page).all()) {
    const [, name] = /"(.+)"/u.exec(await chip.ariaSnapshot()) ?? [];
    const key = await keyOf(name).catch(() => undefined);
    if (key !== undefined) return { chip, name, key };
  }
  throw new Error("nobody is offered");
}

/** Nothing a machine can find is in the way of a screen reader, and the page logged no error. */
export async function assertAccessible(page, what) {
  // Through the debugger: the page's security policy rightly refuses a script tag.
  await page.evaluate(kAxe);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }),
  );
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
  assert.deepEqual(found, [], `axe on ${what}`);
  assertQuiet(page);
}

export function assertQuiet(page) {
  assert.deepEqual(page.problems, []);
}

/** Nothing is wider than the page. */
export async function assertNoSideways(page, what) {
  const wide = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return Array.from(document.querySelectorAll("body *"))
      .filter((element) => element.getBoundingClientRect().right > width + 1)
      .slice(0, 5)
      .map((element) => element.outerHTML.slice(0, 160));
  });
  assert.deepEqual(wide, [], `${what} scrolls sideways`);
}

/** Calls the contract as whoever the page is. */
export function call(page, method, request) {
  return page.evaluate(
    async ([path, body]) => {
      const headers = { "content-type": "application/json", "connect-protocol-version": "1" };
      const answer = await fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
      return { status: answer.status, body: await answer.json() };
    },
    [`/koebel.v1.${method}`, request],
  );
}

/** Tabs on until the focus, as a screen reader says it, matches. */
export async function tabTo(page, pattern) {
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press("Tab");
    if (pattern.test(await focused(page))) return;
  }
  assert.fail(`Tab never came to ${pattern}`);
}

/** What has the focus, as a screen reader says it; nothing when the focus has left the page. */
export async function focused(page) {
  const focus = page.locator(":focus");
  return (await focus.count()) === 0 ? "" : focus.ariaSnapshot();
}

/** Makes all words twice as large, as a browser's text zoom does. */
export async function doubleText(page) {
  await page.evaluate(() => {
    const elements = Array.from(document.querySelectorAll("body, body *"));
    // What an earlier call made large is measured as it was.
    for (const element of elements) element.style.removeProperty("font-size");
    const sizes = elements.map((element) => Number.parseFloat(getComputedStyle(element).fontSize));
    elements.forEach((element, index) => element.style.setProperty("font-size", `${2 * sizes[index]}px`, "important"));
  });
}

/** The screen says that it is connected. */
export function connected(screen) {
  return screen.getByRole("img", { name: "Verbonden", exact: true }).waitFor();
}
