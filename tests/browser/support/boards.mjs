// What tests of boards do: colleagues go onto them and thank each other, an administrator chooses, a screen is hung.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";

import { call, cards, connected, kDesk, openPage, signIn } from "./browser.mjs";

export const kColleagues = [
  "Tineke Bosman",
  "Orhan Yavuz",
  "Kwame Mensah",
  "Bram Kuipers",
  "Eva Scholten",
  "Samira Lahlou",
  "Rachid Benali",
  "Daan Hofstra",
  "Amara Okafor",
  "Wen Tjong",
  "Lars Timmer",
  "Joost Verhagen",
];

/** Goes to a board and waits until it can be used. */
export async function openBoard(page, koebeld, board) {
  await page.goto(`${koebeld.url}/#boards/${board}`);
  await page.getByRole("button", { name: /^(Doe mee|Stap eruit|Join in|Step out)$/u }).waitFor();
}

/** Goes onto boards, or off them, without the page. */
export async function appear(page, boards) {
  const { body } = await call(page, "PeopleService/GetPublicity", {});
  const publicity = { ...body.publicity, boards, chosen: true };
  const { status } = await call(page, "PeopleService/SetPublicity", { requestId: randomUUID(), publicity });
  assert.equal(status, 200);
}

/** One thank-you to so many colleagues. */
export async function thank(page, koebeld, names, words) {
  await page.goto(`${koebeld.url}/#today`);
  const line = page.getByLabel("Jouw waardering");
  await line.fill(`${names.map((name) => `@${name}`).join(" ")} ${words} #eerlijk`);
  await line.press("Control+Enter");
  await cards(page, words).waitFor();
}

/** Two colleagues who thanked this week, so that the wall has a board once somebody else has. */
export async function someGivers(browser, koebeld) {
  for (const [key, names] of [["samira-lahlou", kColleagues.slice(0, 2)], ["kwame-mensah", kColleagues.slice(4, 7)]]) {
    const other = await signIn(browser, koebeld, key, kDesk);
    await appear(other, true);
    await thank(other, koebeld, names, `voor de mooie week, ${key}`);
    await other.context().close();
  }
}

/** The rows of the board that name somebody. */
export function rowsOf(page, name) {
  return page.locator("#content li").filter({ hasText: name });
}

/** What an administrator chooses. */
export async function shownAs(browser, koebeld, shown) {
  const admin = await signIn(browser, koebeld, "hanneke-vos", kDesk);
  const { status } = await call(admin, "LeaderboardService/SetBoards", { requestId: randomUUID(), shown, leaders: false });
  assert.equal(status, 200);
  await admin.context().close();
}

/** A screen that was just hung, with a clock in the test's hands. Its rail turns every 20 s: see `turnTo`. */
export async function hang(browser, koebeld, name) {
  const screen = await openPage(await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: "nl-NL" }));
  await screen.clock.install();
  await screen.goto(await koebeld.command("screen", "add", name));
  await connected(screen);
  return screen;
}

/**
 * Moves a screen's time until its rail has turned to what is looked for, past each board within two minutes of its time. It goes on
 * turning for a minute of ours: answers come in in real time, and on a busy machine the board may be read only when its turn is over.
 */
export async function turnTo(screen, wanted) {
  const until = Date.now() + 60_000;
  while (!(await wanted.isVisible())) {
    assert.ok(Date.now() < until, `not turned to within a minute: ${String(wanted)}; the rail has: ${await screen.locator(".rail").innerText()}`);
    await screen.clock.fastForward(4_000);
    await pause(100);
  }
}
