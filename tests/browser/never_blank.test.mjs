import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

import { begin, browser, koebeld } from "./support/begin.mjs";
import { assertAccessible, assertCount, assertQuiet, call, cards, connected, eventually, kDesk, launch, launchKeeping, openPage, shoot, signIn } from "./support/browser.mjs";
import { longTest } from "./support/everything.mjs";
import { kBinary, kPages, Koebeld } from "./support/koebeld.mjs";
import { otherBinary, otherPages } from "./support/other_build.mjs";
import { kFace } from "./support/picture.mjs";
import { assertNobody, assertNothingPrivate, kTelevision, wallOf } from "./support/television.mjs";

const kHost = "koebel.test";
const kResolves = `--host-resolver-rules=MAP ${kHost} 127.0.0.1`;
const kGone = `--host-resolver-rules=MAP ${kHost} ~NOTFOUND`;

let folder;
let televisions; // browsers that take koebel.test for as safe as https, as deploy/README.md says it is done

// The other browser, `browser`, opens it over plain http as a secure context it is not.
begin({
  start: () => Koebeld.start({ host: kHost }),
  flags: [kResolves],
  more: async () => {
    folder = await mkdtemp(join(tmpdir(), "koebel-never-blank-"));
    televisions = await launch(kResolves, treatsAsSecure());
  },
});
after(async () => {
  await televisions?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

const treatsAsSecure = () => `--unsafely-treat-insecure-origin-as-secure=${koebeld.url}`;
const address = () => `${koebeld.url}/screen`;

/** Until the worker has taken the whole build. */
async function kept(screen) {
  await screen.evaluate(() => navigator.serviceWorker.ready);
}

/** A screen that was just hung: signed in, connected, and kept. */
async function hang(name, context) {
  const screen = await openPage(context ?? (await televisions.newContext(kTelevision)));
  await screen.goto(await koebeld.command("screen", "add", name));
  await connected(screen);
  await kept(screen);
  return screen;
}

/** The television is switched off and on again. */
async function switchedOffAndOn(screen) {
  const context = screen.context();
  await screen.close();
  const again = await openPage(context);
  await again.goto(address());
  return again;
}

/** The picture of a screen that has no server: what it says, once it is there. */
async function pictureWithoutServer(screen, wall) {
  await screen.getByRole("img", { name: "Niet verbonden" }).waitFor();
  const text = await assertNobody(screen, wall);
  assert.match(text, /\d\d\.\d\d\n/u);
  assert.ok(text.includes(wall.organisation.name), text);
  assert.ok(text.includes(wall.organisation.values[0].nameNl), text);
  await assertCount(screen.locator(".board, .latest, .week"), 0);
}

/** Of a screen on which nobody was thanked: that of a team that is new. */
async function quietAddress(name) {
  const admin = await signIn(televisions, koebeld, "hanneke-vos", kDesk);
  const team = await call(admin, "AdministrationService/SaveTeam", { requestId: randomUUID(), name });
  const added = await call(admin, "ScreenService/AddScreen", { requestId: randomUUID(), name, teamIds: [team.body.teamId] });
  await admin.context().close();
  return added.body.address;
}

const scriptOf = (screen) => screen.locator("script[src]").first().getAttribute("src");

/** Every path and text in every cache. */
function cachesOf(screen) {
  return screen.evaluate(async () => {
    const found = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        found.push({ name, path: new URL(request.url).pathname, text: await (await cache.match(request)).text() });
      }
    }
    return found;
  });
}

const namesOfCaches = (screen) => screen.evaluate(() => caches.keys());

/** The names of caches once no worker is on its way: what is begun is not taken for kept. */
function settledCaches(screen) {
  return screen.evaluate(async () => {
    const before = await caches.keys();
    const { installing, waiting } = await navigator.serviceWorker.getRegistration("/screen");
    if (installing !== null || waiting !== null) return [];
    // One may have been begun, or given up, since.
    return (await caches.keys()).filter((name) => before.includes(name));
  });
}

test("switched on while the server is down: clock, values, organisation, nobody; when the server returns, the wall", async () => {
  const hung = await hang("Kantine");
  const wall = await wallOf(hung);

  koebeld.gate.shut();
  const screen = await switchedOffAndOn(hung);
  await pictureWithoutServer(screen, wall);
  await assertAccessible(screen, "a screen that was switched on without a server");
  await shoot(screen, "never_blank_without_server", {});

  koebeld.gate.open();
  await connected(screen);
  await screen.locator(".week .big b").waitFor();
  await shoot(screen, "never_blank_server_is_back", {});
  assertQuiet(screen);
});

