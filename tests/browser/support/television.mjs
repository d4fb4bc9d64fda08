// What tests of the office screen do: a television, and what its wall says of whom.
import assert from "node:assert/strict";

import { call, connected, openPage } from "./browser.mjs";

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

/** A television with an address of the command line, in a browser of its own; `record` sees the page before it opens. */
export async function hangUp(browser, koebeld, name, { options = kTelevision, record = () => {} } = {}) {
  const screen = await openPage(await browser.newContext(options));
  record(screen);
  await screen.goto(await koebeld.command("screen", "add", name));
  await connected(screen);
  return screen;
}

/** What the page of screens says of one. */
export function rowOf(page, name) {
  return page.locator(".rows > li").filter({ has: page.getByRole("heading", { name, exact: true }) });
}

/** What the server knows of one that hangs. */
export async function screenCalled(page, name) {
  const { body } = await call(page, "ScreenService/ListScreens", {});
  return body.screens.find(({ settings, revoked }) => settings.name === name && !revoked);
}

/**
 * Everything a page sends and is sent from now on but its own files, as text; what is not text in it stays between the
 * words. `forget` begins anew.
 */
export function wireOf(page) {
  let heard = [];
  const hear = (payload) => heard.push(Buffer.from(payload).toString("utf8"));
  page.on("websocket", (socket) => {
    socket.on("framereceived", ({ payload }) => hear(payload));
    socket.on("framesent", ({ payload }) => hear(payload));
  });
  page.on("response", (response) => {
    if (!new URL(response.url()).pathname.startsWith("/koebel.")) return;
    response.body().then(hear, () => {}); // the page went away meanwhile
  });
  return { text: () => heard.join("\n"), size: () => heard.length, forget: () => (heard = []) };
}
