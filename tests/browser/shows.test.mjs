// The next show on the office screen: planned, moved, overtaken by a sooner one, removed, its window closed; across, upright and where
// visitors look, without loading anything again.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";

import { begin, browser, koebeld } from "./support/begin.mjs";
import { shownAs } from "./support/boards.mjs";
import { assertAccessible, assertCount, assertQuiet, call, connected, kDesk, openPage, shoot, signIn } from "./support/browser.mjs";
import { assertNothingPrivate, hangUp, kTelevision, wallOf, wireOf } from "./support/television.mjs";

const kZone = "Europe/Amsterdam";
const kMinuteMs = 60_000;
const kDayMs = 24 * 60 * kMinuteMs;
const kUpright = { viewport: { width: 1080, height: 1920 }, locale: "nl-NL" };
const kStream = "https://stream.example/goed-nieuws";
/** Rails turn every 20 s: without boards the show has every second place beside who just rang, or every fourth. */
const kTurnsMs = 100_000;
let curator;
let hall;
let upright;
let lobby;
let lobbyWire;
let address;
let screens;

begin({
  more: async () => {
    curator = await signIn(browser, koebeld, "noor-de-graaf", kDesk);
    // Whatever the demonstration has comes long after the shows of these tests, and nothing else takes turns with them.
    for (const { id, state } of await shows()) {
      if (state === "SHOW_STATE_COLLECTING") await done("ShowService/MoveShow", { showId: id, state: "SHOW_STATE_CURATING" });
    }
    for (const { id: showId, month, state, opensAt, closesAt } of await shows()) {
      if (state === "SHOW_STATE_CURATING") await done("ShowService/SaveShow", { showId, month, opensAt, closesAt, airsAt: at(300) });
    }
    const { body } = await call(curator, "GoalService/ListAllGoals", {});
    for (const { id } of body.goals ?? []) await done("GoalService/RemoveGoal", { goalId: id });
    await shownAs(browser, koebeld, "BOARDS_SHOWN_OFF");

    hall = await hangUp(browser, koebeld, "Hal");
    upright = await hangUp(browser, koebeld, "Lift", { options: kUpright });
    lobby = await hangWhereVisitorsLook("Balie");
    screens = { hall, upright, lobby };
    address = (await wallOf(hall)).organisation.displayAddress;
    for (const screen of Object.values(screens)) await screen.evaluate(() => (globalThis.wasNotReloaded = true));
  },
});

async function done(method, request) {
  const { status, body } = await call(curator, method, { requestId: randomUUID(), ...request });
  assert.equal(status, 200, `${method}: ${JSON.stringify(body)}`);
  return body;
}

async function hangWhereVisitorsLook(name) {
  const { screenId, token } = await done("ScreenService/AddScreen", { name });
  await done("ScreenService/ChangeScreen", { screenId, screen: { name, mode: "SCREEN_MODE_LOBBY" } });
  const page = await openPage(await browser.newContext(kTelevision));
  lobbyWire = wireOf(page);
  await page.goto(`${koebeld.url}/screen#${token}`);
  await connected(page);
  return page;
}

const shows = async () => (await call(curator, "ShowService/ListShows", {})).body.shows ?? [];
const dayOf = (moment) => new Intl.DateTimeFormat("en-CA", { timeZone: kZone, dateStyle: "short" }).format(moment);
/** In so many days, in the afternoon. */
const at = (days) => `${dayOf(Date.now() + days * kDayMs)}T15:00:00Z`;
/** So many months from now: "2026-12". */
const monthIn = (months) => {
  const [year, month] = dayOf(Date.now()).split("-").map(Number);
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 7);
};
const monthName = (month) => new Intl.DateTimeFormat("nl-NL", { month: "long", timeZone: "UTC" }).format(Date.parse(`${month}-01T12:00:00Z`));
const written = (moment, options) => new Intl.DateTimeFormat("nl-NL", { timeZone: kZone, day: "numeric", month: "long", ...options }).format(Date.parse(moment));
/** "16.00". */
const timeOf = (moment) => new Intl.DateTimeFormat("en-GB", { timeZone: kZone, hour: "2-digit", minute: "2-digit" }).format(Date.parse(moment)).replace(":", ".");

const card = (screen) => screen.locator(".rail .next-show");
/** The card comes by within so many turns, and says this. */
const says = (screen, words) => card(screen).getByText(words, { exact: true }).waitFor({ timeout: kTurnsMs });
const allSay = (words) => Promise.all(Object.values(screens).map((screen) => says(screen, words)));
const invitation = (screen) => card(screen).locator(".ask");
const invites = (screen, until) => invitation(screen).filter({ hasText: `Draag een collega voor op ${address} t/m ${until}` }).waitFor({ timeout: kTurnsMs });

