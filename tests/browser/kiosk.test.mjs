import assert from "node:assert/strict";
import { test } from "node:test";

import { begin, browser, koebeld as begun } from "./support/begin.mjs";
import { alerted, assertAccessible, assertFocused, assertNoSideways, assertValue, call, cards, doubleText, idOf, kDesk, kPhone, openPage, shoot, signIn, tabTo } from "./support/browser.mjs";
import { Koebeld } from "./support/koebeld.mjs";

const kAdmin = "hanneke-vos";
const kTablet = { viewport: { width: 1024, height: 768 }, hasTouch: true };
const kPortrait = { viewport: { width: 768, height: 1024 }, hasTouch: true };
const kPin = "840291";
let admin;
let koebeld;

// A busy machine takes its time between two taps.
begin({
  start: () => Koebeld.start({ options: ["--kiosk.idle_seconds=300"] }),
  more: async () => {
    koebeld = begun;
    admin = await signIn(browser, koebeld, kAdmin, kDesk);
  },
});

async function asAdmin(method, request) {
  const { status, body } = await call(admin, method, { requestId: crypto.randomUUID(), ...request });
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}

/** A paired tablet at its invitation. */
async function kiosk(name, options = kTablet) {
  const { url } = await asAdmin("KioskService/AddKiosk", { name });
  const tablet = await openPage(await browser.newContext({ locale: "nl-NL", ...options }));
  await tablet.goto(url);
  await invitation(tablet);
  assert.equal(new URL(tablet.url()).hash, "", "the secret left the address");
  return tablet;
}

function invitation(tablet) {
  return tablet.getByRole("heading", { level: 1, name: /Wie wil jij bedanken\?|Whom would you like/u }).waitFor();
}

async function pinOf(key, pin = kPin) {
  const phone = await signIn(browser, koebeld, key);
  const { status, body } = await call(phone, "KioskService/SetPin", { pin });
  assert.equal(status, 200, JSON.stringify(body));
  await phone.context().close();
}

async function typePin(tablet, pin = kPin) {
  for (const digit of pin) await tablet.getByRole("button", { name: digit, exact: true }).click();
}

async function chooseName(tablet, letters, name) {
  await tablet.getByRole("button", { name: "Begin met je naam" }).click();
  await tablet.getByLabel("De eerste letters van je naam").fill(letters);
  await tablet.getByRole("button", { name }).click();
  await tablet.getByRole("group", { name: "Je pincode" }).waitFor();
}

async function thank(tablet, whom, words) {
  await tablet.getByRole("heading", { level: 1, name: /^Wie verdient vandaag de bel/u }).waitFor();
  await tablet.getByLabel("Wie bedank je?").fill(whom);
  await tablet.getByRole("list", { name: "Suggesties" }).getByRole("button").first().click();
  await tablet.getByLabel("Waarvoor?").fill(words);
  await tablet.getByRole("group", { name: "Welke kernwaarde?" }).getByRole("button").first().click();
  await tablet.getByRole("button", { name: "Laat de bel gaan" }).click();
  await tablet.getByRole("heading", { level: 1, name: "De bel ging!" }).waitFor();
}

/** What a hand scanner does: types fast, and ends with Enter. */
async function scan(tablet, text) {
  await tablet.evaluate((typed) => {
    for (const key of [...typed, "Enter"]) window.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  }, text);
}

