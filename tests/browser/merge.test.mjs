import assert from "node:assert/strict";
import { test } from "node:test";

import { begin, browser, koebeld } from "./support/begin.mjs";
import {
  assertAccessible,
  assertNoSideways,
  assertQuiet,
  call,
  cards,
  doubleText,
  idOf,
  kDesk,
  shoot,
  signIn,
  tabTo,
} from "./support/browser.mjs";

const kAdmin = "hanneke-vos";
const kNarrow = { width: 320, height: 720 };

begin();

/** What an import does by mistake. */
async function addTwice(admin, name, key, more = {}) {
  const { status, body } = await call(admin, "AdministrationService/SavePerson", { requestId: crypto.randomUUID(), name, key, ...more });
  assert.equal(status, 200, JSON.stringify(body));
  return body.personId;
}

async function thank(page, ids, message, visibility = "VISIBILITY_EVERYONE") {
  const { body: session } = await call(page, "AccessService/GetSession", {});
  const valueIds = [session.organisation.values[0].id];
  const { status, body } = await call(page, "RecognitionService/Give", {
    requestId: crypto.randomUUID(),
    people: { ids },
    message,
    valueIds,
    visibility,
  });
  assert.equal(status, 200, JSON.stringify(body));
}

/** An administrator with somebody's record open. */
async function record(name, query, which) {
  const page = await signIn(browser, koebeld, kAdmin, kDesk);
  await page.goto(`${koebeld.url}/admin#people`);
  if (which) await page.getByRole("combobox", { name: "Wie" }).selectOption({ label: which });
  await page.getByLabel("Zoek op naam").fill(query ?? name);
  await page.getByRole("button", { name: `${name} aanpassen` }).click();
  return page;
}

test("somebody who is there twice is one person afterwards, on pages that are open too", async () => {
  const fatma = await signIn(browser, koebeld, "fatma-yildiz", kDesk);
  const admin = await signIn(browser, koebeld, kAdmin, kDesk);
  const double = await addTwice(admin, "Samira el Lahlou", "s.lahlou", { email: "samira@zwaluw.example" });
  const samira = await idOf(fatma, "Samira Lahlou");
  const twin = await signIn(browser, koebeld, "s.lahlou");
  await thank(twin, [await idOf(fatma, "Fatma Yıldız").catch(() => idOf(twin, "Orhan Yavuz"))], "Narcis van de dubbele");
  await thank(fatma, [double], "Krokus voor de dubbele");
  await thank(fatma, [double, samira], "Tulp voor allebei");
  await thank(twin, [samira], "Viooltje van de een aan de ander");
  await thank(fatma, [double], "Hyacint onder ons", "VISIBILITY_ONLY_US");
  await cards(fatma, "Krokus voor de dubbele").getByText("Samira el Lahlou").first().waitFor();
  const twice = fatma.getByRole("article", { name: /Samira el Lahlou.* Samira Lahlou$|Samira Lahlou.* Samira el Lahlou$/u });
  await cards(fatma, "Tulp voor allebei").and(twice).waitFor();

  const page = await record("Samira Lahlou");
  await page.getByRole("button", { name: "Samenvoegen…" }).click();
  const dialog = page.getByRole("dialog", { name: "Samira Lahlou samenvoegen" });
  await dialog.getByRole("searchbox").waitFor();
  await dialog.getByRole("list", { name: "Wie is de tweede?" }).getByText("s.lahlou").waitFor();
  await assertAccessible(page, "the choice of the second");
  await shoot(page, "merge-picker-desk");
  await dialog.getByRole("button", { name: /^Kies Samira el Lahlou/u }).click();

  await dialog.getByText("1 gegeven waardering op naam van wie blijft.").waitFor();
  await dialog.getByText("3 ontvangen waarderingen voor wie blijft").waitFor();
  await dialog.getByText("1 waardering daarvan was voor allebei").waitFor();
  await dialog.getByText("1 waardering van de een aan de ander: voorgoed ingetrokken").waitFor();
  await dialog.getByText("1 ingelogd apparaat").waitFor();
  await dialog.getByText("Dit is niet terug te draaien.").waitFor();
  assert.equal(await dialog.getByText(/Krokus|Hyacint|Narcis/u).count(), 0, "nothing that was said is shown");
  await assertAccessible(page, "the preview of a merge");
  await shoot(page, "merge-preview-desk");

  await dialog.getByRole("button", { name: "Wissel om" }).click();
  await dialog.getByRole("region", { name: "Blijft: Samira el Lahlou" }).waitFor();
  await dialog.getByRole("button", { name: "Wissel om" }).click();
  await dialog.getByRole("region", { name: "Blijft: Samira Lahlou" }).waitFor();

  await page.setViewportSize(kNarrow);
  await assertNoSideways(page, "the preview of a merge at 320 px");
  await shoot(page, "merge-preview-320");
  await page.setViewportSize(kDesk.viewport);

  const yes = dialog.getByRole("button", { name: "Ja, voeg samen" });
  assert.equal(await yes.isDisabled(), true);
  await dialog.getByLabel("Typ “Samira el Lahlou”").fill("samira el lahlou");
  await shoot(page, "merge-confirm-desk");
  await yes.click();
  await page.getByRole("dialog").waitFor({ state: "detached" });

  // The feed that was open all the while.
  await cards(fatma, "Krokus voor de dubbele").getByText("Samira Lahlou").first().waitFor();
  await cards(fatma, "Viooltje van de een").waitFor({ state: "detached" });
  assert.equal(await fatma.getByText("Samira el Lahlou").count(), 0);
  // A card is called by whom it thanks, all of them.
  const once = fatma.getByRole("article", { name: "Samira Lahlou", exact: true });
  await cards(fatma, "Tulp voor allebei").and(once).waitFor();

  const one = await signIn(browser, koebeld, "samira-lahlou");
  const { body: said } = await call(one, "RecognitionService/ListSaidToMe", {});
  const words = said.recognitions.map(({ message }) => message);
  for (const sentence of ["Krokus voor de dubbele", "Tulp voor allebei", "Hyacint onder ons"]) {
    assert.equal(words.filter((each) => each === sentence).length, 1, sentence);
  }
  await twin.reload();
  await twin.getByRole("heading", { name: "Je bent niet ingelogd" }).waitFor();

  const { body: report } = await call(page, "PeopleService/Import", {
    requestId: crypto.randomUUID(),
    kind: "KIND_PEOPLE",
    csv: "key,name\ns.lahlou,Samira Lahlou\n",
  });
  assert.equal(report.created ?? 0, 0, "the next import makes nobody twice");

  const left = await record("Samira el Lahlou", "Samira el", "Vertrokken");
  await left.getByText("Samengevoegd met Samira Lahlou.").waitFor();
  assert.equal(await left.getByRole("button", { name: "Weer in dienst" }).count(), 0);
  await assertAccessible(left, "somebody who was merged");
  await shoot(left, "merged-desk");
  for (const each of [fatma, admin, page, one, twin, left]) assertQuiet(each);
});

