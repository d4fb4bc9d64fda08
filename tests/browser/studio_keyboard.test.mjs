// The same by keyboard alone: from sixty nominations to a rundown that stands, in at most 150 keys that do something and things typed.
import assert from "node:assert/strict";
import { test } from "node:test";

import { begin, browser, koebeld } from "./support/begin.mjs";
import { assertCount, assertFocused, assertQuiet, assertValue, call, focused, go, kDesk, signIn } from "./support/browser.mjs";
import { Koebeld } from "./support/koebeld.mjs";
import { caller, cast, collect, kOptions, monthIn, nominate, parts } from "./support/studio.mjs";

const kMostActions = 150;
const kTitle = "Om negen uur weer warm";
const kFarthest = 150;
let actions = 0;
let curator;
let studio;
let showId;
let people;

begin({
  start: () => Koebeld.start({ options: kOptions }),
  more: async () => {
    people = await cast(browser, koebeld);
    const maker = await caller(browser, koebeld, "noor-de-graaf");
    showId = await collect(maker, monthIn(4));
    await nominate(browser, koebeld, showId, people);
    await maker.done("ShowService/MoveShow", { showId, state: "SHOW_STATE_CURATING" });
    await maker.end();
    curator = await signIn(browser, koebeld, "noor-de-graaf", kDesk);
    studio = parts(curator);
  },
});

const rundown = async () => (await call(curator, "RundownService/GetRundown", { showId })).body;

/** Tab, until the focus matches; back with Shift. */
async function reach(pattern, key = "Tab") {
  for (let step = 0; step < kFarthest; step += 1) {
    if (pattern.test(await focused(curator))) return;
    await curator.keyboard.press(key);
  }
  assert.fail(`${key} never came to ${pattern}, but to ${await focused(curator)}`);
}

const back = (pattern) => reach(pattern, "Shift+Tab");

async function press(key) {
  actions += 1;
  await curator.keyboard.press(key);
}

/** Instead of what stands there. */
async function type(words) {
  actions += 1;
  await curator.keyboard.press("Control+A");
  await curator.keyboard.type(words);
}

test("a draft, and two candidates that become one story", async () => {
  await go(curator, koebeld, `studio#${showId}`);
  await reach(/button "Stel een draaiboek op"/u);
  await press("Enter");
  await assertCount(studio.rows, 8);
  await back(/button "Nog niet gebruikt"/u);
  await press("Enter");
  await reach(/button "Lees: /u);
  await press("Space");
  await press("ArrowDown");
  await press("Space");
  await studio.list.getByText("2 gekozen").waitFor();
  await reach(/button "Maak één verhaal van 2"/u);
  await press("Enter");
  await assertFocused(curator, /heading/u);
  await assertCount(studio.list.getByText("2 gekozen"), 0);
  await reach(/textbox "Titel"/u);
  await type(kTitle);
  await reach(/textbox "Meeleesregels"/u);
  await type("Ze reden er na hun dienst nog heen. Om negen uur was het weer warm.");
  await reach(/textbox "Wat deed /u);
  await type("reed er heen");
  await studio.story.getByText("Bewaard", { exact: true }).waitFor();
  await back(/button "Zet in draaiboek"/u);
  await press("Enter");
  await studio.row(kTitle).waitFor();
});

test("one is taken out, the leader goes first, a slide is moved by its handle", async () => {
  await studio.rundown.getByText("1:00 te lang").first().waitFor();
  await reach(/button .*Aanpassen: Iemand begint/u);
  await press("Enter");
  await reach(/combobox "Voeg een collega toe"/u);
  await type("fatma");
  await studio.dialog.getByRole("option").filter({ hasText: "Fatma Yıldız" }).waitFor();
  await press("Enter");
  await reach(/textbox "Waarvoor\?"/u);
  await type("Je belde al die mensen zelf.");
  await reach(/radio "Zeg het eerlijk/u);
  await press("Space");
  await reach(/button "Bewaar"/u);
  await press("Enter");
  await assertCount(studio.dialog, 0);
  await assertFocused(curator, /button .*Aanpassen: Noor begint/u);
  await press("Enter");
  await reach(/button "Vraag Fatma"/u);
  await press("Enter");
  await studio.dialog.getByText("Gevraagd", { exact: true }).waitFor();
  await press("Escape");

  await reach(/button .*Verplaats (?!Noor)/u);
  await reach(/button .*Aanpassen: (?!Noor)/u);
  await press("Enter");
  await reach(/button "Haal eruit"/u);
  await press("Enter");
  await assertCount(studio.rows, 8);

  await reach(/button "Voeg toe"/u);
  await press("Enter");
  await assertFocused(curator, /menuitem "Opening/u);
  for (let down = 0; down < 5; down += 1) await press("ArrowDown");
  await press("Enter");
  await reach(/textbox "Titel"/u);
  await type("Wie is er nieuw?");
  await press("Enter");
  await assertCount(studio.rows, 9);
  await back(/button .*Verplaats Wie is er nieuw\?/u);
  await press("Space");
  await press("ArrowUp");
  await press("ArrowUp");
  await press("Space");
  await studio.rows.nth(5).getByText("Wie is er nieuw?").waitFor();
  await assertFocused(curator, /button .*Verplaats Wie is er nieuw\?, plaats 6 van 9/u);
});

test("everybody is asked, and says yes; it stands, in at most 150 actions", async (context) => {
  for (const { story } of (await rundown()).segments.filter(({ story: one }) => one?.people.some(({ stage }) => stage === "STAGE_STATE_NOT_ASKED"))) {
    // Behind the story stands the rundown, from its first row on.
    await back(/textbox "Titel"/u);
    const [words] = story.title.split(/[.?]/u);
    await reach(new RegExp(`button "(?!.*(Aanpassen|Verplaats)).*${words}`, "u"));
    await press("Enter");
    await assertValue(studio.story.getByRole("textbox", { name: "Titel" }), story.title);
    await reach(/button "Vraag iedereen die nog niet gevraagd is"/u);
    await press("Enter");
    await studio.row(story.title).getByText("1 nog niet gevraagd", { exact: true }).waitFor({ state: "detached" });
  }
  for (const { id, opener, story } of (await rundown()).segments) {
    for (const { person, stage } of (opener ?? story)?.people ?? []) if (stage === "STAGE_STATE_ASKED") await yes(person.name, story?.storyId ?? id);
  }
  await studio.checks("Iedereen heeft geantwoord").waitFor();

  await back(/button "Draaiboek staat"/u);
  await press("Enter");
  await reach(/button "Het staat"/u);
  await press("Enter");
  await studio.rundown.getByText(/^Het draaiboek staat\. /u).waitFor();
  const { show, total } = await rundown();
  assert.equal(show.state, "SHOW_STATE_READY");
  const minutes = Number.parseInt(total, 10) / 60;
  assert.ok(minutes >= 25 && minutes <= 30, total);
  context.diagnostic(`${actions} actions`);
  assert.ok(actions <= kMostActions, `${actions} actions`);
  assertQuiet(curator);
});

async function yes(name, subjectId) {
  const key = people.find((one) => one.name === name)?.key ?? "fatma-yildiz";
  const person = await caller(browser, koebeld, key);
  await person.done("StageService/AnswerForStage", { subjectId, answer: "STAGE_ANSWER_YES" });
  await person.end();
}
