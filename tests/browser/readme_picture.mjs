#!/usr/bin/env node
// Makes the picture in the README from the real pages: the office screen with a board in its rail, and beside it the page
// of the colleague who was thanked a moment ago. Needs a built koebeld ($KOEBELD or build/dev/bin/koebeld), the built pages and chromium.
//   tests/browser/readme_picture.mjs [FILE]      deploy/readme/koebel.png
import { join } from "node:path";

import { cards, launch, openPage, signIn } from "./support/browser.mjs";
import { Koebeld } from "./support/koebeld.mjs";

const file = process.argv[2] ?? join(import.meta.dirname, "../../deploy/readme/koebel.png");
const words = "Je belde op je vrije vrijdag zélf alle zeven klanten terug. Niemand zat zonder warmte.";

const [browser, koebeld] = await Promise.all([launch(), Koebeld.start()]);
try {
  const screen = await openPage(await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: "nl-NL" }));
  await screen.goto(await koebeld.command("screen", "add", "Kantine"));
  await screen.locator("body", { hasText: "Zwaluw" }).waitFor();
  const thanked = await signIn(browser, koebeld, "samira-lahlou", { deviceScaleFactor: 2 });
  const giver = await signIn(browser, koebeld, "joost-verhagen", { viewport: { width: 1280, height: 800 }, isMobile: false });

  // The rail has just turned to a board: it stays there for longer than the rest takes.
  await screen.locator(".latest").waitFor();
  await screen.locator(".board").waitFor();
  const line = giver.getByLabel("Jouw waardering");
  await line.fill(`@Samira Lahlou ${words} #meer +10`);
  await line.press("Control+Enter");
  await cards(thanked, words).waitFor();
  await screen.getByText(words).first().waitFor();
  // Everything has come in when nothing moves any more.
  await screen.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {}))));

  const [wall, phone] = await Promise.all([screen.screenshot(), thanked.screenshot()]);
  const both = await (await browser.newContext({ viewport: { width: 1600, height: 800 } })).newPage();
  const source = (png) => `data:image/png;base64,${png.toString("base64")}`;
  await both.setContent(`<!doctype html><style>
    body { margin: 0; height: 800px; background: #f6eddc; display: flex; align-items: center; justify-content: center; gap: 40px }
    img { display: block; box-shadow: 0 12px 40px #221b3a33 }
    .wall { width: 1160px; border-radius: 14px }
    .phone { width: 324px; border-radius: 30px }
  </style><img class="wall" src="${source(wall)}"><img class="phone" src="${source(phone)}">`);
  await both.evaluate(() => Promise.all([...document.images].map((image) => image.decode())));
  await both.screenshot({ path: file });
} finally {
  await browser.close();
  await koebeld.stop();
}
