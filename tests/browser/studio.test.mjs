// The studio by mouse: from sixty nominations to a rundown of half an hour that stands, in at most 150 actions, with everybody asked who
// wants to be, and two curators at one story.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";

import { begin, browser, koebeld } from "./support/begin.mjs";
import {
  alerted, assertAccessible, assertCount, assertFocused, assertNoSideways, assertQuiet, assertValue, call, eventually, go, kDesk, kPhone, shoot, signIn,
} from "./support/browser.mjs";
import { Koebeld } from "./support/koebeld.mjs";
import { photo } from "./support/picture.mjs";
import { caller, cast, collect, Hand, kNominations, kOptions, monthIn, nominate, parts } from "./support/studio.mjs";

const kMostActions = 150;
const kTitle = "Vrijdag, half zeven";
const kLines = "Een gezin zat zonder warmte. Ze reden er na hun dienst nog heen. Om negen uur was het weer warm.";
const kAlt = "Een taart met vijf kaarsjes op tafel";
const kThanks = "Je belde al die mensen zelf. Dat vergeet ik niet.";
const kDesktop = { width: 1920, height: 1080 };
const hand = new Hand();
let curator;
let studio;
let showId;
/** By what they chose for the stage. */
let surprised;
let first;
let never;

begin({
  start: () => Koebeld.start({ options: kOptions }),
  more: async () => {
    const people = await cast(browser, koebeld);
    const maker = await caller(browser, koebeld, "noor-de-graaf");
    showId = await collect(maker, monthIn(3));
    await nominate(browser, koebeld, showId, people);
    await maker.done("ShowService/MoveShow", { showId, state: "SHOW_STATE_CURATING" });
    await maker.end();
    const who = (stage) => people.filter((one) => one.stage === stage);
    [surprised, first, [never]] = [who("surprise"), who("first"), who("never")];
    curator = await signIn(browser, koebeld, "noor-de-graaf", kDesk);
    studio = parts(curator);
  },
});

const rundown = async () => (await call(curator, "RundownService/GetRundown", { showId })).body;
/** Of these, the first whose nomination about them alone is a candidate on the first page, and in no story. */
async function untold(people) {
  const { body } = await call(curator, "CandidateService/ListCandidates", { showId, untold: true });
  const names = body.candidates.filter(({ people: about, nominationId }) => nominationId && about?.length === 1).map(({ people: [{ person }] }) => person.name);
  const found = people.find(({ name }) => names.includes(name));
  assert.ok(found, `${names}`);
  return found;
}
const saved = () => studio.story.getByText("Bewaard", { exact: true }).waitFor();

/** On both desks of the office. */
async function look(name, what) {
  await assertAccessible(curator, what);
  await shoot(curator, `${name}_1280`, {});
  await curator.setViewportSize(kDesktop);
  await shoot(curator, `${name}_1920`, {});
  await curator.setViewportSize(kDesk.viewport);
}

test("sixty nominations lie there; a draft lays out the half hour, each proposal with its reason", async () => {
  await go(curator, koebeld, `studio#${showId}`);
  await studio.list.getByText(`${kNominations} voordrachten`).waitFor();
  await studio.rundown.getByText(/^Er staat nog niets/u).waitFor();
  await look("studio_empty", "a studio with candidates only");
  await hand.click(studio.rundown.getByRole("button", { name: "Stel een draaiboek op" }));
  await assertCount(studio.rows, 8);
  await assertCount(studio.rows.filter({ hasText: "Waarom:" }), 8);
  await studio.rundown.getByText("Hoort bij begin of eind").first().waitFor();
  await studio.rundown.getByText(/Nog niemand voor/u).first().waitFor();
  await look("studio_draft", "a drafted rundown");
});

