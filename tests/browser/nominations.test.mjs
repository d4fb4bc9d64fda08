// Who belongs in the show: a curator plans one, colleagues nominate in their own words, who was there says so, the curator reads it
// as it comes, and after the show who was nominated reads it.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";

import { begin, browser, koebeld } from "./support/begin.mjs";
import {
  alerted, assertAccessible, assertCount, assertFocused, assertNoSideways, assertQuiet, assertValue, call, cards, choose, eventually, go, idOf, kDesk, kPhone, shoot, signIn, tabTo,
} from "./support/browser.mjs";
import { photo, png } from "./support/picture.mjs";

const kThanked = "Je bleef aan de lijn tot het hele gezin weer warm zat.";
const kPrivate = "Dit blijft tussen ons, maar wat was het goed.";
const kDeed = "Ze belde ze zelf terug, allemaal, na haar dienst.";
const kBaked = "Samen bakten ze een taart voor wie die week de telefoon deed.";
const kThanks = "Jij bent waarom ik hier werk.";
const kSaw = "Haar jas was al aan, en ging weer uit.";
const kReason = "Laat het huisnummer weg, dan lezen ze het graag";
const kCake = "Een taart met vijf kaarsjes op de balie";
const kHigh = "De taart van dichtbij";
const kStream = "https://video.example.org/goed-nieuws";
const kZone = "Europe/Amsterdam";
const kMinuteMs = 60_000;
let curator;
let giver;
let witness;
let nominee;
let month;
/** Where the pictures are. */
let paths;

begin({
  more: async () => {
    [curator, giver, witness, nominee] = await Promise.all([
      signIn(browser, koebeld, "noor-de-graaf", kDesk),
      signIn(browser, koebeld, "fatma-yildiz", kDesk),
      signIn(browser, koebeld, "amara-okafor", kPhone),
      signIn(browser, koebeld, "samira-lahlou", kPhone),
    ]);
    // Whatever the demonstration has: the show that comes next in these tests is their own.
    for (const show of await shows()) {
      if (/COLLECTING|READY/u.test(show.state)) await done(curator, "ShowService/MoveShow", { showId: show.id, state: "SHOW_STATE_CURATING" });
      if (show.state === "SHOW_STATE_PLANNED") await done(curator, "ShowService/RemoveShow", { showId: show.id });
    }
    for (const { id: showId, month: of, state, opensAt, closesAt } of await shows()) {
      const airsAt = new Date(Date.now() + 300 * 24 * 60 * kMinuteMs).toISOString();
      if (state === "SHOW_STATE_CURATING") await done(curator, "ShowService/SaveShow", { showId, month: of, opensAt, closesAt, airsAt });
    }
    await thank(kThanked, {});
    await thank(kPrivate, { visibility: "VISIBILITY_ONLY_US" });
  },
});

async function done(page, method, request) {
  const { status, body } = await call(page, method, { requestId: randomUUID(), ...request });
  assert.equal(status, 200, `${method}: ${JSON.stringify(body)}`);
  return body;
}

async function thank(message, more) {
  const { body } = await call(giver, "PeopleService/GetOrganisation", {});
  const people = { ids: [await idOf(giver, "Samira Lahlou")] };
  return done(giver, "RecognitionService/Give", { people, message, valueIds: [body.organisation.values[0].id], ...more });
}

