// A screen that shows one team's news: what was said to others is neither on its picture nor on its wire.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";

import { begin, browser, koebeld } from "./support/begin.mjs";
import { thank } from "./support/boards.mjs";
import { assertCount, assertQuiet, call, connected, kDesk, openPage, signIn } from "./support/browser.mjs";

const kTelevision = { viewport: { width: 1920, height: 1080 }, locale: "nl-NL" };
const kOurs = "Samira Lahlou";
const kTheirs = "Rachid Benali";
begin();

/** The main team of somebody. */
async function teamOf(admin, name) {
  const { body } = await call(admin, "AdministrationService/ListPeople", { query: name });
  return body.people.find((person) => person.name === name).teams[0].id;
}

/** A screen of these teams; what came to it over its socket is kept. */
async function hang(admin, name, teamIds) {
  const { body } = await call(admin, "ScreenService/AddScreen", { requestId: randomUUID(), name, teamIds });
  const screen = await openPage(await browser.newContext(kTelevision));
  screen.heard = "";
  screen.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => (screen.heard += payload.toString("utf8"))));
  await screen.goto(`${koebeld.url}/screen#${body.token}`);
  await connected(screen);
  return screen;
}

test("a screen of one team shows what was said to it, and hears of nothing else", async () => {
  const admin = await signIn(browser, koebeld, "hanneke-vos", kDesk);
  const [ours, theirs] = [await teamOf(admin, kOurs), await teamOf(admin, kTheirs)];
  assert.notEqual(ours, theirs);
  const [team, everyone] = [await hang(admin, "Team", [ours]), await hang(admin, "Iedereen", [])];
  const giver = await signIn(browser, koebeld, "joost-verhagen", kDesk);

  await thank(giver, koebeld, [kTheirs], "voor de andere kant van de gang");
  await everyone.locator(".shoutout").getByText("voor de andere kant van de gang").waitFor();
  await thank(giver, koebeld, [kOurs], "voor deze kant van de gang");
  await team.locator(".shoutout").getByText("voor deze kant van de gang").waitFor();

  await assertCount(team.getByText("voor de andere kant van de gang"), 0);
  assert.ok(team.heard.includes("voor deze kant"), "what it shows came over its socket");
  // Names come with the organisation's boards, those of a Monday above all: the words do not.
  assert.ok(!team.heard.includes("voor de andere kant"), "and nothing of the others");
  assert.ok(everyone.heard.includes("voor de andere kant"), "while everyone's screen heard both");
  for (const screen of [team, everyone]) assertQuiet(screen);
});
