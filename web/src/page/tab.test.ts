import { expect, test } from "vitest";

import { headingIn, nominatingIn, nominationIn, stageIn, tabIn } from "./tab";

test("the form, a nomination and a question for the stage belong to the shows", () => {
  const fragments = ["#shows", "#nominate", "#nominate/r/r1", "#nomination/n1", "#stage/s1"];
  expect(new Set(fragments.map(tabIn))).toEqual(new Set(["shows"]));
  expect(["", "#today?q=shows", "#boards/given/month", "#me/given", "#showsx"].map(tabIn)).toEqual(["today", "today", "boards", "me", "today"]);
});

test("the form begins at a recognition, or at none", () => {
  expect(["#nominate", "#nominate/r/r-1", "#nominate/x", "#shows"].map(nominatingIn)).toEqual(["", "r-1", undefined, undefined]);
});

test("a nomination has an address", () => {
  expect(["#nomination/n-1", "#nomination", "#nomination/a b"].map(nominationIn)).toEqual(["n-1", undefined, undefined]);
});

test("a question for the stage has an address", () => {
  expect(["#stage/s-1", "#stage", "#stage/", "#nomination/s1"].map(stageIn)).toEqual(["s-1", undefined, undefined, undefined]);
});

test("the choice where one may be seen is led to within one's own place", () => {
  expect(["#me/publicity", "#me", "#today"].map(headingIn)).toEqual(["#publicity", "main h1", "main h1"]);
  expect(tabIn("#me/publicity")).toBe("me");
});
