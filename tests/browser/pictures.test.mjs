import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { assertAccessible, assertQuiet, launch, openPage, shoot } from "./support/browser.mjs";
import { someOf } from "./support/everything.mjs";
import { Harness } from "./support/harness.mjs";
import { faults } from "./support/measure.mjs";

const kSizes = { across: [1920, 1080], upright: [1080, 1920], large: [3840, 2160] };

/** The pictures as the harness knows them: shortest, longest, most people, every card of the rail, away, lobby, overfull. */
const kCases = [
  "v=tiny",
  "v=short&boards=ranks&rail=0",
  "v=short&boards=ranks&rail=1",
  "v=short&boards=alphabetical&rail=0",
  "v=short&boards=ranks&rail=2",
  "v=nomoment&newcomers=1&rail=1",
  "v=two&newcomers=4&rail=1",
  "v=three&newcomers=12&rail=1",
  "v=short&lastyear&rail=1",
  "v=around&boards=ranks&rail=0",
  "v=crowded&overfull",
  "v=talked",
  "v=short&boards=ranks&rail=0&goal=runs",
  "v=short&boards=ranks&rail=1&goal=long",
  "v=three&newcomers=12&rail=1&goal=long-reached&overfull",
  "v=twelve&goal=reached",
  "v=goal&goal=reached",
  "v=goal&goal=long-reached",
  "v=short&lobby&goal=long",
  "v=goal&lobby&overfull&goal=long-reached",
  "v=short&show&rail=1",
  "v=three&show=today-last&rail=1&goal=long-reached&address=koebel.zwaluw-thuistechniek.example",
  "v=two&show=soon-shut&boards=ranks&rail=3",
  "v=short&show=next&rail=1",
  "v=short&lobby&show&rail=1",
  "v=burst&lobby&show=today-last&goal=long&rail=1&overfull",
  "v=names40",
  "v=value40&overfull",
  "v=hidden",
  "v=team",
  "v=twelve",
  "v=long",
  "v=thousand",
  "v=thousand&page=1",
  "v=moment300",
  "v=endless",
  "v=arabic",
  "v=emoji",
  "v=photo",
  "v=phototiny",
  "v=photohigh",
  "v=photosmall",
  "v=phototwenty",
  "v=photolong",
  "v=photothousand",
  "v=photothousand&page=1",
  "v=photoendless",
  "v=burst",
  "v=idle",
  "v=idle&turn=1",
  "v=value",
  "v=value&value=0&overfull",
  "v=empty",
  "v=short&net=away",
  "v=value&net=gone&overfull",
  "v=short&lobby&overfull",
  "v=burst&lobby",
  "v=empty&lobby",
  "v=short&asked",
  "v=dark",
  "v=unpaired",
  "v=pairing",
  "v=pairing&code=WWWW-WMWM",
];
/** What an English or Polish screen, or a larger one, may draw otherwise. */
const kMain = kCases.filter((_, index) => index % 3 === 1 || index < 3);

let harness;
let browser;
before(async () => {
  [harness, browser] = await Promise.all([Harness.build("index"), launch()]);
});
after(async () => {
  await browser?.close();
  await harness?.remove();
});

/** A television, on which one picture after the other is drawn. */
async function hang(size, options = {}) {
  const [width, height] = kSizes[size];
  const context = await browser.newContext({ viewport: { width, height }, locale: "nl-NL", reducedMotion: "reduce", ...options });
  return openPage(context);
}

async function draw(screen, query) {
  await screen.goto(`${harness.address}?${query}`);
  await screen.locator("body[data-drawn]").waitFor();
  await screen.evaluate(() => document.fonts.ready.then(() => new Promise(requestAnimationFrame)));
}

function nameOf(...parts) {
  return `pictures_${parts.join("_").replaceAll(/\W+/gu, "-")}`;
}

for (const [size, language, cases] of someOf([
  ["across", "nl", kCases],
  ["upright", "nl", kCases],
  ["across", "en", kMain],
  ["across", "pl", kMain.slice(0, 6)],
  ["upright", "en", kMain],
  ["upright", "pl", kMain.slice(0, 6)],
  ["large", "nl", kMain.filter((_, index) => index % 2 === 0)],
  ["large", "en", kMain.filter((_, index) => index % 2 === 1)],
])) {
  test(`no words are cut, small or over each other: ${size}, ${language}`, async () => {
    const screen = await hang(size);
    const wrong = {};
    for (const query of cases) {
      await draw(screen, `${query}&language=${language}`);
      await shoot(screen, nameOf(size, language, query), {});
      const found = await screen.evaluate(faults);
      if (found.length > 0) wrong[query] = found;
    }
    assert.deepEqual(wrong, {});
    assertQuiet(screen);
    await screen.context().close();
  });
}

