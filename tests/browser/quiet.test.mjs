import assert from "node:assert/strict";
import { test } from "node:test";

import { begin, browser, koebeld } from "./support/begin.mjs";
import { assertAccessible, assertNoSideways, call, cards, connected, eventually, kDesk, kPhone, openPage, shoot, signIn } from "./support/browser.mjs";

begin();

const kGiver = "fatma-yildiz";
const kReader = "hanneke-vos";
const kMonday = "Maandag om 8 uur";

async function hang(name) {
  const screen = await openPage(await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: "nl-NL" }));
  await screen.goto(await koebeld.command("screen", "add", name));
  await connected(screen);
  return screen;
}

async function idOf(page, name) {
  const { body } = await call(page, "RecognitionService/SuggestRecipients", { query: name, limit: 1 });
  return body.suggestions[0].person.id;
}

async function give(page, names, message) {
  const ids = [];
  for (const name of names) ids.push(await idOf(page, name));
  const { body: session } = await call(page, "AccessService/GetSession", {});
  const given = await call(page, "RecognitionService/Give", {
    requestId: crypto.randomUUID(),
    people: { ids },
    message,
    valueIds: [session.organisation.values[0].id],
    visibility: "VISIBILITY_EVERYONE",
  });
  assert.equal(given.status, 200, JSON.stringify(given.body));
}

/** The person's own choices. */
async function choices(page) {
  await page.getByRole("link", { name: /^Ik/u }).click();
  const publicity = page.getByRole("region", { name: "Waar mag ik te zien zijn?" });
  await publicity.getByRole("radiogroup", { name: "Bij mij" }).waitFor();
  return publicity;
}

async function choose(page, word, answer) {
  const publicity = await choices(page);
  await publicity.getByRole("radiogroup", { name: "Bij mij" }).getByText(word, { exact: true }).click();
  await publicity.getByText(answer).waitFor();
  return publicity;
}

/** A Monday passes: what waits was given before it, and what repeats is due. */
async function passMonday() {
  await koebeld.backdate(
    "UPDATE recognition SET given_at = given_at - 604800000000 WHERE id IN" +
      " (SELECT recognition_id FROM recognition_recipient WHERE withheld = 2);" +
      " UPDATE schedule SET due_at = 1 WHERE key = 'recognition.monday';",
  );
}

test("what is said to who wants it quietly comes on Monday, with them alone, and its giver sees no difference", async () => {
  const screen = await hang("Kantine");
  const giver = await signIn(browser, koebeld, kGiver, kDesk);
  const reader = await signIn(browser, koebeld, kReader, kDesk);
  const quiet = await signIn(browser, koebeld, "amara-okafor", kPhone);
  await choose(quiet, kMonday, "Bewaard. Vanaf nu komt het op maandag.");
  // What the demonstration said to them is read there: no figure before the title any more.
  const title = () => eventually(() => quiet.title(), (found) => found === "Vandaag · Koebel");
  const unread = async () => (await call(quiet, "InboxService/ListInbox", {})).body.unread ?? 0;
  await quiet.getByRole("link", { name: /^Vandaag/u }).click();
  assert.equal(await title(), "Vandaag · Koebel");
  assert.equal(await eventually(unread, (count) => count === 0), 0);

  await give(giver, ["Amara Okafor"], "bleef stil tot de laatste klant");
  await give(giver, ["Amara Okafor", "Lieke Hoekstra"], "samen de storing opgelost");
  await cards(giver, "bleef stil tot de laatste klant").getByText("Amara Okafor").waitFor();
  await cards(giver, "samen de storing opgelost").getByText(/Amara Okafor/u).waitFor();
  await cards(reader, "samen de storing opgelost").getByText(/Een collega en Lieke Hoekstra/u).waitFor();
  await screen.getByText("samen de storing opgelost").first().waitFor();

  assert.equal(await cards(reader, "bleef stil").count(), 0);
  assert.equal(await screen.getByText("bleef stil").count(), 0);
  await quiet.reload();
  await cards(quiet).first().waitFor();
  assert.equal(await quiet.getByText(/bleef stil|samen de storing/u).count(), 0);
  assert.equal(await unread(), 0);
  assert.equal(await quiet.title(), "Vandaag · Koebel");

  await quiet.getByRole("link", { name: /^Ik/u }).click();
  await passMonday();
  const said = quiet.getByRole("region", { name: "Tegen mij gezegd" });
  await said.getByText("bleef stil tot de laatste klant").waitFor();
  await said.getByText("samen de storing opgelost").waitFor();
  await quiet.getByText("nieuw").first().waitFor();
  await shoot(quiet, "quiet_arrived_phone");
  assert.equal(await cards(reader, "bleef stil").count(), 0);
  assert.equal(await screen.getByText("bleef stil").count(), 0);
  const { body } = await call(quiet, "RecognitionService/ListSaidToMe", {});
  assert.ok(Number(body.recognitions[0].saidPosition) > Number(body.recognitions[0].position));
});

test("an open page of who wants it quietly shows nothing of what may wait, and all the rest", async () => {
  const giver = await signIn(browser, koebeld, kGiver, kDesk);
  const quiet = await signIn(browser, koebeld, "zeynep-kaya", kDesk);
  await choose(quiet, kMonday, "Bewaard. Vanaf nu komt het op maandag.");
  await quiet.getByRole("link", { name: /^Vandaag/u }).click();

  await give(giver, ["Zeynep Kaya", "Lieke Hoekstra"], "dit wacht tot maandag");
  await give(giver, ["Lieke Hoekstra"], "dit is er meteen");
  await cards(quiet, "dit is er meteen").waitFor();
  await cards(giver, "dit wacht tot maandag").waitFor();
  // It is asked for within two and a half seconds; what came after it is there.
  await give(giver, ["Lieke Hoekstra"], "en dit ook");
  await cards(quiet, "en dit ook").waitFor();
  assert.equal(await quiet.getByText("dit wacht tot maandag").count(), 0);

  await choose(quiet, "Meteen", "Bewaard. Wat nog wachtte is er nu.");
  await quiet.getByRole("region", { name: "Tegen mij gezegd" }).getByText("dit wacht tot maandag").waitFor();
});

test("the choice, in two languages, on a phone and at a desk; another page of the same person follows", async () => {
  const page = await signIn(browser, koebeld, "lieke-hoekstra", kPhone);
  const other = await signIn(browser, koebeld, "lieke-hoekstra", kDesk);
  const there = await choices(other);
  const publicity = await choose(page, kMonday, "Bewaard. Vanaf nu komt het op maandag.");
  await there.getByRole("radio", { name: kMonday, checked: true }).waitFor();

  await publicity.getByRole("radiogroup", { name: "Bij mij" }).scrollIntoViewIfNeeded();
  await assertAccessible(page, "quiet delivery");
  await assertNoSideways(page, "quiet delivery");
  await shoot(page, "quiet_nl_phone");
  await shoot(other, "quiet_nl_desk");
  await page.getByRole("radiogroup", { name: "Taal" }).getByText("English").click();
  await page.getByRole("radio", { name: "Monday at 8", checked: true }).waitFor();
  await assertAccessible(page, "quiet delivery in English");
  await shoot(page, "quiet_en_phone");
  await page.setViewportSize(kDesk.viewport);
  await shoot(page, "quiet_en_desk");
});