/** Months that the demonstration has no show for. */
const kOurs = monthIn(4);
const kSooner = monthIn(5);
/** As it was planned, and as it stands. */
let ours;

test("a show that was there before the screens is on them, with nobody to be nominated for it any more", async () => {
  await allSay("nog 300 dagen");
  for (const screen of Object.values(screens)) await assertCount(invitation(screen), 0);
});

test("a curator plans one that is sooner: every screen tells when it is, and where and until when one nominates; visitors are not asked to", async () => {
  ours = { month: kOurs, opensAt: new Date(Date.now() - kMinuteMs).toISOString(), closesAt: at(2), airsAt: at(5), streamUrl: kStream };
  ours.showId = (await done("ShowService/SaveShow", ours)).showId;

  await allSay("nog 5 dagen");
  const moment = `${written(ours.airsAt, { weekday: "long" })} om ${timeOf(ours.airsAt)}`;
  await Promise.all([
    ...[hall, upright].map((screen) => invites(screen, written(ours.closesAt))),
    allSay("Goed Nieuws Show"),
    allSay(moment),
    allSay(new RegExp(`^van ${monthName(kOurs)}`, "u")),
  ]);
  await assertCount(invitation(lobby), 0);
});

test("it is moved, and they follow; one that is sooner still takes its place, and is gone when it is removed", async () => {
  const { opensAt } = (await shows()).find(({ id }) => id === ours.showId);
  ours = { ...ours, opensAt, closesAt: at(3), airsAt: at(9) };
  await done("ShowService/SaveShow", ours);
  await allSay("nog 9 dagen");
  await Promise.all([hall, upright].map((screen) => invites(screen, written(ours.closesAt))));

  const { showId } = await done("ShowService/SaveShow", { month: kSooner, opensAt: at(2), closesAt: at(3), airsAt: at(4) });
  await allSay("nog 4 dagen");
  await allSay(new RegExp(`^van ${monthName(kSooner)}`, "u"));
  for (const screen of Object.values(screens)) await assertCount(invitation(screen), 0); // its window has not opened

  await done("ShowService/RemoveShow", { showId });
  await allSay("nog 9 dagen");
  for (const screen of Object.values(screens)) await assertCount(card(screen).filter({ hasText: monthName(kSooner) }), 0);
});

test("as pictures, and for who reads them otherwise", async () => {
  await Promise.all(
    Object.entries(screens).map(async ([name, screen]) => {
      await says(screen, "nog 9 dagen");
      await card(screen).evaluate((element) => Promise.all(element.parentElement.getAnimations().map(({ finished }) => finished)));
      await shoot(screen, `shows_${name}`, {});
      await assertAccessible(screen, `the next show, ${name}`);
    }),
  );
});

test("its window closes, and the invitation goes; in its last hour minutes are counted", async () => {
  await invites(hall, written(ours.closesAt));
  await done("ShowService/MoveShow", { showId: ours.showId, state: "SHOW_STATE_CURATING" });
  for (const screen of [hall, upright]) await assertCount(invitation(screen), 0);
  await allSay("nog 9 dagen");
  for (const screen of Object.values(screens)) await assertCount(invitation(screen), 0);

  const { opensAt, closesAt } = (await shows()).find(({ id }) => id === ours.showId);
  await done("ShowService/SaveShow", { ...ours, opensAt, closesAt, airsAt: new Date(Date.now() + 50 * kMinuteMs).toISOString() });
  await allSay(/^nog (?:4[5-9]|50) minuten$/u);
});

test("screens read shows without the stream's address, and change none; nobody's name comes over a lobby's wire", async () => {
  const wall = await wallOf(hall);
  for (const screen of [hall, lobby]) {
    const { status, body } = await call(screen, "ShowService/ListShows", {});
    assert.equal(status, 200);
    assert.ok(body.shows.some(({ id }) => id === ours.showId));
    assert.ok(!JSON.stringify(body).includes("stream.example"));
    const { status: refused } = await call(screen, "ShowService/RemoveShow", { requestId: randomUUID(), showId: ours.showId });
    assert.equal(refused, 403);
  }

  const heard = lobbyWire.text();
  assert.ok(heard.includes(kOurs) && heard.includes(kSooner), "what was planned and removed came over it");
  assert.ok(!heard.includes("stream.example"));
  assertNothingPrivate(heard, wall);
  for (const name of ["Noor de Graaf", "noor-de-graaf"]) assert.ok(!heard.includes(name), name);

  for (const screen of Object.values(screens)) {
    assert.equal(await screen.evaluate(() => globalThis.wasNotReloaded), true);
    assertQuiet(screen);
  }
  assertQuiet(curator);
});
