// Part of the 300 recognitions of tests/real_input, typed into the page by somebody at a desk.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { begin, browser, koebeld } from "./support/begin.mjs";
import { assertNoSideways, assertQuiet, cards, kDesk, likely, signIn } from "./support/browser.mjs";

const kFolder = join(import.meta.dirname, "../real_input");
const kGiver = "hanneke-vos";

begin({
  more: async () => {
    await koebeld.command("import", "teams", join(kFolder, "teams.csv"));
    await koebeld.command("import", "people", join(kFolder, "people.csv"));
  },
});

/** Every sixth line, and all of the awkward end of the file: other scripts, signs, a thousand characters. */
async function typed() {
  const rows = (await readFile(join(kFolder, "recognitions.tsv"), "utf8")).split("\n");
  const plain = (text) => text.replace(/\\([nt\\])/gu, (_, sign) => ({ n: "\n", t: "\t" })[sign] ?? sign);
  return rows
    .filter((row) => row !== "" && !row.startsWith("#"))
    .map((row) => row.split("\t"))
    .filter(([people, team], index) => index % 6 === 0 && !people.includes(kGiver) && !/^(directie|team-noord)$/u.test(team))
    .map(([, , , , line, words]) => ({ line: plain(line), words: plain(words) }));
}

test("what people really type goes out and stands in the feed as they meant it", async () => {
  const page = await signIn(browser, koebeld, kGiver, kDesk);
  await likely(page).first().waitFor();
  const field = page.getByLabel("Jouw waardering");
  const all = await typed();

  for (const { line, words } of all) {
    await field.fill(line);
    await field.press("Control+Enter");
    // The longest word that HTML shows as it was typed.
    const landmark = words.split(/\s+/u).sort((a, b) => b.length - a.length)[0];
    await cards(page, landmark).first().waitFor({ timeout: 15_000 }).catch(() => {
      throw new Error(`not in the feed: ${line}`);
    });
  }

  assert.ok(all.length > 40);
  await assertNoSideways(page, "a feed of real input");
  assertQuiet(page);
});
