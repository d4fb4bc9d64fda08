// The inbox: what comes in is counted where one looks, read when it was seen, on every device; told outside the page to who
// asked for it; and the page as an app of its own.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";

import { begin, browser, koebeld } from "./support/begin.mjs";
import { assertAccessible, assertCount, assertNoSideways, assertQuiet, call, cards, eventually, focused, go, idOf, kDesk, kPhone, openPage, shoot, signIn, tabTo } from "./support/browser.mjs";

begin();

/** Thanks colleagues without the page; gives the recognition's id. */
async function give(page, names, message, more = {}) {
  const ids = await Promise.all(names.map((name) => idOf(page, name)));
  const { body: organisation } = await call(page, "PeopleService/GetOrganisation", {});
  const { status, body } = await call(page, "RecognitionService/Give", {
    requestId: randomUUID(),
    people: { ids },
    message,
    valueIds: [organisation.organisation.values[0].id],
    ...more,
  });
  assert.equal(status, 200, JSON.stringify(body));
  return body.recognitionId;
}

const rows = (page, words) => page.locator("main li").filter({ hasText: words });
const link = (page) => page.locator('a[href="#inbox"]:visible');
/** What the way to the inbox says is unread. */
const unread = (page, count) => page.getByRole("link", { name: count === 0 ? /^Postvak$/u : new RegExp(`^Postvak ?, Ongelezen: ${count}$`, "u") }).waitFor();
const isNew = (page, words) => rows(page, words).getByText("nieuw").count();

/** Nothing is unread any more, whatever the demonstration brought. */
async function readAll(page) {
  await go(page, koebeld, "#inbox");
  await page.locator("[aria-busy=false]").first().waitFor();
  await unread(page, 0);
  await go(page, koebeld, "#today");
}

/** Whether somebody looks, as a page believes it. */
async function look(page, visibility) {
  await page.evaluate((state) => {
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => state });
    document.dispatchEvent(new Event("visibilitychange"));
  }, visibility);
}

test("what comes in is counted on every device, in title and icon; seen on one, it is read on all, and stays marked there until one leaves", async () => {
  const phone = await signIn(browser, koebeld, "eva-scholten", kPhone);
  const desk = await signIn(browser, koebeld, "eva-scholten", kDesk);
  const giver = await signIn(browser, koebeld, "fatma-yildiz", kDesk);
  await readAll(phone);
  await unread(desk, 0);

  await give(giver, ["Eva Scholten"], "Je bleef tot het weer warm was.", { creditsEach: 5 });

  for (const page of [phone, desk]) {
    await unread(page, 1);
    await page.waitForFunction(() => document.title === "(1) Vandaag · Koebel");
    const icon = await page.locator('link[rel="icon"]').getAttribute("href");
    assert.match(decodeURIComponent(icon), /^data:image\/svg.*>1<\/text>/su);
    assert.doesNotMatch(decodeURIComponent(icon), /Fatma|warm was/u);
  }
  await shoot(phone, "inbox_counted", {});
  await link(phone).tap();
  await rows(phone, "Fatma Yıldız bedankte je").getByText("Je bleef tot het weer warm was.").waitFor();
  await unread(desk, 0);
  await desk.waitForFunction(() => document.title === "Vandaag · Koebel");
  assert.match(await desk.locator('link[rel="icon"]').getAttribute("href"), /^(?!data:)/u);
  assert.equal(await isNew(phone, "Fatma Yıldız bedankte je"), 1);
  await assertAccessible(phone, "an inbox with something new");
  await shoot(phone, "inbox_new");

  await go(phone, koebeld, "#me");
  await go(phone, koebeld, "#inbox");
  await rows(phone, "Fatma Yıldız bedankte je").waitFor();
  assert.equal(await isNew(phone, "Fatma Yıldız bedankte je"), 0);
  await Promise.all([phone, desk, giver].map((page) => page.context().close()));
});

test("an inbox that nobody looks at is not read: it is, once somebody does", async () => {
  const page = await signIn(browser, koebeld, "samira-lahlou", kDesk);
  const giver = await signIn(browser, koebeld, "fatma-yildiz", kDesk);
  await readAll(page);
  await go(page, koebeld, "#inbox");
  await look(page, "hidden");

  await give(giver, ["Samira Lahlou"], "Dit lees je pas later.");
  await rows(page, "Dit lees je pas later.").waitFor();
  await unread(page, 1);

  await look(page, "visible");
  await unread(page, 0);
  assert.equal(await isNew(page, "Dit lees je pas later."), 1);
  await Promise.all([page, giver].map((one) => one.context().close()));
});

test("what was taken back is gone from the inbox and its count", async () => {
  const page = await signIn(browser, koebeld, "joost-verhagen", kDesk);
  const giver = await signIn(browser, koebeld, "fatma-yildiz", kDesk);
  await readAll(page);
  const recognitionId = await give(giver, ["Joost Verhagen"], "Dit nam ik terug.");
  await unread(page, 1);

  assert.equal((await call(giver, "RecognitionService/TakeBack", { requestId: randomUUID(), recognitionId })).status, 200);

  await unread(page, 0);
  await go(page, koebeld, "#inbox");
  await assertCount(rows(page, "Dit nam ik terug."), 0);
  await Promise.all([page, giver].map((one) => one.context().close()));
});