test("three colleagues at one kiosk, one after the other: by PIN, by card, and by a new card that chooses the PIN", async () => {
  await pinOf("fatma-yildiz");
  await pinOf("samira-lahlou", "517306");
  const tablet = await kiosk("Kantine");
  await assertAccessible(tablet, "the invitation");
  await shoot(tablet, "kiosk_idle");

  await chooseName(tablet, "yil", /Fatma Yıldız/u);
  await shoot(tablet, "kiosk_pin");
  await assertAccessible(tablet, "the PIN");
  await typePin(tablet);
  await tablet.getByRole("heading", { level: 1, name: /Fatma/u }).waitFor();
  await assertAccessible(tablet, "composing");
  await shoot(tablet, "kiosk_compose");
  await tablet.getByLabel("Waarvoor?").fill("Je bent een held!");
  const button = await tablet.getByRole("button", { name: "Laat de bel gaan" }).boundingBox();
  await tablet.getByRole("group", { name: "Schrijftip" }).waitFor();
  assert.deepEqual(await tablet.getByRole("button", { name: "Laat de bel gaan" }).boundingBox(), button, "a tip moved the button");
  await shoot(tablet, "kiosk_tip");
  await assertAccessible(tablet, "a tip");
  await tablet.setViewportSize(kPortrait.viewport);
  const [above, below] = await Promise.all(["button", "group"].map((role) => tablet.getByRole(role, { name: /Laat de bel gaan|Schrijftip/u }).boundingBox()));
  assert.ok(below.y >= above.y + above.height, "upright it stands under the button");
  await shoot(tablet, "kiosk_tip_upright");
  await tablet.setViewportSize(kTablet.viewport);
  await thank(tablet, "Amara", "Amara ving een klant op die al drie keer gebeld had.");
  await assertAccessible(tablet, "given");
  await shoot(tablet, "kiosk_given");
  await cards(admin, "Amara ving een klant op").waitFor();
  await tablet.getByRole("button", { name: "Klaar" }).click();
  await invitation(tablet);

  const held = (await asAdmin("KioskService/CreateCards", { personIds: [await idOf(admin, "Samira Lahlou")] })).cards[0];
  await scan(tablet, held.url);
  await tablet.getByRole("heading", { level: 1, name: "Dag Samira" }).waitFor();
  await tablet.getByRole("group", { name: "Je pincode" }).waitFor();
  await typePin(tablet, "517306");
  await thank(tablet, "Fatma", "Fatma legde het nog een keer rustig uit aan de klant.");
  await tablet.getByRole("button", { name: "Klaar" }).click();
  await invitation(tablet);

  const fresh = (await asAdmin("KioskService/CreateCards", { personIds: [await idOf(admin, "Amara Okafor")] })).cards[0];
  await scan(tablet, fresh.url);
  await tablet.getByRole("group", { name: "Kies een pincode van zes cijfers" }).waitFor();
  await shoot(tablet, "kiosk_choose_pin");
  await typePin(tablet, "290184");
  await tablet.getByRole("group", { name: "Nog een keer dezelfde" }).waitFor();
  await typePin(tablet, "290185");
  await alerted(tablet, "twee verschillende");
  await typePin(tablet, "290184");
  await typePin(tablet, "290184");
  await thank(tablet, "Samira", "Samira bleef tot de laatste klant geholpen was.");
  await tablet.getByRole("button", { name: "Neem terug" }).click();
  await tablet.getByRole("heading", { level: 1, name: /Teruggenomen/u }).waitFor();
  await tablet.getByRole("button", { name: "Klaar" }).click();
  await invitation(tablet);
});

