import assert from "node:assert/strict";
import { test } from "node:test";

import { begin, browser, koebeld } from "./support/begin.mjs";
import { assertAccessible, assertCount, kDesk, kPhone, signIn } from "./support/browser.mjs";

const kColleagues = ["fatma-yildiz", "joost-verhagen", "samira-lahlou", "noor-de-graaf", "esther-cohen"];

begin();

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