test("for who is away nothing counts, until they are back", async () => {
  const page = await signIn(browser, koebeld, "lars-timmer", kPhone);
  const giver = await signIn(browser, koebeld, "fatma-yildiz", kDesk);
  await readAll(page);
  const setAway = async (away) => assert.equal((await call(page, "LeavingService/SetAway", { requestId: randomUUID(), away })).status, 200);
  await setAway(true);
  await page.getByRole("button", { name: "Ik ben er weer" }).waitFor();

  await give(giver, ["Lars Timmer"], "Voor als je terug bent.");
  await cards(page, "Voor als je terug bent.").waitFor();
  await unread(page, 0);
  assert.doesNotMatch(await page.title(), /\(/u);

  await setAway(false);
  await unread(page, 1);
  await Promise.all([page, giver].map((one) => one.context().close()));
});

test("what colleagues say around it comes in as a sentence with their words, and leaves when it is taken away", async () => {
  const page = await signIn(browser, koebeld, "tineke-bosman", kPhone);
  const giver = await signIn(browser, koebeld, "fatma-yildiz", kDesk);
  const other = await signIn(browser, koebeld, "amara-okafor", kDesk);
  await readAll(page);
  const recognitionId = await give(giver, ["Tineke Bosman"], "Je haalde het bejaardenhuis uit de kou.");
  const say = async (method, request) => {
    const { status, body } = await call(other, `ConversationService/${method}`, { requestId: randomUUID(), recognitionId, ...request });
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  };
  const { remarkId } = await say("Comment", { text: "Ik stond ernaast, het was zo." });
  await say("Boost", { text: "En mijn moeder woont er.", creditsEach: 5 });
  await unread(page, 3);
  await go(page, koebeld, "#inbox");

  await rows(page, "Amara Okafor schreef iets bij een waardering van jou").getByText("Ik stond ernaast, het was zo.").waitFor();
  await rows(page, "Amara Okafor gaf een plus één bij een waardering van jou").getByText("+5", { exact: true }).waitFor();
  await assertAccessible(page, "an inbox with what colleagues say");
  await shoot(page, "inbox_said");

  assert.equal((await call(other, "ConversationService/RemoveRemark", { requestId: randomUUID(), remarkId })).status, 200);
  await assertCount(rows(page, "schreef iets bij"), 0);
  await rows(page, "gaf een plus één").waitFor();
  await Promise.all([page, giver, other].map((one) => one.context().close()));
});

test("more than a page: older ones as one scrolls, and by keyboard; a row leads to its recognition", async () => {
  const givers = [];
  for (const key of ["fatma-yildiz", "amara-okafor", "shanti-ramdin"]) givers.push(await signIn(browser, koebeld, key, kDesk));
  for (let index = 0; index < 36; index += 1) await give(givers[index % givers.length], ["Kwame Mensah"], `Keer ${index} van zesendertig.`);
  const page = await signIn(browser, koebeld, "kwame-mensah", kDesk);
  await tabTo(page, /link "Postvak/u);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Postvak" }).waitFor();
  await rows(page, "Keer 35 van").waitFor();
  await page.mouse.wheel(0, 20_000);
  await rows(page, "Keer 0 van").waitFor();
  const newest = await page.locator("main li a").first().getAttribute("href");
  await shoot(page, "inbox_full");
  await assertAccessible(page, "a full inbox");

  await page.getByRole("heading", { level: 1, name: "Postvak" }).focus();
  await page.keyboard.press("Tab");
  assert.match(await focused(page), /bedankte je/u);
  await page.keyboard.press("Enter");
  assert.equal(new URL(page.url()).hash, newest);
  assert.match(newest, /^#r\/[\w-]+$/u);
  await Promise.all([page, ...givers].map((one) => one.context().close()));
});

test("an empty inbox says what will come; phone and desk, light and dark, 320 px", async () => {
  const finder = await signIn(browser, koebeld, "hanneke-vos", kDesk);
  const name = "Nieuw Gezicht";
  const csv = `key,name,given_name,email,teams,roles,job_title,language\nnieuw-gezicht,${name},Nieuw,,klantcontact,,,nl\n`;
  const { status, body } = await call(finder, "PeopleService/Import", { requestId: randomUUID(), kind: "KIND_PEOPLE", csv });
  assert.equal(status, 200, JSON.stringify(body));
  for (const [size, options] of Object.entries({ phone: kPhone, desk: kDesk })) {
    for (const colorScheme of ["light", "dark"]) {
      const page = await signIn(browser, koebeld, "nieuw-gezicht", { ...options, colorScheme });
      await go(page, koebeld, "#inbox");
      await page.getByText("Hier lees je het als een collega je bedankt").waitFor();
      await assertAccessible(page, `an empty inbox, ${size}, ${colorScheme}`);
      await shoot(page, `inbox_empty_${size}_${colorScheme}`, {});
      if (size === "phone") {
        await page.setViewportSize({ width: 320, height: 640 });
        await assertNoSideways(page, "an inbox at 320 px");
      }
      await page.context().close();
    }
  }
  await finder.context().close();
});

test("notifications: asked for at the switch and not before; one for all pages, who and what without the words, and none while one looks", async () => {
  const first = await signIn(browser, koebeld, "bram-kuipers", kDesk);
  const context = first.context();
  await context.addInitScript(() => {
    globalThis.asked = 0;
    globalThis.notices = [];
    globalThis.Notification = class {
      static get permission() {
        return localStorage.getItem("permission") ?? "default";
      }
      static async requestPermission() {
        globalThis.asked += 1;
        localStorage.setItem("permission", "granted");
        return "granted";
      }
      constructor(title, options) {
        globalThis.notices.push({ title, ...options, notice: this });
      }
      close() {}
    };
  });
  await first.reload();
  await readAll(first);
  await go(first, koebeld, "#me");
  const notices = first.getByRole("switch", { name: "Meldingen op dit apparaat" });
  assert.equal(await notices.isChecked(), false);
  assert.equal(await first.evaluate(() => globalThis.asked), 0);
  await notices.check();
  await first.getByText("Je krijgt hier meldingen.").first().waitFor();
  assert.equal(await first.evaluate(() => globalThis.asked), 1);
  await assertAccessible(first, "notifications are on");
  const second = await openPage(context);
  await second.goto(koebeld.url);
  await unread(second, 0);

  const pages = [first, second];
  const told = async () => (await Promise.all(pages.map((page) => page.evaluate(() => globalThis.notices.map(({ title, body }) => `${title} ${body}`))))).flat().slice(1);
  const giver = await signIn(browser, koebeld, "fatma-yildiz", kDesk);
  await look(first, "hidden");
  await give(giver, ["Bram Kuipers"], "Gezien, want een pagina staat voor.");
  await Promise.all(pages.map((page) => unread(page, 1)));
  await readAll(second);

  await look(second, "hidden");
  await give(giver, ["Bram Kuipers"], "Dit hoort niet op een vergrendeld scherm.", { visibility: "VISIBILITY_ONLY_US" });
  const found = await eventually(told, (all) => all.length > 0);
  assert.deepEqual(found, ["Fatma Yıldız bedankte je Koebel"]);
  await Promise.all(pages.map((page) => unread(page, 1)));

  for (const page of pages) await page.evaluate(() => globalThis.notices.at(-1)?.notice.onclick?.());
  const hashes = pages.map((page) => new URL(page.url()).hash);
  assert.ok(hashes.includes("#inbox"), `a click leads to the inbox: ${hashes}`);
  assert.equal((await told()).length, 1, "one for both pages");

  await look(first, "visible");
  await go(first, koebeld, "#me");
  await first.getByRole("switch", { name: "Meldingen op dit apparaat" }).uncheck();
  assert.equal(await second.evaluate(() => localStorage.getItem("koebel.person.notices")), null);
  await Promise.all([context, giver.context()].map((one) => one.close()));
});

test("where the browser refuses notifications the switch stays off and says so", async () => {
  const page = await signIn(browser, koebeld, "orhan-yavuz", kPhone);
  await page.evaluate(() => {
    globalThis.Notification = { permission: "denied", requestPermission: async () => "denied" };
  });
  await go(page, koebeld, "#me");
  const notices = page.getByRole("switch", { name: "Meldingen op dit apparaat" });

  await notices.tap();

  await page.getByText("Je browser houdt meldingen tegen.").first().waitFor();
  assert.equal(await notices.isChecked(), false);
  assertQuiet(page);
  await page.context().close();
});

test("the page can be installed: a browser finds nothing missing in its manifest", async () => {
  const page = await signIn(browser, koebeld, "orhan-yavuz", kPhone);
  const session = await page.context().newCDPSession(page);
  const { data, errors } = await session.send("Page.getAppManifest");
  assert.deepEqual(errors, []);
  const manifest = JSON.parse(data);
  assert.deepEqual([manifest.name, manifest.start_url, manifest.display], ["Koebel", "/", "standalone"]);
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  // A test's browser forgets everything, and would therefore install nothing.
  assert.deepEqual(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito"), []);

  const touch = await page.locator('link[rel="apple-touch-icon"]').getAttribute("href");
  for (const { src, sizes } of [...manifest.icons, { src: touch, sizes: "180x180" }]) {
    const size = await page.evaluate(async (address) => {
      const image = new Image();
      image.src = address;
      await image.decode();
      return `${image.naturalWidth}x${image.naturalHeight}`;
    }, src);
    assert.equal(size, sizes, src);
  }
  const answer = await page.request.get(`${koebeld.url}/koebel.webmanifest`);
  assert.equal(answer.headers()["content-type"], "application/manifest+json");

  await go(page, koebeld, "#me");
  await page.getByText("Donker", { exact: true }).tap();
  assert.deepEqual(await page.locator('meta[name="theme-color"]').evaluateAll((all) => all.map(({ content }) => content)), ["#17132a", "#17132a"]);
  assertQuiet(page);
  await page.context().close();
});
