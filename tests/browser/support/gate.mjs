// A door in the network: TCP connections pass until it is shut.
import { connect, createServer } from "node:net";

export class Gate {
  #server;
  #pairs = new Set();
  #isShut = false;
  port = 0;

  /** Opens a gate before a port of this machine. */
  static async open(target) {
    const gate = new Gate();
    gate.#server = createServer((client) => gate.#pass(client, target));
    await new Promise((resolve) => gate.#server.listen(0, "127.0.0.1", resolve));
    gate.port = gate.#server.address().port;
    return gate;
  }

  /** Cuts every connection and lets no new one in. */
  shut() {
    this.#isShut = true;
    for (const pair of this.#pairs) for (const socket of pair) socket.destroy();
  }

  /** Lets connections in again. */
  open() {
    this.#isShut = false;
  }

  /** On connections there are now, what the server says no longer arrives; what clients say still does. */
  keepAnswers() {
    for (const pair of this.#pairs) pair.keepsAnswers = true;
  }

  /** The same, but what the server says waits, and arrives with `bringAnswers`: a slow network. */
  holdAnswers() {
    for (const pair of this.#pairs) pair.held = [];
  }

  bringAnswers() {
    for (const pair of this.#pairs) {
      const [client] = pair;
      for (const bytes of pair.held ?? []) client.write(bytes);
      pair.held = undefined;
    }
  }

  end() {
    return new Promise((resolve) => this.#server.close(resolve));
  }

  #pass(client, target) {
    if (this.#isShut) return client.destroy();
    const server = connect(target, "127.0.0.1");
    const pair = [client, server];
    this.#pairs.add(pair);
    const cut = () => {
      this.#pairs.delete(pair);
      for (const socket of pair) socket.destroy();
    };
    for (const socket of pair) socket.on("error", cut).on("close", cut);
    client.on("data", (bytes) => server.write(bytes));
    server.on("data", (bytes) => {
      if (pair.keepsAnswers) return;
      if (pair.held === undefined) client.write(bytes);
      else pair.held.push(bytes);
    });
  }
}