const shows = async () => (await call(curator, "ShowService/ListShows", {})).body.shows ?? [];
/** The one of these tests. */
const ours = async () => (await shows()).find((show) => show.month === month);
/** Everything a refusal says, its reason among it. */
const said = ({ body }) => `${JSON.stringify(body)} ${Buffer.from(body.details?.[0]?.value ?? "", "base64")}`;
/** A moment as a field for it has it, by the organisation's clock. */
const shown = (at) => new Date(at).toLocaleString("sv-SE", { timeZone: kZone }).slice(0, 16).replace(" ", "T");
/** What it is called: "december". */
const named = () => new Intl.DateTimeFormat("nl-NL", { month: "long", timeZone: "UTC" }).format(Date.parse(`${month}-01T12:00:00Z`));
const act = (what) => curator.getByRole("button", { name: new RegExp(`^${what}: ${named()}`, "u") });
const dialog = () => curator.getByRole("dialog");
/** What curators read. */
const written = (words) => curator.locator("main li").filter({ hasText: words });
const own = (page, name) => page.getByRole("article", { name: `Je voordracht van ${name}` });
const inboxRow = (page, words) => page.locator("main li").filter({ hasText: words });
const form = (page) => page.locator("main form");
const chooser = (page) => form(page).locator("input[type=file]");
const picture = (page, number) => form(page).getByRole("group", { name: `Foto ${number}` });
/** Of a page's pictures, those that are drawn: their words. */
const drawn = (scope) => scope.locator("img[src^='/media/']").evaluateAll((images) => images.filter(({ complete, naturalWidth, alt }) => complete && naturalWidth > 0 && alt !== "").map(({ alt }) => alt));
const arePictured = async (scope) => assert.deepEqual(await eventually(() => drawn(scope), ({ length }) => length === 2), [kCake, kHigh]);
const statuses = (page) => page.evaluate((all) => Promise.all(all.map(async (path) => (await fetch(path)).status)), paths);
const mayLook = async (page, status, who) => assert.deepEqual(await statuses(page), [status, status], who);
const send = (page) => page.getByRole("button", { name: "Draag voor", exact: true });

async function chooseWho(page, label, letters, name) {
  await page.getByLabel(label).fill(letters);
  await page.getByRole("option").filter({ hasText: name }).first().click();
  await page.getByRole("button", { name: `${name} weghalen` }).waitFor();
}

test("without a show the page says what will come; nobody is offered to be nominated", async () => {
  await go(giver, koebeld, "#shows");
  await giver.getByRole("heading", { name: "Mijn voordrachten" }).waitFor();
  await assertCount(giver.getByRole("link", { name: "Draag een collega voor" }), 0);
  await assertAccessible(giver, "shows without one");
  await go(giver, koebeld, "#nominate");
  await giver.getByRole("heading", { level: 1, name: "Voordragen kan nu niet" }).waitFor();
  await go(giver, koebeld, "#nomination/00000000-0000-4000-8000-000000000000");
  await giver.getByRole("heading", { level: 1, name: "Deze voordracht is er niet (meer)" }).waitFor();
  await assertAccessible(giver, "a nomination that is not there");
  await go(giver, koebeld, "#today");
});

test("a curator plans a show; what cannot be is said; it is on open pages at once", async () => {
  await go(curator, koebeld, "admin#shows");
  await curator.getByRole("button", { name: "Plan een show" }).click();
  await shoot(curator, "nominations_plan", {});
  await assertAccessible(curator, "a new show");
  month = await dialog().getByLabel(/^Van welke maand/u).inputValue();
  const now = Date.now();
  await dialog().getByLabel(/^Voordragen gaat open/u).fill(shown(now - 60 * kMinuteMs));
  await dialog().getByLabel(/^Voordragen gaat dicht/u).fill(shown(now + 2 * 24 * 60 * kMinuteMs));
  await dialog().getByLabel(/^De show begint/u).fill(shown(now + 60 * kMinuteMs));
  await dialog().getByRole("button", { name: "Bewaar" }).click();
  await alerted(curator, "Deze tijden kloppen niet");
  await dialog().getByLabel(/^De show begint/u).fill(shown(now + 5 * 24 * 60 * kMinuteMs));
  await dialog().getByRole("button", { name: "Bewaar" }).click();
  await assertCount(dialog(), 0);
  await eventually(ours, (show) => show?.state === "SHOW_STATE_COLLECTING");
  await curator.getByText("verzamelt", { exact: true }).waitFor();
  await assertAccessible(curator, "the shows");
  await shoot(curator, "nominations_shows");

  await giver.getByRole("complementary").getByRole("link", { name: "Draag een collega voor" }).waitFor();
  await assertAccessible(giver, "a show beside the feed");
  await shoot(giver, "nominations_today", {});
  await go(curator, koebeld, "admin#nominations");
  await curator.getByText("Er is nog niets geschreven voor deze show.").waitFor();
  await assertAccessible(curator, "nothing was written yet");
});