test("a screen that was never paired says that it waits for the server, and goes on when it is there", async () => {
  const fresh = await openPage(await televisions.newContext(kTelevision));
  await fresh.goto(address());
  await fresh.getByRole("heading", { name: "Dit scherm is nieuw hier." }).waitFor();
  await kept(fresh);

  koebeld.gate.shut();
  const screen = await switchedOffAndOn(fresh);
  await screen.getByRole("heading", { name: "Dit scherm wacht op Koebel." }).waitFor();
  await assertAccessible(screen, "a screen that waits for the server");
  await shoot(screen, "never_blank_never_paired", {});

  koebeld.gate.open();
  await screen.locator(".pairing .code").filter({ hasText: /\w{4}-\w{4}/u }).waitFor();
  assertQuiet(screen);
});

test("a television that starts where its server's name is not known any more shows clock and values", async (t) => {
  const television = join(folder, "television");
  const before = await launchKeeping(television, kTelevision, kResolves, treatsAsSecure());
  t.after(() => before.close());
  const wall = await wallOf(await hang("Hal", before));
  await before.close();

  const later = await launchKeeping(television, kTelevision, kGone, treatsAsSecure());
  t.after(() => later.close());
  const screen = await openPage(later);
  await screen.goto(address());

  await pictureWithoutServer(screen, wall);
});

test("over plain http the page is what it was, and nothing of it is kept", async () => {
  const screen = await openPage(await browser.newContext(kTelevision));

  await screen.goto(await koebeld.command("screen", "add", "Magazijn"));

  await connected(screen);
  assert.equal(await screen.evaluate(() => isSecureContext || "serviceWorker" in navigator), false);
  assertQuiet(screen);
});

test("no portrait, no answer of a call and nobody's name is kept, only the page and what it is made of", async () => {
  const fatma = await signIn(televisions, koebeld, "fatma-yildiz");
  const { body } = await call(fatma, "PeopleService/GetPublicity", {});
  const publicity = { ...body.publicity, feed: true, photo: true, screens: "SCREEN_PUBLICITY_FULL_NAME", chosen: true };
  assert.equal((await call(fatma, "PeopleService/SetPublicity", { requestId: randomUUID(), publicity })).status, 200);
  await fatma.goto(`${koebeld.url}/#me`);
  await fatma.getByLabel("Kies een foto").setInputFiles(kFace);
  await fatma.getByLabel("Kies een andere").waitFor();
  const screen = await switchedOffAndOn(await hang("Balie")); // from here on through the worker
  await connected(screen);
  const giver = await signIn(televisions, koebeld, "hanneke-vos", kDesk);
  const words = "een foto die nergens blijft liggen";
  await giver.getByLabel("Jouw waardering").fill(`@Fatma Yıldız ${words} #eerlijk`);
  await giver.keyboard.press("Control+Enter");
  await cards(giver, words).waitFor();
  await screen.locator(".shoutout .av img").first().waitFor();
  assert.equal(await screen.evaluate(() => navigator.serviceWorker.controller !== null), true);

  const found = await cachesOf(screen);
  const device = await screen.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));

  assert.ok(found.length > 10);
  for (const { path } of found) assert.match(path, /^\/screen$|^\/assets\/[\w.-]+$/u);
  const pages = found.filter(({ path }) => path === "/screen").map(({ text }) => text);
  assertNothingPrivate([...pages, device].join("\n"), await wallOf(screen));
  assert.match(device, /Zwaluw/u);
});

test("a clock that leaps, as after a sleep: the connection is made anew, and the server's time is shown", async () => {
  const screen = await openPage(await televisions.newContext(kTelevision));
  await screen.clock.install();
  let connections = 0;
  screen.on("websocket", () => (connections += 1));
  await screen.goto(await koebeld.command("screen", "add", "Vergaderkamer"));
  await connected(screen);
  const clock = screen.locator(".clock b");
  const before = await clock.innerText();

  await screen.clock.setSystemTime(Date.now() + 9 * 3_600_000);
  await screen.clock.runFor(1_000);
  await eventually(() => connections, (count) => count === 2);
  await connected(screen);

  assert.equal(connections, 2);
  const minutes = (text) => text.split(".").reduce((sum, part) => sum * 60 + Number(part), 0);
  assert.ok((minutes(await clock.innerText()) - minutes(before) + 1440) % 1440 <= 2, `${before} ${await clock.innerText()}`);
});