test("nothing private is reached with the kiosk's cookie, whoever is signed in", async () => {
  await pinOf(kAdmin);
  const tablet = await kiosk("Balie");
  const kPrivate = [
    "RecognitionService/ListSaidToMe", "RecognitionService/ListFeed", "RecognitionService/GetAllowance",
    "RecognitionService/GiveByShorthand", "PeopleService/GetPublicity", "PeopleService/SetPublicity",
    "AccessService/ListSessions", "AccessService/SignOut", "AccessService/ListAudit", "SignInService/GetMySignIn",
    "SignInService/SetPassword", "KioskService/SetPin", "KioskService/GetMyCard", "KioskService/ListKiosks",
    "KioskService/CreateCards", "LeaderboardService/ListBoards",
  ];
  const reasons = async () => {
    const all = {};
    for (const method of kPrivate) {
      const { body } = await call(tablet, method, {});
      all[method] = body.details?.[0]?.debug?.reason ?? body.message ?? "let in";
    }
    return all;
  };
  const live = () =>
    tablet.evaluate(
      () =>
        new Promise((resolve) => {
          const socket = new WebSocket(`${location.origin.replace("http", "ws")}/live`, "koebel.v1");
          socket.onopen = () => resolve("open");
          socket.onerror = () => resolve("refused");
        }),
    );

  for (const [method, reason] of Object.entries(await reasons())) assert.match(reason, /ROLE_REQUIRED|roles/u, method);
  assert.equal(await live(), "refused");
  await chooseName(tablet, "vos", /Hanneke Vos/u);
  await typePin(tablet);
  await tablet.getByRole("heading", { level: 1, name: /^Wie verdient/u }).waitFor();
  for (const [method, reason] of Object.entries(await reasons())) assert.match(reason, /SCOPE_REQUIRED|ROLE_REQUIRED|scopes|roles/u, method);
  assert.equal(await live(), "refused");
  const { body } = await call(tablet, "RecognitionService/SuggestRecipients", {});
  assert.deepEqual(body.suggestions ?? [], [], "whom one thanked lately is one's own affair");
  const onlyUs = await call(tablet, "RecognitionService/Give", {
    requestId: crypto.randomUUID(),
    people: { ids: [await idOf(admin, "Amara Okafor")] },
    message: "Dit is alleen voor jou.",
    valueIds: ["018f0000-0000-7000-8000-0000000000ff"],
    visibility: "VISIBILITY_ONLY_US",
  });
  assert.equal(onlyUs.status, 400, JSON.stringify(onlyUs.body));
  const kept = await tablet.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
  assert.doesNotMatch(kept, /Hanneke|person\./u, "nothing of anybody stays in the browser");
  await tablet.getByRole("button", { name: "Klaar" }).click();
});

test("the server signs out whoever walked away, after a warning that a tap answers", async (t) => {
  const usual = { koebeld, admin };
  koebeld = await Koebeld.start({ options: ["--kiosk.idle_seconds=30", "--kiosk.warning_seconds=18"] });
  t.after(async () => {
    await koebeld.stop();
    ({ koebeld, admin } = usual);
  });
  admin = await signIn(browser, koebeld, kAdmin, kDesk);
  await pinOf("fatma-yildiz");
  const tablet = await kiosk("Magazijn", kPortrait);
  await chooseName(tablet, "fatma", /Fatma Yıldız/u);
  await typePin(tablet);
  await tablet.getByLabel("Waarvoor?").fill("Halverwege geschreven.");

  const warning = tablet.getByRole("alertdialog", { name: "Ben je er nog?" });
  await warning.waitFor();
  await assertAccessible(tablet, "the warning");
  await shoot(tablet, "kiosk_warning");
  await assertFocused(tablet, /Ik ben er nog/u);
  await tablet.getByRole("button", { name: "Ik ben er nog" }).click();
  await warning.waitFor({ state: "detached" });
  await assertValue(tablet.getByLabel("Waarvoor?"), "Halverwege geschreven.");

  await warning.waitFor();
  await invitation(tablet);
  const { body } = await call(tablet, "KioskService/GetKiosk", {});
  assert.equal(body.person, undefined, "by the server");
  await chooseName(tablet, "fatma", /Fatma Yıldız/u);
  await typePin(tablet);
  await assertValue(tablet.getByLabel("Waarvoor?"), "", "the next finds nothing");
  await tablet.getByRole("button", { name: "Klaar" }).click();
});

