// The screen's page around made-up state (web/src/screen/harness), without a koebeld.
import { createReadStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";

const kWeb = join(import.meta.dirname, "../../../web");
const kTypes = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2" };

/** One page of the harness, built as it is for televisions, into a folder of its own. */
export class Harness {
  #folder;
  #server;
  #page;

  constructor(folder, page) {
    this.#folder = folder;
    this.#page = page;
    this.#server = createServer((request, response) => {
      const path = new URL(request.url, "http://127.0.0.1").pathname;
      const file = createReadStream(join(folder, path)).on("error", () => response.writeHead(404).end());
      // Nothing changes: the browser keeps it from one picture to the next.
      file.on("open", () => {
        response.writeHead(200, { "content-type": kTypes[extname(path)] ?? "text/plain", "cache-control": "max-age=3600" });
        file.pipe(response);
      });
    });
  }

  /** `name`: "index", any picture; "months", the whole page before a server in the page. */
  static async build(name) {
    const page = `src/screen/harness/${name}.html`;
    const outDir = await mkdtemp(join(tmpdir(), "koebel-harness-"));
    const require = createRequire(join(kWeb, "package.json"));
    const { build } = await import(join(kWeb, "node_modules/vite/dist/node/index.js"));
    const { svelte } = await import(require.resolve("@sveltejs/vite-plugin-svelte"));
    // The fonts are waited for at the top of the module, which is newer than what televisions know; the rest is lowered as for them.
    const made = { outDir, assetsInlineLimit: 0, cssTarget: "chrome87", rolldownOptions: { input: join(kWeb, page) } };
    await build({ root: kWeb, configFile: false, logLevel: "error", plugins: [svelte()], build: made });
    const harness = new Harness(outDir, page);
    await new Promise((done) => harness.#server.listen(0, "127.0.0.1", done));
    return harness;
  }

  get address() {
    return `http://127.0.0.1:${this.#server.address().port}/${this.#page}`;
  }

  async remove() {
    this.#server.closeAllConnections();
    this.#server.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
