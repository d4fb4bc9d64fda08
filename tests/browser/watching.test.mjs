import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { assertAccessible, assertCount, kDesk, kPhone, launch, signIn } from "./support/browser.mjs";
import { Koebeld } from "./support/koebeld.mjs";

const kColleagues = ["fatma-yildiz", "joost-verhagen", "samira-lahlou", "noor-de-graaf", "esther-cohen"];

let browser;
let koebeld;

before(async () => {
  [browser, koebeld] = await Promise.all([launch(), Koebeld.start()]);
});
after(async () => {
  await browser?.close();
  await koebeld?.stop();
});

test("five with the feed in front read that five look; when one goes elsewhere, nobody reads a number", async () => {
  const pages = [];
  for (const key of kColleagues) {
    pages.push(await signIn(browser, koebeld, key, pages.length % 2 === 0 ? kPhone : kDesk));
  }

  await Promise.all(pages.map((page) => page.getByText("5 kijken mee", { exact: true }).waitFor()));
  await assertAccessible(pages[0], "a feed that others look at");

  const [leaver, ...stayers] = pages;
  await leaver.getByRole("link", { name: /^Ik/u }).click();
  await Promise.all(stayers.map((page) => page.getByText("kijken mee").waitFor({ state: "detached" })));
  await assertCount(leaver.getByText("kijken mee"), 0);
});
