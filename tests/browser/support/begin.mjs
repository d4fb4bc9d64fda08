// What a file's tests have together: a browser, and a koebeld. Whatever was started ends after them, also when the other was not.
import { after, before } from "node:test";

import { launch } from "./browser.mjs";
import { Koebeld } from "./koebeld.mjs";

export let browser;
export let koebeld;

/** Starts both before the tests; `flags` are the browser's. `more` is done with both: hooks of a file do not wait for each other. */
export function begin({ start = () => Koebeld.start(), flags = [], more = async () => {} } = {}) {
  before(async () => {
    const both = [launch(...flags).then((one) => (browser = one)), start().then((one) => (koebeld = one))];
    await Promise.allSettled(both);
    await Promise.all(both);
    await more();
  });
  after(async () => {
    await browser?.close();
    await koebeld?.stop();
  });
}