test("a page that has lived for days loads itself anew in a quiet moment, and shows the wall again", async () => {
  const screen = await openPage(await televisions.newContext(kTelevision));
  await screen.clock.install();
  await screen.goto(await quietAddress("Trappenhuis"));
  await connected(screen);
  await screen.evaluate(() => (globalThis.wasNotLoadedAnew = true));
  const stays = () => screen.evaluate(() => globalThis.wasNotLoadedAnew === true).catch(() => true);

  await screen.clock.fastForward(11 * 3_600_000);
  await connected(screen);
  assert.equal(await stays(), true);
  await screen.clock.fastForward(26 * 3_600_000);
  const isSame = await eventually(async () => {
    await screen.clock.runFor(2_000).catch(() => undefined);
    return stays();
  }, (same) => !same);

  assert.equal(isSame, false);
  await connected(screen);
});

test("half of a new build breaks nothing; the whole of it is taken, and the old one goes", async () => {
  const hung = await hang("Werkplaats");
  const wall = await wallOf(hung);
  const [old] = await namesOfCaches(hung);
  const script = await scriptOf(hung);
  // Asked for again each time: one that is kept would keep its build for ever.
  assert.equal(await hung.evaluate(async () => (await fetch("/screen-worker.js")).headers.get("cache-control")), "no-cache");

  const half = await otherPages(folder, { isWhole: false });
  await koebeld.replace({ pages: half.pages });
  let screen = await switchedOffAndOn(hung);
  await eventually(() => scriptOf(screen), (found) => found === half.script);
  await screen.evaluate(async () => (await navigator.serviceWorker.getRegistration("/screen")).update().catch(() => undefined));
  assert.deepEqual(await eventually(() => settledCaches(screen), (names) => names.length > 0), [old]);
  koebeld.gate.shut();
  screen = await switchedOffAndOn(screen);
  await pictureWithoutServer(screen, wall);
  assert.equal(await scriptOf(screen), script, "the old build, whole");
  koebeld.gate.open();
  await connected(screen);
  await screen.evaluate(() => (globalThis.wasNotLoadedAnew = true));

  const whole = await otherPages(folder);
  await koebeld.replace({ pages: whole.pages, binary: await otherBinary(folder) });

  // By itself, as Welcome tells another build.
  await eventually(() => scriptOf(screen).catch(() => ""), (found) => found === whole.script);
  await connected(screen);
  assert.equal(await screen.evaluate(() => globalThis.wasNotLoadedAnew), undefined);
  await eventually(() => settledCaches(screen), (names) => names.some((name) => name.includes(whole.version)));
  koebeld.gate.shut();
  screen = await switchedOffAndOn(screen);
  await pictureWithoutServer(screen, wall);
  assert.equal(await scriptOf(screen), whole.script);
  assert.deepEqual(await eventually(() => namesOfCaches(screen), ({ length }) => length === 1), [`koebel-screen-${whole.version}`]);
  koebeld.gate.open();
});

longTest("a page that began without a server is of the build before, and is loaded anew once the other one is kept", async () => {
  let screen = await hang("Zolder");
  await eventually(() => settledCaches(screen), ({ length }) => length > 0);
  const before = await scriptOf(screen);
  koebeld.gate.shut();
  screen = await switchedOffAndOn(screen);
  const other = before.includes("whole") ? { pages: kPages, binary: kBinary } : { ...(await otherPages(folder)), binary: await otherBinary(folder) };
  await koebeld.replace({ pages: other.pages, binary: other.binary });
  koebeld.gate.open();
  await connected(screen);
  // Its first Welcome is the new server's: by that it cannot tell.
  assert.equal(await scriptOf(screen), before);

  // What it does by itself within the hour.
  await screen.evaluate(async () => (await navigator.serviceWorker.getRegistration("/screen")).update());
  await eventually(() => scriptOf(screen).catch(() => before), (found) => found !== before);
  assert.notEqual(await scriptOf(screen), before);
  await connected(screen);
});