test("the pages of a long message are the whole message, and the rail has stepped aside", async () => {
  for (const size of ["across", "upright"]) {
    const screen = await hang(size);
    await draw(screen, "v=endless");
    const pages = await screen.locator(".pages i").count();
    let letters = 0;
    for (let page = 0; page < pages; page += 1) {
      await draw(screen, `v=endless&page=${page}`);
      letters += (await screen.locator(".words p").innerText()).length;
    }

    assert.equal(letters, 1000, size);
    assert.equal(await screen.locator(".rail").isVisible(), false, size);
    await screen.context().close();
  }
});

test("whatever a television cuts off its edges, nothing stands there", async () => {
  for (const size of ["across", "upright"]) {
    const screen = await hang(size);
    for (const query of ["v=short&boards=ranks", "v=thousand", "v=pairing"]) {
      await draw(screen, `${query}&overscan=5`);
      const { width, height } = screen.viewportSize();
      const picture = await screen.locator(".picture").boundingBox();
      const kDrift = 4;

      assert.ok(picture.x >= 0.05 * width - kDrift && picture.x + picture.width <= 0.95 * width + kDrift, `${size} ${query} ${JSON.stringify(picture)}`);
      assert.ok(picture.y >= 0.05 * height - kDrift && picture.y + picture.height <= 0.95 * height + kDrift, `${size} ${query} ${JSON.stringify(picture)}`);
      assert.deepEqual(await screen.evaluate(faults), [], `${size} ${query}`);
    }
    await screen.context().close();
  }
});

test("a new shout-out moves, and stands still at once where motion is reduced or the screen is calm", async () => {
  for (const [query, options, isMoving] of [
    ["v=short", { reducedMotion: "no-preference" }, true],
    ["v=short&calm", { reducedMotion: "no-preference" }, false],
    ["v=short", {}, false],
    ["v=idle&calm", { reducedMotion: "no-preference" }, false],
  ]) {
    const screen = await hang("upright", options);
    await screen.goto(`${harness.address}?${query}`);
    await screen.locator("body[data-drawn]").waitFor();
    const moving = await screen.evaluate(() => document.getAnimations().length);
    assert.equal(moving > 0, isMoving, `${query} ${JSON.stringify(options)}: ${moving}`);
    await screen.context().close();
  }
});

test("nothing is in the way of whoever reads it otherwise, and more contrast is had by asking", async () => {
  for (const [size, contrast, queries] of [
    ["across", "no-preference", ["v=short&boards=ranks&rail=0", "v=short&show&rail=1", "v=pairing"]],
    ["upright", "no-preference", ["v=idle&newcomers&rail=1", "v=burst&lobby"]],
    ["upright", "more", ["v=short&boards=ranks&rail=0", "v=idle"]],
  ]) {
    const screen = await hang(size, { contrast });
    const grounds = await drawnOn(screen, queries, (query) => assertAccessible(screen, `${size}, ${contrast}, ${query}`));
    assert.deepEqual(new Set(grounds), new Set([contrast === "more" ? "rgb(11, 8, 24)" : "rgb(23, 19, 42)"]));
    if (contrast === "more") await shoot(screen, nameOf(size, contrast), {});
    await screen.context().close();
  }
});

/** Draws each, does something with it, and says on what ground it stood. */
async function drawnOn(screen, queries, look) {
  const grounds = [];
  for (const query of queries) {
    await draw(screen, query);
    await look(query);
    grounds.push(await screen.evaluate(() => getComputedStyle(document.body).backgroundColor));
  }
  return grounds;
}

test("measuring finds what is wrong", async () => {
  const screen = await hang("across");
  await draw(screen, "v=short&boards=ranks&rail=0");
  for (const [what, style, says] of [
    ["small words", ".from{font-size:31px!important}", /31 px: bedankt door/u],
    ["a small message", ".words p{font-size:55px!important}", /55 px: Je belde/u],
    ["a message that is cut", ".words p{font-size:190px!important}", /too small for its words/u],
    ["words over each other", ".from{margin-top:-70px!important}", /over each other: Samira Lahlou/u],
    ["sections over each other", ".week{margin-top:-120px!important}", /sections over each other/u],
    ["words outside", ".foot{transform:translateY(90px)}", /cut off/u],
  ]) {
    assert.deepEqual(await screen.evaluate(faults), [], `before ${what}`);
    const tag = await screen.addStyleTag({ content: style });
    assert.match((await screen.evaluate(faults)).join("\n"), says, what);
    await tag.evaluate((element) => element.remove());
  }
  await screen.context().close();
});
