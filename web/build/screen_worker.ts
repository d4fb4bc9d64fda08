import { createHash } from "node:crypto";
import { basename } from "node:path";

import { build, type Plugin, type Rolldown } from "vite";

const kPage = "screen.html";
/** Its name never changes: browsers ask for it again and compare. */
const kWorker = "screen-worker.js";
const kPlace = "__SCREEN_BUILD__";

/**
 * Builds the screen's service worker and fills in what the screen's page is made of. A build of its own, as old browsers know
 * workers of one file only, and the pages share what they can.
 */
export function screenWorker(entry: string, target: string): Plugin {
  return {
    name: "koebel-screen-worker",
    apply: "build",
    enforce: "post",
    generateBundle: {
      order: "post",
      async handler(_options, bundle) {
        const texts = new Map(Object.values(bundle).map((file) => [file.fileName, textOf(file)]));
        const made = madeOf(kPage, texts);
        const code = await inOneFile(entry, target);
        if (made.length === 0 || !code.includes(kPlace)) this.error("the screen's worker has nothing to keep");
        const version = createHash("sha256").update(JSON.stringify([code, texts.get(kPage), made])).digest("hex").slice(0, 16);
        const filled = code.replace(kPlace, () => JSON.stringify({ version, files: made.map((name) => `/${name}`) }));
        this.emitFile({ type: "asset", fileName: kWorker, source: filled });
      },
    },
  };
}

/** The files that a page is made of: whatever is named in it, in what is named there, and so on. Names carry hashes, so none is met by accident. */
export function madeOf(page: string, texts: ReadonlyMap<string, string>): string[] {
  const made = new Set([page]);
  for (const name of made) {
    const text = texts.get(name) ?? "";
    for (const other of texts.keys()) if (text.includes(basename(other))) made.add(other);
  }
  made.delete(page);
  return [...made].sort();
}

async function inOneFile(entry: string, target: string): Promise<string> {
  const output = { format: "iife" } as const;
  const built = await build({ configFile: false, logLevel: "warn", build: { write: false, target, rolldownOptions: { input: entry, output } } });
  const [chunk] = (built as Rolldown.RolldownOutput).output;
  return chunk.code;
}

function textOf(file: Rolldown.OutputChunk | Rolldown.OutputAsset): string {
  if (file.type === "chunk") return file.code;
  if (!/\.(?:css|html|js|svg)$/u.test(file.fileName)) return "";
  return typeof file.source === "string" ? file.source : new TextDecoder().decode(file.source);
}
