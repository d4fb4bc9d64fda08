import { expect, test } from "vitest";

import { balancedWidth, largestFitting } from "./fit";
import { harnessCases, person, shoutout } from "./harness/cases";
import { longDutch } from "./harness/messages";
import { addedInWords, arrangementOf, giverInWords, portraitsOf, recipientsInWords, shortened } from "./names";
import { readingMs, toPages } from "./pages";
import { ticksFor } from "./ticks";
import { wordsFor } from "./words";

const words = wordsFor("nl");
const upTo = (most: number) => (text: string) => text.length <= most;
const squeezed = (texts: string[]) => texts.join(" ").replace(/\s+/gu, " ");

test("a text that fits is one page", () => {
  expect(toPages("Dank je!", upTo(100))).toEqual(["Dank je!"]);
});

test("pages end at a sentence, are filled evenly, and together are the whole text", () => {
  const pages = toPages(longDutch, upTo(700));

  expect(pages).toHaveLength(2);
  expect(squeezed(pages)).toBe(longDutch);
  for (const page of pages) {
    expect(page.length).toBeLessThanOrEqual(700);
    expect(page).toMatch(/[.!?]['’”]?$/u);
  }
});

test("a sentence longer than a page is cut at a comma, then at a word, never dropped", () => {
  const sentence = `${"woord ".repeat(40).trim()}, ${"ander ".repeat(40).trim()}.`;

  const pages = toPages(sentence, upTo(100));

  expect(squeezed(pages)).toBe(sentence);
  for (const page of pages) expect(page.length).toBeLessThanOrEqual(100);
});

test("one endless word is cut between characters, and no character of several parts is torn", () => {
  const family = "👨‍👩‍👧‍👦";
  const pages = toPages(family.repeat(30), upTo(60));

  expect(pages.join("")).toBe(family.repeat(30));
  for (const page of pages) expect(page.replaceAll(family, "")).toBe("");
});

test.each(Array.from({ length: 40 }, (_, i) => 40 + i * 37))("a page of %i characters loses nothing of a thousand", (most) => {
  expect(squeezed(toPages(longDutch, upTo(most)))).toBe(longDutch);
});

test("words are read three a second, for at least eight seconds", () => {
  expect(readingMs("Dank je!", 8_000)).toBe(8_000);
  expect(readingMs("woord ".repeat(60), 8_000)).toBe(20_000);
});

test("the largest whole size that fits is found, or none", () => {
  expect(largestFitting((size) => size <= 87)).toBe(87);
  expect(largestFitting(() => true)).toBe(110);
  expect(largestFitting((size) => size < 56)).toBeNull();
});

test("balanced lines keep their height at the narrowest width", () => {
  const heightAt = (width: number) => Math.ceil(1_000 / width);

  const width = balancedWidth(heightAt, 700);

  expect(heightAt(width)).toBe(heightAt(700));
  expect(heightAt(width - 1)).toBeGreaterThan(heightAt(700));
});

test("one to three have whole names, up to twelve first names, more are counted", () => {
  const three = [person("Daan Hofstra"), person("Rachid Benali"), person("Eva Scholten")];
  const crowd = harnessCases("thousand", "nl").ring[0];
  const twelve = harnessCases("twelve", "nl").ring[0];
  if (!crowd || !twelve) throw new Error("missing case");

  expect(recipientsInWords(shoutout({ message: "x", recipients: three }), words)).toBe("Daan Hofstra, Rachid Benali en Eva Scholten");
  expect(recipientsInWords(twelve, words)).toBe("Eva, Daan, Yusuf, Kwame, Piet, Fatma, Amara, Noor, Bram, Lars, Rachid en Wen");
  expect(recipientsInWords(crowd, words)).toBe("Eva, Daan en 18 anderen");
  expect(portraitsOf(crowd)).toMatchObject({ rest: 14 });
  expect(portraitsOf(crowd).drawn).toHaveLength(6);
  expect(arrangementOf(crowd)).toBe("crowd");
});

test("who wants no name is counted, and never shown as anything else", () => {
  const anonymous = person("");
  const two = shoutout({ message: "x", recipients: [person("Samira"), anonymous], recipientCount: 2, giver: anonymous });
  const alone = shoutout({ message: "x", recipients: [anonymous], recipientCount: 1 });
  const unlisted = shoutout({ message: "x", recipients: [person("Samira")], recipientCount: 3 });

  expect(recipientsInWords(two, words)).toBe("Samira en een collega");
  expect(giverInWords(two, words)).toBe("een collega");
  expect(recipientsInWords(alone, words)).toBe("Een collega");
  expect(recipientsInWords(unlisted, words)).toBe("Samira en 2 collega’s");
});

test("who else made it possible is named by first names, and more than three are counted", () => {
  const named = (...names: string[]) => addedInWords({ added: names.map((name) => person(name)) }, words);

  expect(named()).toBe("");
  expect(named("Eva Blom", "Daan Hofstra")).toBe("Eva en Daan");
  expect(named("Eva Blom", "", "")).toBe("Eva en 2 collega’s");
  expect(named("Eva Blom", "Daan Hofstra", "Wen Tjong", "Bram")).toBe("Eva, Daan en 2 anderen");
  expect(named("", "", "", "")).toBe("4 collega’s");
});

test("a long name is shortened in its middle and keeps its first name whole", () => {
  expect(shortened("Annemarijn-Charlotte van Oosterwijk-Bloem")).toBe("Annemarijn-Charlotte v. O.-Bloem");
  expect(shortened("Samira Lahlou")).toBe("Samira Lahlou");
});

test("ticks count in the smallest unit that fits the row", () => {
  expect(ticksFor(0)).toMatchObject({ on: 0, unit: 1 });
  expect(ticksFor(40)).toMatchObject({ on: 40, unit: 1 });
  expect(ticksFor(41)).toMatchObject({ on: 21, unit: 2 });
  expect(ticksFor(1_000_000).on).toBeLessThanOrEqual(40);
});