test("five wrong PINs make a colleague wait, many pause the kiosk, and an administrator resumes it", async () => {
  await pinOf("joost-verhagen");
  const tablet = await kiosk("Werkplaats");
  await chooseName(tablet, "verhag", /Joost Verhagen/u);
  for (let i = 0; i < 4; i += 1) {
    await typePin(tablet, "517306");
    await alerted(tablet, "klopt niet");
  }
  await typePin(tablet, "517306");
  await alerted(tablet, "Over 15 minuten");
  await assertAccessible(tablet, "a colleague who waits");
  await shoot(tablet, "kiosk_person_paused");
  await tablet.getByRole("button", { name: "Terug" }).click();

  for (let i = 10; i < 25; i += 1) {
    await call(tablet, "KioskService/ReadCard", { card: `${i}0123456789abcdef0123456789abcd` });
  }
  await tablet.reload();
  await tablet.getByRole("heading", { level: 1, name: "Deze kiosk staat even stil" }).waitFor();
  await assertAccessible(tablet, "a paused kiosk");
  await shoot(tablet, "kiosk_paused");

  await admin.goto(`${koebeld.url}/admin#kiosks`);
  await admin.getByText("staat stil", { exact: true }).waitFor();
  await assertAccessible(admin, "the kiosks");
  await shoot(admin, "admin_kiosks");
  await admin.getByRole("button", { name: "Hervat Werkplaats" }).click();
  await admin.getByText("staat stil", { exact: true }).waitFor({ state: "detached" });
  await tablet.reload();
  await invitation(tablet);

  await admin.getByRole("button", { name: "Intrekken: Werkplaats" }).click();
  await admin.getByRole("dialog").getByRole("button", { name: "Intrekken" }).click();
  await admin.getByRole("dialog").waitFor({ state: "detached" });
  await tablet.reload();
  await tablet.getByRole("heading", { level: 1, name: "Deze tablet is nog geen kiosk" }).waitFor();
  await assertAccessible(tablet, "a tablet that is no kiosk");
  await shoot(tablet, "kiosk_unpaired");
});

test("an administrator adds a kiosk by its code and prints cards, eight to a sheet", async () => {
  await admin.goto(`${koebeld.url}/admin#kiosks`);
  await admin.getByLabel("Waar staat hij?").fill("Ontvangst");
  await admin.getByRole("button", { name: "Voeg kiosk toe" }).click();
  await admin.getByRole("img", { name: "QR-code van de link" }).waitFor();
  await assertAccessible(admin, "a kiosk's link");
  await shoot(admin, "admin_kiosk_link");

  await admin.goto(`${koebeld.url}/admin#cards`);
  await admin.getByLabel("Zoek op naam").fill("Amara");
  await admin.getByRole("button", { name: "Maak een kaart voor Amara Okafor" }).click();
  await admin.getByText("1 kaart gemaakt").first().waitFor();
  await assertAccessible(admin, "the cards");
  await shoot(admin, "admin_cards");
  await admin.emulateMedia({ media: "print" });
  if (process.env.SHOTS) await admin.pdf({ path: `${process.env.SHOTS}/cards.pdf`, preferCSSPageSize: true, printBackground: true });
  const printed = admin.locator(".printed-cards article");
  await printed.first().waitFor();
  const height = await printed.first().evaluate((card) => card.getBoundingClientRect().height);
  assert.ok(height * 4 <= ((297 - 20) / 25.4) * 96, `four rows of ${height} px fit a sheet`);
  await admin.emulateMedia({ media: null });
  await admin.getByRole("button", { name: "Maak kaarten voor iedereen zonder e-mail" }).click();
  await admin.getByText("Iedereen zonder e-mail heeft al een kaart.").first().waitFor();
});

