import assert from "node:assert/strict";
import { after, test } from "node:test";

import { begin, browser, koebeld } from "./support/begin.mjs";
import { assertAccessible, assertCount, assertQuiet, call, cards, connected, kDesk, launch, openPage, signIn } from "./support/browser.mjs";
import { turnTo } from "./support/boards.mjs";
import { Gate } from "./support/gate.mjs";
import { assertNobody, kTelevision, wallOf } from "./support/television.mjs";

let gate; // between the screens and koebeld; the people's browsers have their own way
let screens;

begin({
  more: async () => {
    const { hostname, port } = new URL(koebeld.url);
    gate = await Gate.open(Number(port));
    // The screens type the same address, and come through a gate of their own.
    screens = await launch(`--host-resolver-rules=MAP ${hostname}:${port} 127.0.0.1:${gate.port}`);
  },
});
after(async () => {
  await screens?.close();
  gate?.shut();
  await gate?.end();
});

/** A screen that was just hung: signed in and connected. */
async function hang(name) {
  gate.open();
  const context = await screens.newContext(kTelevision);
  const screen = await openPage(context);
  await screen.clock.install();
  await screen.goto(await koebeld.command("screen", "add", name));
  await connected(screen);
  return screen;
}

function cutOff(screen) {
  return screen.getByRole("img", { name: "Niet verbonden" }).waitFor();
}

/** Says thanks to a colleague, by one line. */
async function thank(giver, words, to = "Noor de Graaf") {
  const line = giver.getByLabel("Jouw waardering");
  await line.fill(`@${to} ${words} #eerlijk`);
  await line.press("Control+Enter");
  await cards(giver, words).waitFor();
}

test("a thank-you rings on the screen without a reload, and the token is not in the address any more", async () => {
  const screen = await hang("Kantine");
  await screen.evaluate(() => (globalThis.wasNotReloaded = true));
  const giver = await signIn(browser, koebeld, "fatma-yildiz", kDesk);
  const words = "bleef aan de lijn tot het weer warm was";

  await thank(giver, words);

  await screen.locator(".shoutout").getByText(words).waitFor();
  await screen.locator(".shoutout").getByRole("heading", { name: "Noor", exact: false }).waitFor();
  await turnTo(screen, screen.locator(".latest").getByText("Noor").first());
  assert.equal(await screen.evaluate(() => globalThis.wasNotReloaded), true);
  assert.equal(new URL(screen.url()).hash, "");
  await assertAccessible(screen, "the screen");
});

test("taken back at +20 s while the screen was cut off: gone at once, and still gone when it returns", async () => {
  const screen = await hang("Hal");
  const giver = await signIn(browser, koebeld, "fatma-yildiz", kDesk);
  const words = "dit had ik beter zelf kunnen zeggen";
  await thank(giver, words);
  await screen.getByText(words).first().waitFor();

  gate.shut();
  await cutOff(screen);
  await screen.getByText(words).waitFor({ state: "detached" });
  await Promise.all([screen.clock.fastForward(20_000), giver.clock.setSystemTime(Date.now() + 20_000)]);
  const takeBack = giver.getByRole("button", { name: /Neem terug/u });
  await takeBack.getByText(/^0:[34]\d$/u).waitFor(); // of its minute
  await takeBack.click();
  await cards(giver, words).waitFor({ state: "detached" });
  gate.open();
  await screen.clock.fastForward(31_000); // it comes back within its back-off
  await connected(screen);

  // Through a round of the idle picture, and past its sixtieth second.
  for (let turn = 0; turn < 8; turn++) {
    assert.equal(await screen.getByText(words).count(), 0);
    await screen.clock.fastForward(25_000);
    await connected(screen);
  }
  assertQuiet(screen);
});

test("ten minutes without a server: clock and values, no names and no words", async () => {
  const screen = await hang("Balie");
  const wall = await wallOf(screen);

  gate.shut();
  await cutOff(screen);
  await screen.clock.fastForward(10 * 60_000 + 1_000);
  await screen.clock.runFor(1_000);

  const text = await assertNobody(screen, wall);
  await assertCount(screen.locator(".board"), 0);
  assert.ok(text.includes(wall.organisation.values[0].nameNl));
  assert.match(text, /\d\d\.\d\d[\s\S]*stand van\s+\d\d\.\d\d/u);
  await assertAccessible(screen, "the screen without a server");
});

test("a revoked screen shows nobody within a second, and says how to add it", async () => {
  const screen = await hang("Werkplaats");
  const curator = await signIn(browser, koebeld, "esther-cohen", kDesk);
  const listed = await call(curator, "ScreenService/ListScreens", {});
  const { settings } = listed.body.screens.find((one) => one.settings.name === "Werkplaats");

  const requestId = "0195e000-0000-7000-8000-000000000001";
  const revoked = await call(curator, "ScreenService/RevokeScreen", { requestId, screenId: settings.id });

  assert.equal(revoked.status, 200);
  await screen.getByRole("heading", { name: "Dit scherm is losgemaakt." }).waitFor();
  await assertCount(screen.locator(".rail"), 0);
  await assertAccessible(screen, "a revoked screen");
});

test("without a token and without a cookie the page is calm and says how to add the screen", async () => {
  const screen = await openPage(await screens.newContext(kTelevision));
  gate.open();

  await screen.goto(`${koebeld.url}/screen`);

  await screen.getByRole("heading", { name: "Dit scherm is nieuw hier." }).waitFor();
  await assertAccessible(screen, "a screen that is new");
});

test("a token that is worth nothing leaves the address and is told as such", async () => {
  const screen = await openPage(await screens.newContext(kTelevision));
  gate.open();

  await screen.goto(`${koebeld.url}/screen#${"0".repeat(64)}`);

  await screen.getByRole("heading", { name: "Dit adres werkt niet meer." }).waitFor();
  assert.equal(new URL(screen.url()).hash, "");
});
