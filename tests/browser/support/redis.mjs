// A redis-server that the test owns: killed for good, and started again, when it says so.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

export class Redis {
  #process;
  #directory;

  static async start() {
    const redis = new Redis();
    redis.#directory = await mkdtemp(join(tmpdir(), "koebel-redis-"));
    await redis.again();
    return redis;
  }

  get url() {
    return `unix://${this.#socket}`;
  }

  get #socket() {
    return join(this.#directory, "redis.sock");
  }

  /** Begins with nothing, as one that was killed does. */
  async again() {
    const options = ["--port", "0", "--unixsocket", this.#socket, "--dir", this.#directory, "--save", "", "--maxmemory-policy", "noeviction"];
    this.#process = spawn("redis-server", options, { stdio: "ignore" });
    const deadline = Date.now() + 20_000;
    while (!(await this.#listens())) {
      if (Date.now() > deadline || this.#process.exitCode !== null) throw new Error("redis-server did not start");
      await pause(20);
    }
  }

  /** kill -9. */
  async kill() {
    const ended = new Promise((resolve) => this.#process.once("exit", resolve));
    this.#process.kill("SIGKILL");
    await ended;
  }

  async stop() {
    if (this.#process.exitCode === null && this.#process.signalCode === null) await this.kill();
    await rm(this.#directory, { recursive: true, force: true });
  }

  #listens() {
    return new Promise((resolve) => {
      const socket = connect(this.#socket);
      socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
      socket.once("connect", () => socket.destroy());
    });
  }
}
