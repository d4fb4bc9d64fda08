// What tests of the office screen do: a television, and what its wall says of whom.
import assert from "node:assert/strict";

import { call } from "./browser.mjs";

export const kTelevision = { viewport: { width: 1920, height: 1080 }, locale: "nl-NL" };

/** What the server answers a screen now. */
export async function wallOf(screen) {
  const { body: wall } = await call(screen, "ScreenService/GetWall", { limit: 50 });
  assert.ok(namesOn(wall).size > 10, "a wall that names nobody proves nothing");
  return wall;
}

export function namesOn(wall) {
  return new Set(wall.recognitions.flatMap((one) => [one.giver, ...(one.recipients ?? [])]).flatMap((card) => card?.givenName ?? []));
}

/** Nobody of the wall, and nothing that was said, is in the words; the organisation's values may be. */
export function assertNothingPrivate(text, wall) {
  for (const name of namesOn(wall)) assert.doesNotMatch(text, new RegExp(`(^|[^\\p{L}])${name}([^\\p{L}]|$)`, "u"));
  for (const one of wall.recognitions) assert.ok(!text.includes(one.message), one.message);
}

/** The picture names nobody and says nothing that was said; gives its words. */
export async function assertNobody(screen, wall) {
  const text = await screen.locator("body").innerText();
  assertNothingPrivate(text, wall);
  return text;
}