test("two nominations become one story: chosen, titled, written, with who did what", async () => {
  await hand.click(studio.list.getByRole("button", { name: "Nog niet gebruikt" }));
  const [one, other] = [await untold(surprised), await untold(first)];
  for (const { name } of [one, other]) await hand.click(studio.card(name).getByRole("checkbox"));
  await hand.click(studio.list.getByRole("button", { name: "Maak één verhaal van 2" }));
  const title = studio.story.getByRole("textbox", { name: "Titel" });
  await title.waitFor();
  await assertFocused(curator, /heading/u);
  await assertCount(studio.story.getByRole("button", { name: /^Haal .* uit het verhaal/u }), 2);
  await hand.type(title, kTitle);
  await hand.type(studio.story.getByRole("textbox", { name: "Meeleesregels" }), kLines);
  await hand.type(studio.story.getByRole("textbox", { name: `Wat deed ${one.givenName}?` }), "reed er nog heen");
  await hand.type(studio.story.getByRole("textbox", { name: `Wat deed ${other.givenName}?` }), "belde vooraf");
  await studio.story.getByText("3 zinnen").waitFor();
  await saved();
  await curator.reload();
  await assertValue(title, kTitle);
  await assertCount(studio.story.getByRole("list", { name: "Wie deed wat" }).getByRole("listitem"), 2);
  await look("studio_story", "a story");
});

test("its picture: what it shows, the point that stays in view, and who is on it before it can be shown", async () => {
  await hand.click(studio.story.getByRole("button", { name: "Kies beeld" }));
  const file = await photo(curator, 1600, 1000);
  await hand.act(() => studio.dialog.locator("input[type=file]").setInputFiles(file));
  await hand.type(studio.dialog.getByLabel("Wat is er te zien?"), kAlt);
  await hand.click(studio.dialog.getByRole("button", { name: "Wat in beeld blijft" }), { position: { x: 60, y: 40 } });
  await studio.dialog.getByText("Pas als dit gezegd is, is het beeld te zien.").waitFor();
  await look("studio_picture_unnamed", "a picture nobody named people in");
  await hand.click(studio.dialog.getByRole("group", { name: "Wie staat erop?" }).getByRole("checkbox").first());
  await hand.click(studio.dialog.getByLabel("Dit is iedereen die erop staat"));
  await studio.dialog.getByText("Te zien in de show.").waitFor();
  await look("studio_picture", "a picture that is shown");
  await hand.act(() => curator.keyboard.press("Escape"));
  await assertCount(studio.dialog, 0);
  await hand.click(studio.story.getByRole("button", { name: "Zet in draaiboek" }));
  await studio.story.getByText("Staat in het draaiboek").waitFor();
  await studio.row(kTitle).waitFor();
  const { pictures: [picture] } = (await call(curator, "StoryService/GetStory", { storyId: await storyOf(kTitle) })).body.story;
  assert.ok(picture.shown && picture.focusX < 500 && picture.picture.alternativeText === kAlt, JSON.stringify(picture));
});

const storyOf = async (title) => (await rundown()).segments.find(({ story }) => story?.title === title).story.storyId;

test("it is too long: one is taken out; another is told of somebody alone", async () => {
  await studio.rundown.getByText("1:00 te lang").first().waitFor();
  await look("studio_too_long", "a rundown that is too long");
  await hand.click(studio.rows.nth(1).getByRole("button", { name: /Aanpassen/u }));
  await look("studio_segment_story", "the form of a story's segment");
  await hand.click(studio.dialog.getByRole("button", { name: "Haal eruit" }));
  await assertCount(studio.rows, 8);
  const { name } = await untold(first);
  await hand.click(studio.card(name).getByRole("button", { name: /^Verhaal maken/u }));
  await hand.click(studio.story.getByRole("button", { name: "Zet in draaiboek" }));
  await assertCount(studio.rows, 9);
});

test("the leader goes first; a slide of one's own, dragged to its place", async () => {
  await hand.click(studio.row(/begint/u).getByRole("button", { name: /Aanpassen/u }));
  const who = studio.dialog.getByLabel("Voeg een collega toe");
  await hand.type(who, "Fatma");
  await hand.click(studio.dialog.getByRole("option").filter({ hasText: "Fatma Yıldız" }));
  await hand.type(studio.dialog.getByLabel("Waarvoor?"), kThanks);
  await hand.click(studio.dialog.getByText("Doe net iets meer"));
  await look("studio_opener", "the form of the opener");
  await hand.click(studio.dialog.getByRole("button", { name: "Bewaar" }));
  await assertCount(studio.dialog, 0);
  await studio.checks("De opening staat").waitFor();

  await hand.click(studio.rundown.getByRole("button", { name: "Voeg toe" }));
  await look("studio_add", "the kinds of segments");
  await hand.click(curator.getByRole("menuitem", { name: /^Vrije dia/u }));
  await hand.type(studio.dialog.getByLabel("Titel"), "Wie is er nieuw?");
  await hand.type(studio.dialog.getByLabel("Hoe lang?"), "1:00");
  await look("studio_slide", "the form of a slide");
  await hand.click(studio.dialog.getByRole("button", { name: "Bewaar" }));
  await assertCount(studio.rows, 10);
  await hand.act(() => drag(studio.row("Wie is er nieuw?"), studio.rows.nth(1)));
  await studio.rows.nth(1).getByText("Wie is er nieuw?").waitFor();
  assert.ok(await eventually(async () => (await rundown()).segments[1].slide, Boolean), "it was moved");
});

