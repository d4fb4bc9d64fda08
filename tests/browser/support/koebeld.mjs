// A real koebeld with the demonstration organisation on a directory of its own.
import { execFile, spawn } from "node:child_process";
import { access, mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";

import { Gate } from "./gate.mjs";

const kRoot = join(import.meta.dirname, "../../..");
export const kBinary = process.env.KOEBELD ?? join(kRoot, "build/dev/bin/koebeld");
export const kPages = join(kRoot, "web/dist");
const run = promisify(execFile);

/** A port nobody listens on. */
async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export class Koebeld {
  #process;
  #directory;
  #port;
  #more;
  #binary = kBinary;
  #pages = kPages;
  #printed = "";
  /** What people type. */
  url;
  /** Between browsers and koebeld; opens and shuts. */
  gate;

  /** Starts one; `host` is the name people type, which the browser must resolve to this machine. `options`: more of them. */
  static async start({ host = "127.0.0.1", language = "nl", options = [] } = {}) {
    const koebeld = await Koebeld.startEmpty({ host, options });
    return koebeld.#orEnd(() => koebeld.command("demo", "--language", language));
  }

  /** The same on an empty database, as an administrator first meets it. */
  static async startEmpty({ host = "127.0.0.1", options = [] } = {}) {
    await access(join(kPages, "index.html")).catch(() => {
      throw new Error("the pages are not built: npm --prefix web run build");
    });
    const koebeld = new Koebeld();
    koebeld.#more = options;
    koebeld.#directory = await mkdtemp(join(tmpdir(), "koebel-browser-"));
    koebeld.#port = await freePort();
    koebeld.gate = await Gate.open(koebeld.#port);
    koebeld.url = `http://${host}:${koebeld.gate.port}`;
    return koebeld.#orEnd(() => koebeld.#serve());
  }

  /** What did not start is not left behind. */
  async #orEnd(act) {
    try {
      await act();
      return this;
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  async #serve() {
    this.#process = spawn(this.#binary, [...this.#options(), "serve"], { stdio: ["ignore", "pipe", "inherit"] });
    this.#process.on("error", (error) => console.error(error.message));
    this.#process.stdout.setEncoding("utf8").on("data", (text) => (this.#printed += text));
    await this.#ready();
  }

  /** The newest link that begins the set-up, as koebeld printed it. */
  async setUpLink() {
    const deadline = Date.now() + 10_000;
    while (Date.now() < deadline) {
      const link = this.#printed.match(/http:\S+\/setup#[0-9a-f]{64}(?=\s)/gu)?.at(-1);
      if (link !== undefined) return link;
      await pause(50);
    }
    throw new Error("koebeld printed no link");
  }

  /** kill -9, and a start on the same data. */
  async killAndRestart() {
    const ended = new Promise((resolve) => this.#process.once("exit", resolve));
    this.#process.kill("SIGKILL");
    await ended;
    this.#printed = "";
    await this.#serve();
  }

  /** Puts another build in its place, on the same data: stopped as an administrator stops it, then started. */
  async replace({ binary = this.#binary, pages = this.#pages }) {
    await this.#end();
    this.#binary = binary;
    this.#pages = pages;
    await this.#serve();
  }

  #options() {
    return [
      `--data.directory=${this.#directory}`,
      `--http.port=${this.#port}`,
      `--http.public_url=${this.url}`,
      `--http.web_root=${this.#pages}`,
      "--metrics.port=0",
      "--log.level=error",
      ...this.#more,
    ];
  }

  #isRunning() {
    const { pid, exitCode, signalCode } = this.#process;
    return pid !== undefined && exitCode === null && signalCode === null;
  }

  /** Asks until it says it is ready, or has ended. */
  async #ready() {
    const deadline = Date.now() + 20_000;
    while (Date.now() < deadline) {
      if (!this.#isRunning()) throw new Error(`koebeld ended with ${this.#process.exitCode}`);
      const host = new URL(this.url).host;
      const answer = await fetch(`http://127.0.0.1:${this.#port}/readyz`, { headers: { host } }).catch(() => undefined);
      if (answer?.ok) return;
      await pause(50);
    }
    throw new Error("koebeld was not ready in time");
  }

  /** Carries out a subcommand on the running server and gives what it printed. */
  async command(...words) {
    const { stdout } = await run(kBinary, [...this.#options(), ...words]);
    return stdout.trim();
  }

  /** Changes what is kept, for what only time brings: nothing else may be told a koebeld this way. */
  async backdate(statement) {
    const file = join(this.#directory, "koebel.db");
    const script = "import sqlite3, sys; db = sqlite3.connect(sys.argv[1], timeout=10); db.executescript(sys.argv[2]); db.close()";
    await run("python3", ["-c", script, file, statement]);
  }

  /** A one-time link that signs a person in, by the key of the demonstration's list. */
  signInLink(key) {
    return this.command("sign-in-link", key);
  }

  async stop() {
    this.gate.shut();
    await this.gate.end();
    await this.#end();
    await rm(this.#directory, { recursive: true, force: true });
  }

  async #end() {
    if (!this.#isRunning()) return;
    const ended = new Promise((resolve) => this.#process.once("exit", resolve));
    this.#process.kill("SIGTERM");
    const timer = setTimeout(() => this.#process.kill("SIGKILL"), 25_000);
    await ended;
    clearTimeout(timer);
  }
}

/** The key of a colleague of the demonstration, by name. */
export async function keyOf(name) {
  const csv = await readFile(join(kRoot, "services/koebeld/demonstration/people.nl.csv"), "utf8");
  const line = csv.split("\n").find((one) => one.includes(`,${name},`) || one.includes(`,"${name}",`));
  if (line === undefined) throw new Error(`nobody is called ${name}`);
  return line.slice(0, line.indexOf(","));
}
