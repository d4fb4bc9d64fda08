import { expect, test } from "vitest";

// Vite reads the files: every style and script that the screen's page is made of.
const styles = import.meta.glob<string>(["./*.css", "./picture/*.svelte", "../frames/*.{css,svelte}", "../look/*.svelte"], { query: "?raw", import: "default", eager: true });
const scripts = import.meta.glob<string>(["./*.ts", "./worker/*.ts", "./picture/*.svelte", "../live/*.ts", "../boards/*.ts", "../frames/*.{ts,svelte}", "../look/*.{ts,svelte}", "../shows/*.ts", "../http.ts", "../round.ts"], { query: "?raw", import: "default", eager: true });

/** What Chromium 87 does not know and no build step makes for it, with the version that brought it. */
const kNewerStyles: [RegExp, string][] = [
  [/:has\(/u, ":has 105"],
  [/:is\(|:where\(/u, ":is, :where 88"],
  [/@container|container-type/u, "containers 105"],
  [/color-mix\(/u, "color-mix 111"],
  [/@layer/u, "layers 99"],
  [/\binset\s*:/u, "inset 87, and with trouble"],
  [/aspect-ratio\s*:/u, "aspect-ratio 88"],
  [/text-wrap\s*:/u, "text-wrap 114"],
  [/\d(dvh|svh|lvh|dvw)\b/u, "dynamic viewport units 108"],
  [/overflow\s*:\s*clip/u, "overflow: clip 90"],
  [/[;{\s](translate|rotate|scale)\s*:/u, "single transforms 104"],
  [/accent-color\s*:/u, "accent-color 93"],
];
const kNewerScripts: [RegExp, string][] = [
  [/\.at\(-?\d/u, "Array.at 92"],
  [/\bstructuredClone\(/u, "structuredClone 98"],
  [/randomUUID\(/u, "randomUUID 92, and not over plain http"],
  [/Object\.hasOwn\(/u, "Object.hasOwn 93"],
  [/\.findLast(Index)?\(/u, "findLast 97"],
  [/\.(toSorted|toReversed|toSpliced|with)\(/u, "copying array methods 110"],
  [/AbortSignal\.(timeout|any)\(/u, "AbortSignal.timeout 103"],
  [/Promise\.withResolvers/u, "Promise.withResolvers 119"],
  [/Object\.groupBy|Map\.groupBy/u, "groupBy 117"],
];

function found(files: Record<string, string>, newer: [RegExp, string][]): string[] {
  return Object.entries(files)
    .filter(([name]) => !name.endsWith(".test.ts"))
    .flatMap(([name, text]) => newer.filter(([pattern]) => pattern.test(text.replace(/\/\*[\s\S]*?\*\//gu, ""))).map(([, what]) => `${name}: ${what}`));
}

test("the styles of the screen are those of Chromium 87", () => {
  expect(Object.keys(styles).length).toBeGreaterThan(10);
  expect(Object.values(styles)).not.toContain("");
  expect(found(styles, kNewerStyles)).toEqual([]);
});

test("the scripts of the screen are those of Chromium 87", () => {
  expect(Object.keys(scripts).length).toBeGreaterThan(20);
  expect(found(scripts, kNewerScripts)).toEqual([]);
});
