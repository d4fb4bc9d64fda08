import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

import { svelte } from "@sveltejs/vite-plugin-svelte";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

import { oldBrowser } from "./build/old_browser.ts";
import { screenWorker } from "./build/screen_worker.ts";

const root = import.meta.dirname;

/** Every HTML file at the top of this folder is a page of its own: index.html, screen.html. */
const pages = Object.fromEntries(
  readdirSync(root)
    .filter((name) => name.endsWith(".html"))
    .map((name) => [basename(name, ".html"), join(root, name)]),
);

/** Where `npm run dev` finds a running koebeld. */
const koebeld = process.env["KOEBEL_URL"] ?? "http://127.0.0.1:8080";

/** Lays compressed twins beside the built text files; koebeld serves the one a browser takes. */
function compressed(): Plugin {
  return {
    name: "koebel-compressed",
    apply: "build",
    closeBundle() {
      const files = readdirSync(join(root, "dist"), { recursive: true, encoding: "utf8" });
      for (const file of files.filter((name) => /\.(?:css|html|js|svg)$/u.test(name))) {
        const path = join(root, "dist", file);
        const bytes = readFileSync(path);
        writeFileSync(`${path}.br`, brotliCompressSync(bytes));
        writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
      }
    },
  };
}

/** Old television browsers: the oldest one the screen is built for decides for all pages. */
const kTarget = "chrome87";

export default defineConfig({
  plugins: [svelte(), oldBrowser(), screenWorker(join(root, "src/screen/worker/worker.ts"), kTarget), compressed()],
  build: {
    target: kTarget,
    cssTarget: kTarget,
    rolldownOptions: { input: pages },
    // The security policy allows files of our own only: nothing becomes a data: address.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  // Tests read styles too: the screen's are held to what an old television browser knows.
  test: { css: true },
  server: {
    proxy: {
      "^/koebel\\.v1\\.": { target: koebeld },
      "/live": { target: koebeld, ws: true },
    },
  },
});
