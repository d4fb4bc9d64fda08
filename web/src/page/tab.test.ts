import { expect, test } from "vitest";

import { nominatingIn, nominationIn, tabIn } from "./tab";

test("the form and a nomination belong to the shows", () => {
  expect(["#shows", "#nominate", "#nominate/r/r1", "#nomination/n1"].map(tabIn)).toEqual(["shows", "shows", "shows", "shows"]);
  expect(["", "#today?q=shows", "#boards/given/month", "#me/given", "#showsx"].map(tabIn)).toEqual(["today", "today", "boards", "me", "today"]);
});

test("the form begins at a recognition, or at none", () => {
  expect(["#nominate", "#nominate/r/r-1", "#nominate/x", "#shows"].map(nominatingIn)).toEqual(["", "r-1", undefined, undefined]);
});

test("a nomination has an address", () => {
  expect(["#nomination/n-1", "#nomination", "#nomination/a b"].map(nominationIn)).toEqual(["n-1", undefined, undefined]);
});
