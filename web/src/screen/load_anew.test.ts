import { expect, test } from "vitest";

import { LoadAnew } from "./load_anew";

test("a page is loaded anew when the server answers, once, however often it is asked for", async () => {
  const answers = [false, false, true, true];
  const done: string[] = [];
  const anew = new LoadAnew({
    pause: async () => void done.push("pause"),
    isServed: async () => answers.shift() ?? true,
    load: () => void done.push("load"),
  });

  await Promise.all([anew.begin(), anew.begin()]);

  expect(done).toEqual(["pause", "pause", "pause", "load"]);
});