async function drag(row, onto) {
  await curator.setViewportSize(kDesktop);
  const handle = row.getByRole("button", { name: /Verplaats/u });
  await studio.rundown.evaluate((column) => (column.scrollTop = 0));
  const [from, to] = [await handle.boundingBox(), await onto.boundingBox()];
  await curator.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await curator.mouse.down();
  await curator.mouse.move(from.x + from.width / 2, (from.y + to.y) / 2, { steps: 4 });
  await curator.mouse.move(from.x + from.width / 2, to.y + 4, { steps: 4 });
  await shoot(curator, "studio_drag", {});
  await curator.mouse.up();
  await curator.setViewportSize(kDesk.viewport);
}

test("whoever wants to be asked first is asked, each with a press", async () => {
  const refused = await call(curator, "ShowService/MoveShow", { requestId: randomUUID(), showId, state: "SHOW_STATE_READY" });
  assert.equal(refused.body.reason, "CONSENT_PENDING");
  const opener = studio.row("Noor begint");
  await hand.click(opener.getByRole("button", { name: /Aanpassen/u }));
  await hand.click(studio.dialog.getByRole("button", { name: "Vraag Fatma" }));
  await studio.dialog.getByText("Gevraagd", { exact: true }).waitFor();
  await look("studio_opener_asked", "somebody of the opener is asked");
  await hand.act(() => curator.keyboard.press("Escape"));
  await opener.getByText("1 gevraagd").waitFor();
  for (const title of (await rundown()).segments.filter(({ story }) => story?.people.some(({ stage }) => stage === "STAGE_STATE_NOT_ASKED")).map(({ story }) => story.title)) {
    await hand.click(studio.row(title).locator("button.what"));
    await assertValue(studio.story.getByRole("textbox", { name: "Titel" }), title);
    await hand.click(studio.story.getByRole("button", { name: "Vraag iedereen die nog niet gevraagd is" }));
    await studio.row(title).getByText("1 gevraagd").waitFor();
  }
  await studio.checks("Iedereen is gevraagd").waitFor();
  await studio.checks(/Nog \d antwoorden te gaan/u).waitFor();
  await look("studio_asked", "everybody is asked");
});

/** Somebody on their phone, at the question about a segment or story of this name. */
async function answering(name, title) {
  const { key } = first.find((one) => one.name === name);
  const page = await signIn(browser, koebeld, key, kPhone);
  await go(page, koebeld, "#shows");
  await page.getByRole("main").getByRole("link").filter({ hasText: title }).click();
  await page.getByRole("heading", { level: 1, name: "Mogen we jouw verhaal vertellen?" }).waitFor();
  return page;
}

const say = (page, answer) => page.getByRole("group", { name: "Jouw antwoord" }).getByText(answer, { exact: true }).click();
const alone = async (state) => (await rundown()).segments.find(({ story }) => story?.people.length === 1 && story.people[0].stage === `STAGE_STATE_${state}`)?.story;