test("a merge goes by keyboard, in large letters, and stops where it may not go on", async () => {
  const admin = await signIn(browser, koebeld, kAdmin, kDesk);
  await addTwice(admin, "Orhan Yavus", "o.yavus");
  const page = await record("Orhan Yavuz");
  await tabTo(page, /Samenvoegen…/u);
  await page.keyboard.press("Enter");
  await page.getByRole("searchbox").and(page.locator(":focus")).waitFor();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("Orhan Yavus");
  await page.getByRole("button", { name: /^Kies Orhan Yavus/u }).waitFor();
  await tabTo(page, /Kies Orhan Yavus/u);
  await page.keyboard.press("Enter");
  await page.getByText("Wat er gebeurt").waitFor();
  await doubleText(page);
  await assertNoSideways(page, "the preview in large letters");
  await shoot(page, "merge-preview-large");
  await tabTo(page, /Typ “Orhan Yavus”/u);
  await page.keyboard.type("Orhan Yavuz");
  await page.keyboard.press("Enter");
  assert.equal(await page.getByRole("button", { name: "Ja, voeg samen" }).isDisabled(), true);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("Orhan Yavus");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor({ state: "detached" });

  // The only administrator cannot go.
  const last = await record("Orhan Yavuz");
  await last.getByRole("button", { name: "Samenvoegen…" }).click();
  await last.getByRole("searchbox").and(last.locator(":focus")).fill("Hanneke Vos");
  await last.getByRole("button", { name: /^Kies Hanneke Vos/u }).click();
  await last.getByRole("alert").getByText("Er moet een beheerder blijven.").waitFor();
  await assertAccessible(last, "a merge that is refused");
  await shoot(last, "merge-refused");
  for (const each of [admin, page, last]) assertQuiet(each);
});

for (const [language, me, open, preview] of [
  ["English", "Me", "Merge…", "What happens"],
  ["Polski", "Ja", "Scal…", "Co się stanie"],
]) {
  test(`a merge is asked for in ${language}`, async () => {
    const page = await signIn(browser, koebeld, kAdmin, kDesk);
    const name = `Twee ${language}`;
    await addTwice(page, name, `twee-${language.toLowerCase()}`);
    await page.goto(`${koebeld.url}/#me`);
    await page.getByText(language, { exact: true }).click();
    await page.getByRole("link", { name: me, exact: true }).waitFor();
    await page.goto(`${koebeld.url}/admin#people`);
    await page.getByRole("searchbox").fill("Fatma");
    await page.getByRole("list").getByText("Fatma Yıldız").waitFor();
    await page.getByRole("list").getByRole("button", { name: /Fatma Yıldız/u }).click();
    await page.getByRole("button", { name: open }).click();
    await page.getByRole("searchbox").and(page.locator(":focus")).fill(name);
    await page.getByRole("button", { name: new RegExp(name, "u") }).click();
    await page.getByText(preview).waitFor();
    await shoot(page, `merge-preview-${language}`);
    await page.setViewportSize(kNarrow);
    await assertNoSideways(page, `the preview of a merge in ${language}`);
    assertQuiet(page);
  });
}
