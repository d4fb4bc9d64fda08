// Browsers, people in them, and what a test wants to know of a page.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { setTimeout as pause } from "node:timers/promises";

import { keyOf } from "./koebeld.mjs";

const require = createRequire(new URL("../../../web/package.json", import.meta.url));
const { chromium } = require("playwright-core");
const kAxe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/** What is in order is not worth a description, and stylesheets are there. */
const kAxeOptions = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  resultTypes: ["violations"],
  selectors: false,
  preload: false,
};

/** Long enough for a machine that is busy with other tests; nothing waits longer than it must. */
const kPatienceMs = 60_000;

export const kPhone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
export const kDesk = { viewport: { width: 1280, height: 800 } };

/** Starts the browser. More flags, for example for another host name, may follow. */
export function launch(...flags) {
  return chromium.launch(started(flags));
}

/** Starts one that keeps what it knows in a folder, as a television does: the same folder is the same television, later. */
export function launchKeeping(folder, options, ...flags) {
  return chromium.launchPersistentContext(folder, { ...started(flags), ...options });
}

const kChromium = "/usr/bin/chromium";
/** The same without windows: three times as fast to start. */
const kWithoutWindows = "/usr/bin/chromium-headless-shell";
/** What only the whole one knows. */
const kNeedsWindows = "--unsafely-treat-insecure-origin-as-secure";

function started(flags) {
  const needsWindows = flags.some((flag) => flag.startsWith(kNeedsWindows));
  return {
    executablePath: process.env.CHROMIUM ?? (needsWindows || !existsSync(kWithoutWindows) ? kChromium : kWithoutWindows),
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      ...flags,
    ],
  };
}

/** Pictures for who looks, where SHOTS names a folder. */
export async function shoot(page, name, options = { fullPage: true }) {
  const folder = process.env.SHOTS;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, ...options });
}

/** Somebody who is not signed in. */
export async function stranger(browser, options = kPhone) {
  return openPage(await browser.newContext({ locale: "nl-NL", ...options }));
}

/** What stands at the door, filled in and sent. */
export async function fillIn(page, login, password) {
  await page.getByLabel("E-mailadres of personeelscode").fill(login);
  await page.getByLabel("Wachtwoord", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Inloggen", exact: true }).click();
}

/** The id of a colleague, by their name. */
export async function idOf(page, name) {
  const { body } = await call(page, "RecognitionService/SuggestRecipients", { query: name, limit: 5 });
  return body.suggestions.find(({ person }) => person?.name === name).person.id;
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
  await enter(page, await koebeld.signInLink(key));
  await page.getByRole("heading", { level: 1, name: /bel\?|bell today/u }).waitFor();
  return page;
}

/** What the page of a link does, without loading a page twice; doors.test.mjs follows links. */
async function enter(page, link) {
  const { origin, hostname, hash } = new URL(link);
  // Another name only the browser knows.
  if (hostname !== "127.0.0.1") return page.goto(link);
  const data = { token: hash.slice(1) };
  const answer = await page.context().request.post(`${origin}/koebel.v1.AccessService/SignInWithLink`, { data });
  assert.equal(answer.status(), 200, await answer.text());
  await page.goto(origin);
}

/** Goes to "#me", "admin#people" and their kind, and waits until it was read. Only the fragment changes where that suffices. */
export async function go(page, koebeld, place) {
  const to = new URL(`${koebeld.url}/${place}`);
  const at = new URL(page.url());
  if (at.origin + at.pathname === to.origin + to.pathname && at.hash !== to.hash) {
    await page.evaluate(
      (hash) =>
        new Promise((resolve) => {
          // Behind the page's own listener, which draws.
          globalThis.addEventListener("hashchange", () => requestAnimationFrame(resolve), { once: true });
          location.hash = hash;
        }),
      to.hash,
    );
  } else {
    await page.goto(to.href);
  }
  await page.locator("main h1").first().waitFor();
  await page.getByText(/^(Even laden|Even kijken|One moment|Loading|Chwileczkę)$/u).first().waitFor({ state: "detached" });
}

/** The words of every card in the feed that hold `words`. */
export function cards(page, words) {
  return page.getByRole("region", { name: /Overzicht|Feed|Aktualności/u }).getByRole("article").filter({ hasText: words });
}

/** Chooses from the menu of a card. */
export async function choose(card, item) {
  await card.getByRole("button", { name: /^(?:Meer|More|Więcej)$/u }).click();
  await card.getByRole("menuitem", { name: item }).click();
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
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(kAxe);
  const violations = await page.evaluate(async (options) => (await globalThis.axe.run(document, options)).violations, kAxeOptions);
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
  assert.deepEqual(found, [], `axe on ${what}`);
  assertQuiet(page);
}

/** What is read once it is as wanted; when patience ends, as it is. */
export async function eventually(read, isWanted) {
  const deadline = Date.now() + kPatienceMs;
  for (;;) {
    const found = await read();
    if (isWanted(found) || Date.now() > deadline) return found;
    await pause(50);
  }
}

/** There are so many, as soon as they are drawn. That there are none says something only of a page that is drawn. */
export async function assertCount(locator, count, why = String(locator)) {
  assert.equal(await eventually(() => locator.count(), (found) => found === count), count, why);
}

/** A field holds this, as soon as the page has put it there. */
export async function assertValue(field, value, why = String(field)) {
  assert.equal(await eventually(() => field.inputValue(), (found) => found === value), value, why);
}

/** The focus, as a screen reader says it, comes to what matches. */
export async function assertFocused(page, pattern, why = undefined) {
  assert.match(await eventually(() => focused(page), (found) => pattern.test(found)), pattern, why);
}

/** The page says so in an alert. One that stood there before is not mistaken for it. */
export function alerted(page, words) {
  return page.getByRole("alert").filter({ hasText: words }).waitFor();
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

/** Makes all words twice as large, as a browser's text zoom does, until `singleText`. */
export async function doubleText(page) {
  await page.evaluate(() => {
    const elements = Array.from(document.querySelectorAll("body, body *"));
    // What an earlier call made large is measured as it was.
    for (const element of elements) element.style.removeProperty("font-size");
    const sizes = elements.map((element) => Number.parseFloat(getComputedStyle(element).fontSize));
    elements.forEach((element, index) => element.style.setProperty("font-size", `${2 * sizes[index]}px`, "important"));
  });
}

/** Makes them as large as they were. */
export async function singleText(page) {
  await page.evaluate(() => {
    for (const element of document.querySelectorAll("body, body *")) element.style.removeProperty("font-size");
  });
}

/** The screen says that it is connected. */
export function connected(screen) {
  return screen.getByRole("img", { name: "Verbonden", exact: true }).waitFor();
}