test("they answer on their phones: yes, after all not, yes without a photo, not now; who alone says no takes the segment along", async () => {
  const two = (await rundown()).segments.find(({ story }) => story?.title === kTitle).story;
  const group = two.people.find(({ stage }) => stage === "STAGE_STATE_ASKED").person;
  const page = await answering(group.name, kTitle);
  await page.getByText(kLines).waitFor();
  await page.getByText("belde vooraf").waitFor();
  await page.getByText("Je staat op geen foto bij dit verhaal.").waitFor();
  await assertAccessible(page, "a question for the stage");
  await shoot(page, "studio_question");
  await page.setViewportSize({ width: 320, height: 640 });
  await assertNoSideways(page, "a question at 320 px");
  await page.setViewportSize(kPhone.viewport);
  await say(page, "Ja");
  await studio.row(kTitle).getByText("1 gevraagd").waitFor({ state: "detached" });
  await say(page, "Nu niet");
  await studio.row(kTitle).getByText("1 nu niet").waitFor();
  await say(page, "Ja, zonder foto");
  await page.getByRole("main").getByText("Je zei ja, zonder foto. Zo doen we het.").waitFor();
  await studio.row(kTitle).getByText("1 nu niet").waitFor({ state: "detached" });
  await assertAccessible(page, "an answered question");
  await shoot(page, "studio_question_answered");
  await page.context().close();

  const lone = await alone("ASKED");
  const refusing = await answering(lone.people[0].person.name, lone.title);
  await say(refusing, "Nu niet");
  await refusing.getByRole("main").getByText("Je zei nu niet. Dat is helemaal goed.").waitFor();
  await studio.row(lone.title).getByText(/^Valt eruit/u).waitFor();
  await studio.checks("1 onderdeel valt eruit").waitFor();
  await refusing.context().close();
  await look("studio_fallen_out", "a segment that fell out");

  for (const { opener, story } of (await rundown()).segments) {
    for (const { person, stage } of (opener ?? story)?.people ?? []) if (stage === "STAGE_STATE_ASKED") await yes(person.name, opener ? (await idOfOpener()) : story.storyId);
  }
  await studio.checks("Iedereen heeft geantwoord").waitFor();
  await hand.click(studio.row(lone.title).getByRole("button", { name: /Aanpassen/u }));
  await hand.click(studio.dialog.getByRole("button", { name: "Haal eruit" }));
  await studio.checks("Niets valt eruit").waitFor();
});

const idOfOpener = async () => (await rundown()).segments.find(({ opener }) => opener).id;

async function yes(name, subjectId) {
  const person = await caller(browser, koebeld, name === "Fatma Yıldız" ? "fatma-yildiz" : first.find((one) => one.name === name).key);
  await person.done("StageService/AnswerForStage", { subjectId, answer: "STAGE_ANSWER_YES" });
  await person.end();
}

test("who is not on stage cannot be told of alone, and is a colleague among others", async () => {
  await hand.click(studio.card(never.name).getByRole("button", { name: /^Verhaal maken/u }));
  await studio.story.getByText(/^Nu kan dit niet verteld worden/u).waitFor();
  await studio.story.getByText("Geen podium", { exact: true }).waitFor();
  await hand.click(studio.story.getByRole("button", { name: "Zet in draaiboek" }));
  await alerted(curator, /podium/u);
  await look("studio_not_on_stage", "a story that cannot be told");

  await hand.click(studio.row(kTitle).locator("button.what"));
  await hand.type(studio.story.getByLabel("Voeg een collega toe"), never.name);
  await hand.click(studio.story.getByRole("option").filter({ hasText: never.name }));
  await hand.type(studio.story.getByRole("textbox", { name: `Wat deed ${never.givenName}?` }), "hield het licht vast");
  await saved();
  await hand.type(studio.story.getByRole("textbox", { name: "Zoals je het vertelt" }), `Ze reden er heen. ${never.name} hield het licht vast.`);
  await studio.story.getByText(new RegExp(`^De tekst noemt ${never.givenName}`, "u")).waitFor();
  await look("studio_named", "a text that names who is not on stage");
  await hand.click(studio.rundown.getByRole("button", { name: "Bekijk" }));
  const frame = studio.dialog.locator(".shown");
  await frame.waitFor();
  for (let turns = 0; turns < 40 && !(await frame.innerText()).includes("hield het licht vast"); turns += 1) await hand.act(() => curator.keyboard.press("ArrowRight"));
  const words = await frame.innerText();
  assert.match(words, /een collega/iu);
  assert.ok(!words.includes(never.givenName), words);
  await shoot(curator, "studio_frame_colleague", {});
  await hand.act(() => curator.keyboard.press("Escape"));
});