test("by keyboard: a name, the PIN by its digits, and the bell", async () => {
  await pinOf("joost-verhagen", "640281");
  const tablet = await kiosk("Kantoor", kDesk);
  await tabTo(tablet, /Begin met je naam/u);
  await tablet.keyboard.press("Enter");
  await tablet.getByLabel("De eerste letters van je naam").waitFor();
  await assertFocused(tablet, /eerste letters/u);
  await tablet.keyboard.type("samira");
  await tablet.getByRole("button", { name: /Samira Lahlou/u }).waitFor();
  await tablet.keyboard.press("Control+A");
  await tablet.keyboard.type("joost ver");
  await tablet.getByRole("button", { name: /Joost Verhagen/u }).waitFor();
  await tabTo(tablet, /Joost Verhagen/u);
  await tablet.keyboard.press("Enter");
  await tablet.getByRole("group", { name: "Je pincode" }).waitFor();
  await tablet.keyboard.type("640281");
  await tablet.getByRole("heading", { level: 1, name: /Joost/u }).waitFor();
  await tabTo(tablet, /Wie bedank je/u);
  await tablet.keyboard.type("fatma");
  await tablet.getByRole("list", { name: "Suggesties" }).waitFor();
  await tablet.keyboard.press("Enter");
  await tabTo(tablet, /Waarvoor/u);
  await tablet.keyboard.type("Ze dacht mee.");
  await tabTo(tablet, /button/u);
  await tablet.keyboard.press("Enter");
  await tabTo(tablet, /Laat de bel gaan/u);
  await tablet.keyboard.press("Enter");
  await tablet.getByRole("heading", { level: 1, name: "De bel ging!" }).waitFor();
});

test("one's own page chooses the PIN, and a card opened on a phone says where it works", async () => {
  const phone = await signIn(browser, koebeld, "samira-lahlou", kPhone);
  await phone.goto(`${koebeld.url}/#me/pin`);
  await phone.getByLabel("Nieuwe pincode").fill("123456");
  await phone.getByRole("button", { name: "Bewaar pincode" }).tap();
  await alerted(phone, "raadt iemand zo");
  await assertAccessible(phone, "one's own PIN");
  await shoot(phone, "me_pin");
  await phone.getByLabel("Nieuwe pincode").fill(kPin);
  await phone.getByRole("button", { name: "Bewaar pincode" }).tap();
  await phone.getByText("Je nieuwe pincode geldt.").first().waitFor();

  await phone.goto(`${koebeld.url}/card#0123456789abcdef0123456789abcdef`);
  await phone.getByRole("heading", { level: 1, name: "Dit is je kaart" }).waitFor();
  assert.equal(new URL(phone.url()).hash, "");
  await assertAccessible(phone, "a card on a phone");
  await shoot(phone, "card_phone");
});

test("every scene fits a small tablet with words twice as large, in both languages", async () => {
  for (const [locale, colorScheme] of [["nl-NL", "light"], ["en-GB", "dark"]]) {
    const tablet = await kiosk(`Klein ${locale}`, { ...kPortrait, viewport: { width: 600, height: 960 }, locale, colorScheme });
    if (locale === "en-GB") await tablet.getByRole("button", { name: "English" }).click();
    await assertAccessible(tablet, `the invitation, ${locale}`);
    await doubleText(tablet);
    await assertNoSideways(tablet, `the invitation, ${locale}`);
    await tablet.getByRole("button", { name: /Begin met je naam|Start with your name/u }).click();
    await tablet.getByRole("textbox").fill("samira");
    await tablet.getByRole("button", { name: /Samira Lahlou/u }).waitFor();
    await doubleText(tablet);
    await assertNoSideways(tablet, `names, ${locale}`);
    await tablet.getByRole("button", { name: /Samira Lahlou/u }).click();
    await tablet.getByRole("group").waitFor();
    await assertAccessible(tablet, `the PIN, ${locale}`);
    await doubleText(tablet);
    await assertNoSideways(tablet, `the PIN, ${locale}`);
    await typePin(tablet);
    await tablet.locator("form").waitFor();
    await assertAccessible(tablet, `composing, ${locale}`);
    await shoot(tablet, `kiosk_compose_${locale}`);
    await doubleText(tablet);
    await assertNoSideways(tablet, `composing, ${locale}`);
  }
});
