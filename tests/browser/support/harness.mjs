// The screen's page around made-up state (web/src/screen/harness), without a koebeld.
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const kWeb = join(import.meta.dirname, "../../../web");
const kOrigin = "http://koebel.test/";

/** One page of the harness, built as it is for televisions, into a folder of its own. */
export class Harness {
  #folder;
  #page;

  constructor(folder, page) {
    this.#folder = folder;
    this.#page = page;
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
    return new Harness(outDir, page);
  }

  get address() {
    return kOrigin + this.#page;
  }

  /** Answers for the pages of a browser's context. */
  async serve(context) {
    await context.route(`${kOrigin}**`, (route) => route.fulfill({ path: join(this.#folder, new URL(route.request().url()).pathname) }));
  }

  async remove() {
    await rm(this.#folder, { recursive: true, force: true });
  }
}
