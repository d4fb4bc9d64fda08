import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { HtmlTagDescriptor, Plugin } from "vite";

import { notice } from "../src/old_browser/notice.ts";

const kFolder = join(import.meta.dirname, "../src/old_browser");

interface OwnFile {
  readonly source: string;
  /** Where it is served once built: by its contents, because it is kept for good. */
  readonly built: string;
}

function ownFile(name: string, extension: string): OwnFile {
  const source = readFileSync(join(kFolder, `${name}.${extension}`), "utf8");
  const hash = createHash("sha256").update(source).digest("hex").slice(0, 8);
  return { source, built: `assets/old_browser_${name}-${hash}.${extension}` };
}

/**
 * Gives every page what a browser shows that is too old for it, or has no scripts: the notice, hidden; the check, which runs
 * before the page's module; the style, fetched only where the notice is shown. Script and style go out as they were written.
 */
export function oldBrowser(): Plugin {
  const check = ownFile("check", "js");
  const style = ownFile("notice", "css");
  let isBuilt = false;
  return {
    name: "koebel-old-browser",
    configResolved: ({ command }) => {
      isBuilt = command === "build";
    },
    generateBundle() {
      for (const { built, source } of [check, style]) this.emitFile({ type: "asset", fileName: built, source });
    },
    transformIndexHtml: {
      order: "post",
      handler(): HtmlTagDescriptor[] {
        const href = isBuilt ? `/${style.built}` : "/src/old_browser/notice.css";
        const src = isBuilt ? `/${check.built}` : "/src/old_browser/check.js";
        return [
          { tag: "noscript", children: [{ tag: "link", attrs: { rel: "stylesheet", href } }], injectTo: "head" },
          { tag: "main", attrs: { id: "old-browser", "data-style": href, tabindex: "0", hidden: true }, children: notice(), injectTo: "body" },
          // A module waits until the page is read; this one does not.
          { tag: "script", attrs: { src }, injectTo: "body" },
        ];
      },
    },
  };
}