test("from a recognition: its people, value and words go along; a draft survives a reload; who saw it too is asked", async () => {
  await choose(cards(giver, kThanked), "Voordragen");
  await giver.getByRole("heading", { level: 1, name: "Wie hoort in de show?" }).waitFor();
  await form(giver).getByRole("button", { name: "Samira Lahlou weghalen" }).waitFor();
  await form(giver).getByText(kThanked).waitFor();
  await assertAccessible(giver, "the form that nominates");
  await shoot(giver, "nominations_form");

  await send(giver).click();
  await alerted(giver, "Kies wat voor verhaal het is.");
  await assertFocused(giver, /radio "Klant verrast/u);
  await assertAccessible(giver, "what is missing");
  await giver.getByText("Klant verrast", { exact: true }).click();
  await giver.getByLabel(/^Wat deden ze/u).fill(kDeed);
  const isFree = giver.getByRole("switch", { name: "In mijn eigen woorden" });
  await isFree.check();
  await giver.getByLabel(/^Vertel het in je eigen woorden/u).fill("Het was vrijdag, half zeven.");
  await giver.getByText("Wat je bij de vragen schreef gaat ook mee.").waitFor();
  await isFree.uncheck();
  await assertValue(giver.getByLabel(/^Wat deden ze/u), kDeed);
  await giver.getByLabel(/^Wat wil je ze zeggen/u).fill(kThanks);
  await giver.reload();
  await assertValue(giver.getByLabel(/^Wat deden ze/u), kDeed);
  await assertValue(giver.getByLabel(/^Wat wil je ze zeggen/u), kThanks);
  await form(giver).getByRole("button", { name: "Samira Lahlou weghalen" }).waitFor();
  await chooseWho(giver, "Wie zag het ook?", "Amara", "Amara Okafor");
  await send(giver).click();

  await giver.getByRole("region", { name: "Mooi dat je dit vertelt." }).getByText("Samira Lahlou").waitFor();
  assert.equal(new URL(giver.url()).hash, "#shows");
  await assertFocused(giver, /heading "Shows"/u);
  await own(giver, "Samira Lahlou").getByText(kThanks).waitFor();
  await assertCount(giver.getByRole("heading", { name: "Nog niet verstuurd" }), 0);
  await assertAccessible(giver, "a nomination that was sent");
  await shoot(giver, "nominations_sent");
});

test("photos go along, chosen, pasted and dropped, each with what it shows; a fifth does not; refusals stand beside them", async () => {
  await go(giver, koebeld, "#nominate");
  assert.match(await giver.title(), /^(?:\(\d+\) )?Voordragen /u);
  const add = form(giver).getByRole("button", { name: /^(Voeg een foto toe|Nog een foto)$/u });
  await chooser(giver).setInputFiles({ name: "brief.png", mimeType: "image/png", buffer: Buffer.from("geen plaatje") });
  await alerted(giver, "geen plaatje dat we kennen");
  await chooser(giver).setInputFiles([await photo(giver, 1600, 1200), { name: "klein.png", mimeType: "image/png", buffer: png(64, 64, [20, 90, 160]) }]);
  await picture(giver, 2).getByLabel("Wat is er te zien?").waitFor();
  await assertFocused(giver, /Wat is er te zien/u);
  const { buffer } = await photo(giver, 900, 1200);
  for (const kind of ["paste", "drop"]) {
    const count = await form(giver).getByLabel("Wat is er te zien?").count();
    await giver.evaluate(
      ([what, data]) => {
        const carried = new DataTransfer();
        carried.items.add(new File([Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))], "taart.jpg", { type: "image/jpeg" }));
        const more = { bubbles: true, cancelable: true };
        const event = what === "paste" ? new ClipboardEvent(what, { clipboardData: carried, ...more }) : new DragEvent(what, { dataTransfer: carried, ...more });
        document.querySelector("main form textarea").dispatchEvent(event);
      },
      [kind, buffer.toString("base64")],
    );
    await assertCount(form(giver).getByLabel("Wat is er te zien?"), count + 1);
  }
  await assertCount(add, 0);
  await chooser(giver).setInputFiles({ name: "vijfde.png", mimeType: "image/png", buffer: png(64, 64, [20, 90, 160]) });
  await alerted(giver, "Vier foto’s is het meeste.");
  await assertAccessible(giver, "four photos in the form");
  await shoot(giver, "nominations_photos_four");

  for (const number of [4, 2]) await picture(giver, number).getByRole("button", { name: /^Foto weghalen/u }).click();
  await assertCount(form(giver).getByLabel("Wat is er te zien?"), 2);
  await assertFocused(giver, /button "Nog een foto"/u);
  await chooseWho(giver, "Wie draag je voor?", "Samira", "Samira Lahlou");
  await giver.getByText("Samen gedaan", { exact: true }).click();
  await form(giver).getByRole("group", { name: "Welke kernwaarde laat dit zien?" }).locator("label").first().click();
  await giver.getByLabel(/^Wat deden ze/u).fill(kBaked);
  await picture(giver, 1).getByLabel("Wat is er te zien?").fill(kCake);
  await send(giver).click();
  await alerted(giver, "Zeg wat er op de foto te zien is.");
  await assertFocused(giver, /textbox "Wat is er te zien\?"/u);
  await assertAccessible(giver, "a photo without words");
  await shoot(giver, "nominations_photos_missing");
  await picture(giver, 2).getByLabel("Wat is er te zien?").fill(kHigh);
  await giver.setViewportSize({ width: 320, height: 640 });
  await assertNoSideways(giver, "photos in the form at 320 px");
  await shoot(giver, "nominations_photos_320");
  await giver.setViewportSize(kDesk.viewport);

  await giver.reload();
  await assertValue(picture(giver, 1).getByLabel("Wat is er te zien?"), kCake);
  await assertValue(picture(giver, 2).getByLabel("Wat is er te zien?"), kHigh);
  await send(giver).click();
  await giver.getByRole("region", { name: "Mooi dat je dit vertelt." }).waitFor();
  await own(giver, "Samira Lahlou").filter({ hasText: kBaked }).getByRole("link", { name: /^Openen/u }).click();
  await arePictured(giver.getByRole("article"));
  assert.match(await giver.title(), /^(?:\(\d+\) )?Voordracht /u);
  await assertAccessible(giver, "a nomination with photos");
  await shoot(giver, "nominations_photos_page");
  paths = await giver.getByRole("article").locator("img[src^='/media/']:not([alt=''])").evaluateAll((images) => images.map((image) => image.getAttribute("src")));
  await mayLook(giver, 200, "who wrote it");
  await mayLook(witness, 404, "who has nothing to do with it");
  await mayLook(nominee, 404, "who is nominated, before the show");
});

