// What tests of the studio begin with: a show that is put together, sixty nominations for it, and people who chose how they want to be
// on stage.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";

const kDayMs = 24 * 60 * 60_000;
const kKinds = ["CUSTOMER_WOW", "TEAMWORK", "COMPLAINT_AS_A_GIFT", "BARRIER_REMOVED", "QUIET_STRENGTH"];
const kNominators = ["fatma-yildiz", "amara-okafor", "lieke-hoekstra", "tom-bakker", "zeynep-kaya", "priya-bisessar"];
/** Who decides about shows is not told of in these. */
const kNotThese = new Set(["hanneke-vos", ...kNominators]);
const kPeople = 40;
/** Three of four let themselves be surprised, of the others the first is not on stage. */
const kAskedFirst = 4;
const kDeeds = [
  { did: "Belde na haar dienst nog naar", and: "Daarna was het huis weer warm. De klant stuurde een kaart." },
  { did: "Reed om langs het magazijn in", and: "Zo lag het onderdeel er voor de middag. Niemand hoefde te wachten." },
  { did: "Luisterde een kwartier naar een klant in", and: "Schreef toen op wat er misging. Sindsdien staat het op het formulier." },
  { did: "Ruilde vier ritten naar", and: "Een collega kon zo naar huis. De klanten merkten er niets van." },
  { did: "Zet elke ochtend alles klaar voor", and: "Niemand vraagt erom. Iedereen merkt het als het er niet is." },
];
const kPlaces = ["Assen", "Breda", "Culemborg", "Delft", "Ede", "Franeker", "Gouda", "Heerenveen", "IJmuiden", "Joure", "Kampen", "Leiden"];
export const kNominations = 60;
/** Forty people sign in from one address, faster than people do. */
export const kOptions = ["--calls.address_burst=10000", "--calls.person_burst=10000"];

/** Somebody who calls, without a page. */
export async function caller(browser, koebeld, key) {
  const context = await browser.newContext();
  const { origin, hash } = new URL(await koebeld.signInLink(key));
  const call = async (method, data) => {
    const answer = await context.request.post(`${origin}/koebel.v1.${method}`, { data, headers: { origin } });
    assert.equal(answer.status(), 200, `${method}: ${await answer.text()}`);
    return answer.json();
  };
  await call("AccessService/SignInWithLink", { token: hash.slice(1) });
  return { call, done: (method, data) => call(method, { requestId: randomUUID(), ...data }), end: () => context.close() };
}

/** A month so many from now: "2026-12". */
export function monthIn(months) {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 1)).toISOString().slice(0, 7);
}

/** Plans a show that colleagues are nominated for; gives its id. */
export async function collect(curator, month) {
  const at = (days) => new Date(Date.now() + days * kDayMs).toISOString();
  const { showId } = await curator.done("ShowService/SaveShow", { month, opensAt: at(-1), closesAt: at(2), airsAt: at(9), minutes: 30 });
  const { shows } = await curator.call("ShowService/ListShows", {});
  if (shows.find(({ id }) => id === showId).state === "SHOW_STATE_PLANNED") await curator.done("ShowService/MoveShow", { showId, state: "SHOW_STATE_COLLECTING" });
  return showId;
}

/** People of every team in turn, with what each chose for the stage: "surprise", "first" or "never". */
export async function cast(browser, koebeld) {
  const admin = await caller(browser, koebeld, "hanneke-vos");
  const everybody = [];
  for (let pageToken = "", isLast = false; !isLast; isLast = pageToken === "") {
    const page = await admin.call("AdministrationService/ListPeople", { pageToken });
    everybody.push(...page.people);
    pageToken = page.nextPageToken ?? "";
  }
  await admin.end();
  const teams = new Map();
  for (const person of everybody) {
    const [team] = person.teams ?? [];
    if (team === undefined || kNotThese.has(person.key) || (person.roles ?? []).length > 0) continue;
    teams.set(team.id, [...(teams.get(team.id) ?? []), person]);
  }
  const chosen = [];
  for (let round = 0; chosen.length < kPeople; round += 1) chosen.push(...[...teams.values()].flatMap((members) => members[round] ?? []));
  const people = chosen.slice(0, kPeople).map((one, index) => ({ ...one, stage: index % kAskedFirst > 0 ? "surprise" : index === 0 ? "never" : "first" }));
  for (const { key, stage } of people) {
    if (stage !== "first") await choose(browser, koebeld, key, stage === "never" ? "STAGE_PUBLICITY_NOT_ON_STAGE" : "STAGE_PUBLICITY_SURPRISE_ME");
  }
  return people;
}

async function choose(browser, koebeld, key, stage) {
  const person = await caller(browser, koebeld, key);
  const { publicity } = await person.call("PeopleService/GetPublicity", {});
  await person.done("PeopleService/SetPublicity", { publicity: { ...publicity, photo: true, stage, chosen: true } });
  await person.end();
}

/** What the nomination of this number says: each something else. */
function deedOf(at) {
  const { did, and } = kDeeds[at % kDeeds.length];
  return `${did} ${kPlaces[Math.floor(at / kDeeds.length)]}. ${and}`;
}

/** Sixty nominations by six colleagues, of every kind and value, about these. */
export async function nominate(browser, koebeld, showId, people) {
  let at = 0;
  for (const key of kNominators) {
    const colleague = await caller(browser, koebeld, key);
    const { organisation } = await colleague.call("PeopleService/GetOrganisation", {});
    for (let each = 0; each < kNominations / kNominators.length; each += 1, at += 1) {
      const kind = `NOMINATION_KIND_${kKinds[at % kKinds.length]}`;
      const valueId = organisation.values[at % organisation.values.length].id;
      // What two did together, one in five.
      const personIds = [people[at % people.length].id, ...(at % 5 === 1 ? [people[(at + 7) % people.length].id] : [])];
      await colleague.done("NominationService/Nominate", { showId, people: { personIds }, text: { kind, valueId, deed: deedOf(at) } });
    }
    await colleague.end();
  }
}

/** The hand of somebody whose actions are counted: a click, one thing typed, a key that does something; a look is none. */
export class Hand {
  count = 0;

  async click(locator, options) {
    this.count += 1;
    await locator.click(options);
  }

  async type(field, words) {
    this.count += 1;
    await field.fill(words);
  }

  /** Anything else that is one action. */
  async act(what) {
    this.count += 1;
    return what();
  }
}

/** The three columns, the rows of the rundown, and what stands in front. */
export function parts(page) {
  const column = (name) => page.getByRole("main").getByRole("region", { name, exact: true });
  const rundown = column("Draaiboek");
  return {
    list: column("Kandidaten"),
    story: column("Het verhaal"),
    rundown,
    rows: rundown.locator(".rundown-box ol > li"),
    row: (words) => rundown.locator(".rundown-box ol > li").filter({ hasText: words }),
    checks: (words) => rundown.getByRole("listitem").filter({ hasText: words }),
    dialog: page.getByRole("dialog"),
    card: (name) => column("Kandidaten").getByRole("article").filter({ has: page.getByRole("button", { name: `Lees: ${name}`, exact: true }) }),
  };
}
