import { expect, test } from "vitest";

import { asking, FakeWorld, opening } from "./fake_caches";
import { KeptBuild, type Build } from "./kept_build";

const kOld: Build = { version: "old", files: ["/assets/screen-1.js", "/assets/inter-1.woff2"] };
const kNew: Build = { version: "new", files: ["/assets/screen-2.js", "/assets/inter-1.woff2"] };

const pageOf = ({ files: [script] }: Build) => `<script src="${script}"></script>`;
const serves = (build: Build) => new Map([["/screen", pageOf(build)], ...build.files.map((path): [string, string] => [path, path])]);

/** A world in which the old build is kept, and the new one is served. */
async function replaced() {
  const world = new FakeWorld();
  world.served = serves(kOld);
  const old = new KeptBuild(kOld, world);
  await old.take();
  world.served = serves(kNew);
  return { world, old, newer: new KeptBuild(kNew, world) };
}

const textOf = async (answer: Promise<Response> | undefined) => (await answer)?.text();

test("without a server the page and its files come from what was kept", async () => {
  const { world, old } = await replaced();
  world.state = "is away";

  expect(await textOf(old.answer(opening("/screen?tv=1")))).toBe(pageOf(kOld));
  expect(await textOf(old.answer(asking("/assets/screen-1.js")))).toBe("/assets/screen-1.js");
});

test("the server's page comes first, also a newer one, and is not kept", async () => {
  const { world, old } = await replaced();

  expect(await textOf(old.answer(opening("/screen")))).toBe(pageOf(kNew));
  expect(world.kept.get("koebel-screen-old")?.get("/screen")).toBe(pageOf(kOld));
});

test("a server that says nothing is not waited for", async () => {
  const { world, old } = await replaced();
  world.state = "says nothing";

  const answer = old.answer(opening("/screen"));
  world.patienceEnds();

  expect(await textOf(answer)).toBe(pageOf(kOld));
});

test("a server in trouble is no page", async () => {
  const { world, old } = await replaced();
  world.status = 503;

  expect(await textOf(old.answer(opening("/screen")))).toBe(pageOf(kOld));
});

test("a slow server is waited for where nothing is kept", async () => {
  const world = new FakeWorld();
  world.served = serves(kOld);

  const answer = new KeptBuild(kOld, world).answer(opening("/screen"));
  world.patienceEnds();

  expect(await textOf(answer)).toBe(pageOf(kOld));
});

test("files that are kept are not asked for, those of another build are", async () => {
  const { world, old } = await replaced();
  world.asked.length = 0;

  expect(await textOf(old.answer(asking("/assets/inter-1.woff2")))).toBe("/assets/inter-1.woff2");
  expect(await textOf(old.answer(asking("/assets/screen-2.js")))).toBe("/assets/screen-2.js");

  expect(world.asked).toEqual(["/assets/screen-2.js"]);
  expect([...(world.kept.get("koebel-screen-old")?.keys() ?? [])].sort()).toEqual([...kOld.files, "/screen"].sort());
});

test.each([
  ["a call", asking("/koebel.v1.ScreenService/GetWall", { method: "POST" })],
  ["a file that is sent", asking("/assets/screen-1.js", { method: "POST" })],
  ["a portrait", asking("/media/p/1")],
  ["another page", opening("/")],
  ["an address that begins alike", opening("/screening")],
  ["somebody else's file", asking("https://elsewhere.example/assets/screen-1.js")],
])("%s is the browser's to ask for", async (_what, request) => {
  const { old } = await replaced();

  expect(old.answer(request)).toBeUndefined();
});

test("half of a new build leaves nothing behind and the old one whole", async () => {
  const { world, old, newer } = await replaced();
  world.served.delete("/assets/inter-1.woff2");

  await expect(newer.take()).rejects.toThrow();
  world.state = "is away";

  expect([...world.kept.keys()]).toEqual(["koebel-screen-old"]);
  expect(await textOf(old.answer(opening("/screen")))).toBe(pageOf(kOld));
});

test("a page of another build, from a node that was not replaced yet, is not taken for ours", async () => {
  const { world, newer } = await replaced();
  world.served.set("/screen", pageOf(kOld));

  await expect(newer.take()).rejects.toThrow("another build");
});

test("a build that is whole is not taken again", async () => {
  const { world, old } = await replaced();
  world.state = "is away";

  await old.take();

  expect(await textOf(old.answer(opening("/screen")))).toBe(pageOf(kOld));
});

test("the old build goes when it is told to, not before; whose caches are others' stay", async () => {
  const { world, newer } = await replaced();
  await world.caches.open("somebody else's");
  await newer.take();
  expect(await textOf(newer.answer(asking("/assets/screen-1.js")))).toBe("/assets/screen-1.js");

  await newer.forgetOthers();

  expect([...world.kept.keys()]).toEqual(["somebody else's", "koebel-screen-new"]);
});
