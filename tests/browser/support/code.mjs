// An app that shows time-based codes, as RFC 6238 says: a second opinion beside the server's.
import { createHmac } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";

const kStepMs = 30_000;
const kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Half a minute that is over soon is not begun: a busy machine may need it to type. */
const kSpareMs = 12_000;

export function fromBase32(text) {
  const bits = Array.from(text, (letter) => kAlphabet.indexOf(letter).toString(2).padStart(5, "0")).join("");
  return Buffer.from(bits.match(/.{8}/gu).map((byte) => Number.parseInt(byte, 2)));
}

export function codeAt(secret, step) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac("sha1", secret).update(counter).digest();
  const number = digest.readUInt32BE(digest[19] & 0xf) & 0x7fff_ffff;
  return String(number % 1_000_000).padStart(6, "0");
}

export class App {
  #secret;
  #used = 0;

  constructor(base32) {
    this.#secret = fromBase32(base32);
  }

  /** A code that was not used yet, of the half minute before, this one, or the next. */
  async code() {
    for (;;) {
      const now = Date.now();
      const here = Math.floor(now / kStepMs);
      const isLate = kStepMs - (now % kStepMs) < kSpareMs;
      const step = Math.max(this.#used + 1, isLate ? here : here - 1);
      if (step <= here + 1) {
        this.#used = step;
        return codeAt(this.#secret, step);
      }
      await pause(250);
    }
  }

  /** The code that was given last. */
  used() {
    return codeAt(this.#secret, this.#used);
  }

  /** Six digits that are wrong for a while. */
  wrong() {
    const here = Math.floor(Date.now() / kStepMs);
    const right = new Set([-3, -2, -1, 0, 1, 2, 3, 4, 5].map((away) => codeAt(this.#secret, here + away)));
    return ["111111", "222222", "333333", "444444", "555555", "666666", "777777", "888888", "999999", "000000"].find((code) => !right.has(code));
  }
}
