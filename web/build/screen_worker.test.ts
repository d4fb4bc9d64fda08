import { expect, test } from "vitest";

import { madeOf } from "./screen_worker";

test("a page is made of what it names, and of what that names", () => {
  const texts = new Map([
    ["screen.html", '<script src="/assets/screen-a1.js"></script><link href="/assets/screen-b2.css">'],
    ["assets/screen-a1.js", 'import"./shared-c3.js"'],
    ["assets/shared-c3.js", "import './screen-a1.js'"],
    ["assets/screen-b2.css", "src:url(/assets/inter-d4.woff2)"],
    ["assets/inter-d4.woff2", ""],
    ["assets/admin-e5.js", 'import"./shared-c3.js"'],
    ["index.html", "/assets/admin-e5.js"],
  ]);

  expect(madeOf("screen.html", texts)).toEqual(["assets/inter-d4.woff2", "assets/screen-a1.js", "assets/screen-b2.css", "assets/shared-c3.js"]);
});