test("what not everyone may read stays where it is: its people are chosen, its words are not attached", async () => {
  await go(giver, koebeld, "#today");
  await choose(cards(giver, kPrivate), "Voordragen");
  await form(giver).getByText(/^Niet iedereen mag deze waardering lezen/u).waitFor();
  await form(giver).getByRole("button", { name: "Samira Lahlou weghalen" }).waitFor();
  await assertCount(form(giver).getByText(kPrivate), 0);
  await shoot(giver, "nominations_private", {});
});

test("by keyboard from the shows; who caused a complaint may not be named, and the focus goes where the name is", async () => {
  await go(giver, koebeld, "#shows");
  await tabTo(giver, /link "Draag een collega voor"/u);
  await giver.keyboard.press("Enter");
  await assertFocused(giver, /heading "Wie hoort in de show\?"/u);
  await tabTo(giver, /combobox "Wie draag je voor\?"/u);
  await giver.keyboard.type("samira");
  await giver.getByRole("option").filter({ hasText: "Samira Lahlou" }).waitFor();
  await giver.keyboard.press("Enter");
  await giver.getByRole("button", { name: "Samira Lahlou weghalen" }).waitFor();
  await tabTo(giver, /radio "Klant verrast/u);
  for (let down = 0; down < 2; down += 1) await giver.keyboard.press("ArrowDown");
  await assertFocused(giver, /radio "Klacht als cadeau.*\[checked\]/u);
  await giver.keyboard.press("Tab");
  await giver.keyboard.press("Space");
  await tabTo(giver, /switch "In mijn eigen woorden"/u);
  await giver.keyboard.press("Space");
  await tabTo(giver, /textbox "Vertel het in je eigen woorden/u);
  await giver.keyboard.type("Joost Verhagen vergat de afspraak, en zij maakte er iets moois van.");
  await tabTo(giver, /button "Draag voor"/u);
  await giver.keyboard.press("Enter");
  await alerted(giver, /Hier staat de naam van Joost/u);
  await assertFocused(giver, /textbox "Vertel het in je eigen woorden/u);
  await assertAccessible(giver, "a name that may not be there");
  await shoot(giver, "nominations_names", {});

  await giver.keyboard.press("Control+A");
  await giver.keyboard.type("Er ging een afspraak mis, en zij maakte er iets moois van.");
  await tabTo(giver, /button "Draag voor"/u);
  await giver.keyboard.press("Enter");
  await giver.getByRole("region", { name: "Mooi dat je dit vertelt." }).waitFor();
  await assertCount(own(giver, "Samira Lahlou"), 3);
});

test("a lesson is one's own: the form offers exactly that, and the server holds to it", async () => {
  await go(giver, koebeld, "#nominate");
  await giver.getByText("Geleerd", { exact: true }).click();
  const whose = giver.getByRole("group", { name: "Over wie gaat de les?" });
  await whose.getByRole("radio", { name: "Over mijzelf" }).waitFor();
  const offered = await whose.getByRole("radio").count();
  const { body: session } = await call(giver, "AccessService/GetSession", {});
  assert.equal(offered, 1 + (session.me.teams ?? []).length);
  await assertCount(giver.getByLabel("Wie draag je voor?"), 0);
  await assertAccessible(giver, "a lesson");

  const { id: showId } = await ours();
  const refused = await call(giver, "NominationService/Nominate", {
    requestId: randomUUID(),
    showId,
    people: { personIds: [await idOf(giver, "Samira Lahlou")] },
    text: { kind: "NOMINATION_KIND_LESSON_LEARNT", valueId: session.organisation.values[0].id, deed: "Ze vergat de sleutel." },
  });
  assert.notEqual(refused.status, 200);
  assert.match(said(refused), /LESSON_OF_OTHERS/u);
  await giver.getByText("Samen gedaan", { exact: true }).click();
  await go(giver, koebeld, "#shows");
  await giver.getByRole("region", { name: "Nog niet verstuurd" }).getByRole("button", { name: /^Gooi weg: Een voordracht/u }).click();
  await assertFocused(giver, /heading "Shows"/u);
});

test("who was there finds it in the inbox, says what they saw, and says it in other words", async () => {
  await go(witness, koebeld, "#inbox");
  await inboxRow(witness, "Fatma Yıldız vraagt of jij dit ook zag").click();
  await witness.getByRole("heading", { name: "Zag jij dit ook?" }).waitFor();
  await witness.getByText(kDeed).waitFor();
  await assertAccessible(witness, "a nomination somebody is asked about");
  await shoot(witness, "nominations_asked");
  await witness.setViewportSize({ width: 320, height: 640 });
  await assertNoSideways(witness, "a nomination at 320 px");

  await witness.getByRole("button", { name: "Ik zag dit ook" }).click();
  await alerted(witness, "Schrijf eerst wat je zag.");
  await witness.getByLabel("Wat zag jij?").fill("Ik was erbij.");
  await witness.getByRole("button", { name: "Ik zag dit ook" }).click();
  await witness.getByRole("heading", { name: "Dit zag jij" }).waitFor();
  await witness.getByRole("button", { name: "Aanpassen" }).click();
  await witness.getByLabel("Wat zag jij?").fill(kSaw);
  await witness.getByRole("button", { name: "Bewaar" }).click();
  await witness.getByText(kSaw).waitFor();
  await assertFocused(witness, /heading "Dit zag jij"/u);
});

test("the curator reads it as it came, without reloading: what is unread first, with what was seen", async () => {
  await curator.getByText("3 voordrachten").waitFor();
  await curator.getByText("3 ongelezen").waitFor();
  const first = written(kThanks);
  await first.getByText("ongelezen", { exact: true }).waitFor();
  await first.getByText("kwam vandaag", { exact: true }).waitFor();
  await first.getByText("1 collega zag het ook").waitFor();
  await assertAccessible(curator, "what was written");
  await shoot(curator, "nominations_written");

  await curator.getByLabel("Soort").selectOption("Klacht als cadeau");
  await assertCount(written(kThanks), 0);
  await written("Er ging een afspraak mis").waitFor();
  await curator.getByLabel("Soort").selectOption("Alle soorten");
  await tabTo(curator, /button "Lees: Samira Lahlou/u);
  await curator.keyboard.press("Enter");
  await dialog().getByText(kDeed).waitFor();
  await dialog().getByText(kThanked).waitFor();
  await dialog().getByText(kSaw).waitFor();
  await assertAccessible(curator, "a nomination that is read");
  await shoot(curator, "nominations_read", {});
  await curator.getByText("2 ongelezen").waitFor();
});

test("it is held back with a reason, its writer reads why, and it is let go again", async () => {
  await go(giver, koebeld, "#shows");
  await dialog().getByRole("button", { name: "Houd tegen" }).click();
  await dialog().getByLabel(/^Waarom mag wie voorgedragen is/u).fill(kReason);
  await assertAccessible(curator, "holding back");
  await shoot(curator, "nominations_hold", {});
  await dialog().getByRole("button", { name: "Houd tegen" }).click();
  await dialog().getByText(`Tegengehouden: ${kReason}`).waitFor();
  await giver.getByText(`Een curator schrijft: ${kReason}`).waitFor();
  await assertAccessible(giver, "a nomination that is held back");
  await shoot(giver, "nominations_held");
  await go(giver, koebeld, "#inbox");
  const told = inboxRow(giver, "Een curator houdt je voordracht tegen");
  await told.getByText(`Waarom: ${kReason}`).waitFor();
  assert.ok(!(await told.innerText()).includes("Noor"), "who it was is nobody's business");

  await go(giver, koebeld, "#shows");
  await dialog().getByRole("button", { name: "Laat door" }).click();
  await dialog().getByText(`Tegengehouden: ${kReason}`).waitFor({ state: "detached" });
  await assertFocused(curator, /button "Houd tegen"/u);
  await giver.getByText(`Een curator schrijft: ${kReason}`).waitFor({ state: "detached" });
  await curator.keyboard.press("Escape");
  await assertCount(dialog(), 0);
  await go(giver, koebeld, "#inbox");
  await inboxRow(giver, "Een curator las je voordracht, en liet haar door").waitFor();
});

test("the curator sees the photos, small in the list and whole in the nomination", async () => {
  const row = written(kBaked);
  assert.deepEqual(await eventually(() => drawn(row), ({ length }) => length === 1), [kCake]);
  await row.getByRole("img", { name: "en nog 1 foto" }).waitFor();
  await shoot(curator, "nominations_photos_row");
  await row.getByRole("button", { name: /^Lees: Samira Lahlou/u }).click();
  await arePictured(dialog());
  await assertAccessible(curator, "photos that a curator sees");
  await shoot(curator, "nominations_photos_dialog", {});
  await mayLook(curator, 200, "curators");
  await curator.keyboard.press("Escape");
});

test("its writer says it in other words, asks once more, and takes one back after a question", async () => {
  await go(giver, koebeld, "#shows");
  const second = own(giver, "Samira Lahlou").filter({ hasText: "Er ging een afspraak mis" });
  await second.getByRole("button", { name: "Aanpassen" }).click();
  await second.getByLabel(/^Vertel het in je eigen woorden/u).fill("Er liep iets mis, en zij maakte er iets moois van.");
  await second.getByRole("button", { name: "Bewaar" }).click();
  const changed = own(giver, "Samira Lahlou").filter({ hasText: "Er liep iets mis" });
  await changed.getByText(/aangepast/u).waitFor();
  await written("Er liep iets mis").waitFor();

  await changed.getByRole("button", { name: "Wie zag het ook?" }).click();
  await chooseWho(giver, "Wie zag het ook?", "Amara", "Amara Okafor");
  await giver.getByRole("button", { name: "Vraag het" }).click();
  await assertFocused(giver, /button "Wie zag het ook\?"/u);
  await changed.getByRole("button", { name: "Intrekken" }).click();
  await assertFocused(giver, /button "Laat staan"/u);
  await giver.getByRole("button", { name: "Trek in" }).click();
  await assertCount(own(giver, "Samira Lahlou"), 2);
  await assertFocused(giver, /heading "Mijn voordrachten"/u);
  await assertCount(written("Er liep iets mis"), 0);
});

test("who is nominated reads nothing before the show; when it was held, they find it in the inbox and among what is theirs", async () => {
  await go(nominee, koebeld, "#shows");
  await nominee.getByText(/^Na elke show lees je hier/u).waitFor();
  await go(curator, koebeld, "admin#shows");
  await act("Nu sluiten").click();
  await dialog().getByRole("button", { name: "Sluit het" }).click();
  await act("Draaiboek staat").waitFor();
  await nominee.getByText("We maken het draaiboek.").first().waitFor();
  await assertCount(nominee.getByRole("link", { name: "Draag een collega voor" }), 0);

  // It is on air as soon as it can be: when the window is closed.
  const show = await ours();
  const airsAt = new Date(Math.max(Date.now(), Date.parse(show.closesAt)) + 1_000).toISOString();
  await done(curator, "ShowService/SaveShow", { showId: show.id, month, opensAt: show.opensAt, closesAt: show.closesAt, airsAt });
  await act("Draaiboek staat").click();
  await dialog().getByRole("button", { name: "Het staat" }).click();
  await alerted(curator, "Het draaiboek is nog leeg.");
  await assertAccessible(curator, "a rundown that does not stand");
  await shoot(curator, "nominations_rundown_empty", {});
  await done(curator, "RundownService/SaveSegment", { showId: show.id, slide: { title: "Welkom" } });
  await dialog().getByRole("button", { name: "Het staat" }).click();
  await nominee.getByText("Het draaiboek staat klaar.").first().waitFor();
  await pause(Math.max(0, Date.parse(airsAt) - Date.now() + 500));
  await act("De show is geweest").click();
  await dialog().getByText(/Wie voorgedragen is, leest nu/u).waitFor();
  await assertAccessible(curator, "what it means that a show was held");
  await shoot(curator, "nominations_air", {});
  await dialog().getByRole("button", { name: "Ja, hij is geweest" }).click();

  const mine = nominee.getByRole("region", { name: "Over mij geschreven" });
  await mine.getByText(kThanks).waitFor();
  await arePictured(mine.getByRole("article").filter({ hasText: kBaked }));
  await mayLook(nominee, 200, "who is nominated, after the show");
  await mayLook(witness, 404, "somebody else");
  await assertAccessible(nominee, "what was written about me");
  await shoot(nominee, "nominations_mine");
  await nominee.setViewportSize({ width: 320, height: 640 });
  await assertNoSideways(nominee, "shows at 320 px");
  await go(nominee, koebeld, "#inbox");
  await inboxRow(nominee, /schreef over jou of je team voor de show/u).first().click();
  await nominee.getByRole("heading", { level: 1, name: "Over mij geschreven" }).waitFor();
  await go(nominee, koebeld, "#shows");
  await mine.getByRole("article").filter({ hasText: kThanks }).getByRole("link", { name: /^Lees alles/u }).click();
  await nominee.getByText(kDeed).waitFor();
  await nominee.getByText(kSaw).waitFor();
  await assertAccessible(nominee, "a nomination that is mine");
  await shoot(nominee, "nominations_page");
  for (const page of [curator, giver, witness, nominee]) assertQuiet(page);
});

test("the curators' pages fit a phone of 320 px; who is none does not find them", async () => {
  await curator.setViewportSize({ width: 320, height: 640 });
  for (const place of ["shows", "nominations"]) {
    await go(curator, koebeld, `admin#${place}`);
    await curator.locator("main li").first().waitFor();
    await assertNoSideways(curator, `admin#${place} at 320 px`);
    await shoot(curator, `nominations_admin_${place}_320`);
  }
  const admin = await signIn(browser, koebeld, "hanneke-vos", kDesk);
  await go(admin, koebeld, "admin#people");
  await assertCount(admin.getByRole("link", { name: "Voordrachten" }), 0);
  assert.equal((await call(admin, "NominationService/ListNominations", { showId: (await ours()).id })).status, 403);
  await admin.context().close();
});

test("a show in one's own calendar, and where it is watched from afar", async () => {
  await curator.setViewportSize(kDesk.viewport);
  await go(curator, koebeld, "admin#shows");
  await curator.getByRole("button", { name: "Plan een show" }).click();
  month = await dialog().getByLabel(/^Van welke maand/u).inputValue();
  const stream = dialog().getByLabel(/^Adres van de videostream/u);
  await stream.fill(kStream.replace("https", "http"));
  await dialog().getByRole("button", { name: "Bewaar" }).click();
  await alerted(curator, "Dit adres kan niet.");
  await assertFocused(curator, /textbox "Adres van de videostream/u);
  await assertAccessible(curator, "an address that will not do");
  await shoot(curator, "nominations_stream", {});
  await stream.fill(kStream);
  await dialog().getByRole("button", { name: "Bewaar" }).click();
  await assertCount(dialog(), 0);
  assert.equal((await ours()).streamUrl, kStream);

  await go(giver, koebeld, "#shows");
  const card = giver.getByRole("main").getByRole("region", { name: new RegExp(`^De show van ${named()}`, "u") });
  const link = card.getByRole("link", { name: /^Kijk mee op afstand video\.example\.org/u });
  assert.equal(await link.getAttribute("href"), kStream);
  assert.equal(await link.getAttribute("target"), "_blank");
  assert.equal(await link.getAttribute("rel"), "noopener noreferrer");
  const [file] = await Promise.all([giver.waitForEvent("download"), card.getByRole("button", { name: "Zet in mijn agenda" }).click()]);
  assert.match(file.suggestedFilename(), new RegExp(`${month}\\.ics$`, "u"));
  const calendar = (await readFile(await file.path(), "utf8")).replaceAll(/\r?\n[ \t]/gu, "");
  assert.match(calendar, /^BEGIN:VCALENDAR\r\n/u);
  assert.match(calendar, new RegExp(named(), "iu"));
  await giver.getByText(/^Het bestand .*ics is gemaakt/u).waitFor({ state: "attached" });
  await assertAccessible(giver, "a show with a stream");
  await shoot(giver, "nominations_stream_card");
});

test("whoever is asked and works here no more is named where one is asked", async () => {
  const { id: showId } = await ours();
  await done(curator, "ShowService/MoveShow", { showId, state: "SHOW_STATE_COLLECTING" });
  await go(giver, koebeld, "#nominate");
  await giver.getByText("Stille kracht", { exact: true }).click();
  await form(giver).getByRole("group", { name: "Welke kernwaarde laat dit zien?" }).locator("label").first().click();
  await giver.getByLabel(/^Wat deden ze/u).fill("Elke ochtend staat alles al klaar.");
  await chooseWho(giver, "Wie draag je voor?", "Samira", "Samira Lahlou");
  await chooseWho(giver, "Wie zag het ook?", "Amara", "Amara Okafor");
  await giver.evaluate(() => {
    for (const key of Object.keys(localStorage).filter((one) => one.endsWith(".nominations"))) {
      const drafts = JSON.parse(localStorage.getItem(key));
      drafts[""].witnesses[0].id = "00000000-0000-4000-8000-000000000000";
      localStorage.setItem(key, JSON.stringify(drafts));
    }
  });
  await giver.reload();
  await form(giver).getByRole("button", { name: "Amara Okafor weghalen" }).waitFor();
  await send(giver).click();
  await alerted(giver, "Een van wie je vraagt, werkt hier niet meer.");
  await assertFocused(giver, /combobox "Wie zag het ook\?"/u);
  await assertAccessible(giver, "a witness who is gone");
  for (const page of [curator, giver]) assertQuiet(page);
});