test("each frame as it will look, one after another, and the sheet on paper", async () => {
  await hand.click(studio.rundown.getByRole("button", { name: "Bekijk" }));
  const place = studio.dialog.getByText(/^Beeld \d+ van \d+$/u);
  await place.waitFor();
  const [, of] = /van (\d+)/u.exec(await place.innerText());
  await assertAccessible(curator, "the preview");
  for (let at = 1; at < Number(of); at += 1) {
    await shoot(curator, `studio_frame_${at}`, {});
    await hand.act(() => curator.keyboard.press("ArrowRight"));
    await studio.dialog.getByText(`Beeld ${at + 1} van ${of}`).waitFor();
  }
  await look("studio_preview_last", "the last frame");
  await hand.act(() => curator.keyboard.press("Escape"));
  await curator.emulateMedia({ media: "print" });
  await curator.getByRole("table").getByText(kTitle).waitFor();
  await assertCount(studio.list, 0);
  await shoot(curator, "studio_sheet");
  await curator.emulateMedia({ media: "screen" });
});

test("two curators at one story see each other; what each writes is kept, and of one field they choose", async () => {
  const storyId = await storyOf(kTitle);
  const place = `studio#${showId}/${storyId}`;
  await go(curator, koebeld, place);
  const jip = await signIn(browser, koebeld, "jip-rademaker", kDesk);
  await go(jip, koebeld, place);
  const other = parts(jip);
  const field = (of, name) => of.story.getByRole("textbox", { name });
  await other.story.getByText(/Noor (schrijft ook mee|is bezig)/u).waitFor();
  await studio.story.getByText("Jip schrijft ook mee").waitFor();
  await field(other, "Meeleesregels").focus();
  await studio.story.getByText("Jip is bezig met de meeleesregels").waitFor();
  await shoot(curator, "studio_writers", {});

  await field(studio, "Titel").fill("Vrijdag, kwart voor zeven");
  await field(other, "Meeleesregels").fill("Ze reden er na hun dienst nog heen.");
  await assertValue(field(other, "Titel"), "Vrijdag, kwart voor zeven");
  await assertValue(field(studio, "Meeleesregels"), "Ze reden er na hun dienst nog heen.");

  // Both write the same field, and hear nothing of each other meanwhile.
  const [mine, theirs] = ["Het was al donker.", "De kachel deed het weer."];
  koebeld.gate.holdAnswers();
  await field(studio, "Zoals je het vertelt").fill(theirs);
  await field(studio, "Titel").focus();
  await field(other, "Zoals je het vertelt").fill(mine);
  await field(other, "Titel").focus();
  koebeld.gate.bringAnswers();
  const conflict = [studio, other].map(({ story }) => story.getByRole("alert").filter({ hasText: "heeft intussen de tekst veranderd" }));
  const counts = await eventually(() => Promise.all(conflict.map((one) => one.count())), ([here, there]) => here + there > 0);
  const late = counts.indexOf(1);
  for (const words of [mine, theirs]) await conflict[late].getByText(words, { exact: true }).waitFor();
  await assertAccessible([curator, jip][late], "two texts of one story");
  await shoot([curator, jip][late], "studio_conflict", {});
  await conflict[late].getByRole("button", { name: "Zet het mijne neer" }).click();
  await assertCount(conflict[late], 0);
  const kept = [theirs, mine][late];
  for (const one of [studio, other]) await assertValue(field(one, "Zoals je het vertelt"), kept);
  await studio.story.getByRole("button", { name: "Eerdere versies" }).click();
  await studio.dialog.getByText([mine, theirs][late], { exact: true }).waitFor();
  await look("studio_history", "what a story said before");
  await curator.keyboard.press("Escape");
  await go(jip, koebeld, `studio#${showId}`);
  await assertCount(studio.story.getByText(/Jip (schrijft|is bezig)/u), 0);
  assertQuiet(jip);
  await jip.context().close();
});

test("it stands: half an hour, in at most 150 actions", async (context) => {
  await look("studio_finished", "a finished rundown");
  await hand.click(curator.getByRole("banner").getByRole("button", { name: "Draaiboek staat" }));
  await look("studio_ready", "what it means that a rundown stands");
  await hand.click(studio.dialog.getByRole("button", { name: "Het staat" }));
  await studio.rundown.getByText(/^Het draaiboek staat\. /u).waitFor();
  const { show, total } = await rundown();
  assert.equal(show.state, "SHOW_STATE_READY");
  const minutes = Number.parseInt(total, 10) / 60;
  assert.ok(minutes >= 25 && minutes <= 30, total);
  context.diagnostic(`${hand.count} actions`);
  assert.ok(hand.count <= kMostActions, `${hand.count} actions`);
  await look("studio_stands", "a rundown that stands");
  assertQuiet(curator);
});
