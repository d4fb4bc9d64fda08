import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";

import { WallBoostSchema } from "../../gen/koebel/v1/remark_pb";
import { GoalKind, GoalSchema, type Goal } from "../../gen/koebel/v1/goal_pb";
import { NewcomerSchema, type Newcomer } from "../../gen/koebel/v1/screen_pb";
import { PersonCardSchema, TeamCardSchema, ValueSchema, type PersonCard, type Value } from "../../gen/koebel/v1/common_pb";

import type { Language } from "../language";
import { kQuiet, type Around } from "../around";
import type { NextShow } from "../next_show";
import type { Shoutout } from "../shoutout";
import { longDutch, messages } from "./messages";

/** Thursday 19 November 2026, 15.58 in Amsterdam. */
export const kNow = Date.parse("2026-11-19T14:58:00Z");

export function person(name: string, colour = "meadow", jobTitle = ""): PersonCard {
  return create(PersonCardSchema, { id: name, name, givenName: name.split(" ")[0] ?? "", colour, jobTitle });
}

/** The six of the organisation; `overfull`: eight, with names as long as they come. */
export function values(overfull = false): Value[] {
  const more = ["Verantwoordelijkheidsgevoelsversterkers", "Wij houden ons aan wat wij beloven, altijd"].map((name, index) => [`more-${index}`, name, name, "sky", longDutch.slice(0, 120)]);
  return [
    ...(overfull ? more : []),
    ["meer", "Doe net iets meer", "Do a little more", "clay", "Niet omdat het moet, maar omdat jij het ook fijn zou vinden."],
    ["tafel", "Iedereen aan tafel", "Everyone at the table", "meadow", "Wie het aangaat praat mee, ook als dat langer duurt."],
    ["samen", "Samen uit, samen thuis", "Out together, home together", "lilac", "We laten niemand achter, en vieren het met elkaar."],
    ["leren", "Leer hardop", "Learn out loud", "lagoon", "Een fout die je vertelt is een les voor ons allemaal."],
    ["anders", "Mag het anders?", "Could it be different?", "rose", "Een beetje gek is goed, als een klant ervan glimlacht."],
    ["eerlijk", "Zeg het eerlijk", "Say it honestly", "sky", "Ook als het lastig is, en juist dan."],
  ].map(([key = "", nameNl = "", nameEn = "", colour = "", description = ""], order) =>
    create(ValueSchema, { id: key, key, nameNl, nameEn, glyph: key.startsWith("more") ? "value-leren" : `value-${key}`, colour, description, order }),
  );
}

/** A goal that runs; "reached": one that was reached, "long": with as many words and figures as there may be. */
export function goal(name: string): Goal {
  const isLong = name.includes("long");
  const isOver = name.includes("reached");
  return create(GoalSchema, {
    id: "goal",
    title: isLong ? "Verantwoordelijkheidsgevoelsversterkers in één bezoek warm, samen vóór Kerst 2026" : "In één bezoek warm",
    kind: GoalKind.COUNT,
    target: isLong ? 10_000_000 : 10_000,
    progress: (isLong ? 1_000 : 1) * (isOver ? 10_214 : 7_412),
    firstDay: "2026-10-01",
    lastDay: "2026-12-24",
    ...(isOver ? { reachedAt: timestampFromMs(kNow - 60_000) } : {}),
  });
}

/**
 * The next show, in eight days; "today", "soon": in that day, in its last hour; "next": of next year. With "shut" nobody can be nominated
 * any more, with "last" only today.
 */
export function nextShow(name: string): NextShow {
  const airs = name.includes("soon") ? "2026-11-19T15:25:00Z" : name.includes("today") ? "2026-11-19T16:30:00Z" : name.includes("next") ? "2027-02-24T15:00:00Z" : "2026-11-27T15:00:00Z";
  const month = name.includes("next") ? "2027-02" : "2026-11";
  const until = Date.parse(name.includes("last") ? "2026-11-19T16:00:00Z" : name.includes("next") ? "2027-02-18T16:00:00Z" : "2026-11-23T16:00:00Z");
  return { id: "show", month, airsAt: Date.parse(airs), opensUntil: name.includes("shut") ? null : until, zone: "Europe/Amsterdam" };
}

/** As a lobby knows it: a value, how many, and a team. */
export function asBell(known: Shoutout): Shoutout {
  return { ...known, giver: undefined, recipients: [], team: undefined, message: "", customerMoment: "", bell: { teamNames: ["Service Amsterdam"] } };
}

/** So many who joined; the second has a long name, the third a long trade. */
export function newcomers(count: number): Newcomer[] {
  const all = ["Eva Blom", "Annemarijn-Charlotte van Oosterwijk-Bloem", "Aleksandra Zielińska", "Piet Hein van der Werf", "Fatma Yıldız", "Bram"];
  const jobs = ["installateur warmtepompen", "planner", "coördinator duurzame warmte en koude in de regio Noord", ""];
  return Array.from({ length: count }, (_, index) => {
    const card = person(all[index % all.length] ?? "", kColours[index % kColours.length], jobs[index % jobs.length]);
    return create(NewcomerSchema, { person: { ...card, id: `${card.id} ${index}` } });
  });
}

/** What was said a year ago, shorter and longer than what fits. */
export function lastYear(): Shoutout[] {
  return [longDutch.slice(0, 240), longDutch].map((message, index) => shoutout({ id: `last-year-${index}`, message, recipients: [person("Annemarijn-Charlotte van Oosterwijk-Bloem", "rose")] }));
}

export function shoutout(about: Partial<Shoutout> & { message: string }): Shoutout {
  const recipients = about.recipients ?? [person("Samira Lahlou", "lilac")];
  return {
    id: about.message.slice(0, 24),
    position: 1n,
    giver: person("Joost Verhagen", "clay"),
    team: undefined,
    valueIds: ["meer"],
    customerMoment: "",
    added: [],
    around: kQuiet,
    givenAt: kNow - 5_000,
    ...about,
    recipients,
    recipientCount: about.recipientCount ?? recipients.length,
  };
}

/** A photo of that size: a cake before a window. */
function photo(width: number, height: number): Shoutout["picture"] {
  const side = Math.min(width, height);
  const at = (x: number, y: number) => `x="${width / 2 + x * side}" y="${height * 0.74 + y * side}"`;
  const box = (x: number, y: number, wide: number, high: number, fill: string) =>
    `<rect ${at(x, y)} width="${wide * side}" height="${high * side}" fill="${fill}"/>`;
  const drawn =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#9cc9e8"/>` +
    `<rect y="70%" width="100%" height="30%" fill="#8d5126"/>${box(-0.34, 0.02, 0.68, 0.04, "#fff6e5")}${box(-0.26, -0.2, 0.52, 0.22, "#b3265b")}` +
    `${box(-0.26, -0.28, 0.52, 0.1, "#fce5ed")}${[-0.2, -0.1, 0, 0.1, 0.2].map((x) => box(x, -0.42, 0.02, 0.15, "#1b5fbd") + box(x - 0.005, -0.47, 0.03, 0.05, "#f5a524")).join("")}</svg>`;
  return { path: `data:image/svg+xml,${encodeURIComponent(drawn)}`, width, height };
}

/** So many in each of the six ways, and reasons of colleagues, oldest first. */
function around(count: number, ...boosts: [string, string][]): Around {
  return {
    ...kQuiet,
    reactions: [1, 2, 3, 4, 5, 6].map((kind) => ({ kind, count: count + kind })),
    boosts: boosts.map(([name, text]) => create(WallBoostSchema, { id: text, author: person(name), text })),
    boostCount: boosts.length,
  };
}

const kNames = "Eva Daan Yusuf Kwame Piet Fatma Amara Noor Bram Lars Rachid Wen Ingrid Mila Joost Samira Hanneke Koen Sanne Tess".split(" ");
const kColours = ["meadow", "sky", "clay", "lilac", "rose", "lagoon"];

function people(count: number): PersonCard[] {
  return kNames.slice(0, count).map((name, index) => person(name, kColours[index % kColours.length]));
}

/** The recent ones and the ones that ring, for a name such as "short" or "burst". */
export function harnessCases(name: string, language: Language): { recent: Shoutout[]; ring: Shoutout[] } {
  const text = messages(language);
  const recent = text.recent.map((message, index) =>
    shoutout({
      id: `recent-${index}`,
      position: BigInt(100 - index),
      message,
      giver: person(["Noor de Graaf", "Wen Tjong", "Ingrid Postma"][index % 3] ?? "", kColours[index % 6]),
      recipients: [person(["Fatma Yıldız", "Lars Timmer", "Kwame Mensah"][index % 3] ?? "", kColours[(index + 2) % 6])],
      valueIds: [["tafel", "samen", "anders"][index % 3] ?? ""],
      givenAt: kNow - (index + 1) * 7_200_000,
    }),
  );
  const moment = text.moment;
  const all: Record<string, Shoutout[]> = {
    short: [shoutout({ message: text.short, customerMoment: moment })],
    around: [shoutout({ message: text.short, customerMoment: moment, added: people(2), around: { ...around(6, ["Daan", text.boost]), reactions: [{ kind: 1, count: 14 }, { kind: 2, count: 9 }] } })],
    crowded: [shoutout({ message: text.short, recipients: people(3), valueIds: ["more-1"], customerMoment: moment, added: people(20), around: around(999_000, ["Annemarijn-Charlotte", text.boost], ["", "a".repeat(200)]) })],
    talked: [shoutout({ message: longDutch, added: people(5), around: around(120, ["Daan", text.boost]) })],
    tiny: [shoutout({ message: text.tiny })],
    photo: [shoutout({ message: text.short, customerMoment: moment, picture: photo(1280, 960) })],
    phototiny: [shoutout({ message: text.tiny, picture: photo(1280, 720), around: around(6, ["Daan", text.boost]) })],
    photohigh: [shoutout({ message: text.short, picture: photo(720, 1280), recipients: people(3), valueIds: ["leren"] })],
    photosmall: [shoutout({ message: text.short, picture: photo(120, 90), valueIds: ["tafel"] })],
    phototwenty: [shoutout({ message: text.short, picture: photo(960, 1280), recipients: people(20), customerMoment: moment, added: people(20), around: around(120, ["Daan", text.boost]) })],
    photolong: [shoutout({ message: text.long, picture: photo(1280, 960), recipients: people(2), customerMoment: moment })],
    photothousand: [shoutout({ message: longDutch, picture: photo(960, 1280), recipients: people(20), giver: person("Annemarijn-Charlotte van Oosterwijk-Bloem", "clay"), valueIds: ["eerlijk"] })],
    photoendless: [shoutout({ message: "a".repeat(1000), picture: photo(1280, 960), customerMoment: "b".repeat(300) })],
    nomoment: [shoutout({ message: text.short, valueIds: ["samen"] })],
    firstname: [shoutout({ message: text.short, giver: person("Joost"), recipients: [person("Samira", "rose")], customerMoment: moment })],
    hidden: [shoutout({ message: text.short, giver: person(""), recipients: [person("")] })],
    two: [shoutout({ message: text.short, recipients: [person("Daan Hofstra"), person("Rachid Benali", "sky")], valueIds: ["eerlijk"] })],
    three: [shoutout({ message: text.short, recipients: [person("Daan Hofstra"), person("Rachid Benali", "sky"), person("Annemarijn-Charlotte van Oosterwijk-Bloem", "rose")], valueIds: ["leren"] })],
    twelve: [shoutout({ message: text.twelve, recipients: people(12), giver: person("Hanneke Vos", "sky", "directeur"), valueIds: ["samen"], customerMoment: text.moment })],
    long: [shoutout({ message: text.long, recipients: [person("Daan Hofstra"), person("Rachid Benali", "sky")], giver: person("Noor de Graaf", "rose"), valueIds: ["leren"], customerMoment: moment })],
    thousand: [shoutout({ message: longDutch, recipients: people(20), giver: person("Annemarijn-Charlotte van Oosterwijk-Bloem", "clay"), valueIds: ["eerlijk"] })],
    endless: [shoutout({ message: "a".repeat(1000), customerMoment: "b".repeat(300) })],
    moment300: [shoutout({ message: longDutch, customerMoment: longDutch.slice(0, 300), recipients: people(4) })],
    arabic: [shoutout({ message: "شكراً جزيلاً على مساعدتك اليوم، لقد أنقذت الموقف بابتسامتك.", giver: person("ليلى حداد"), recipients: [person("عمر الفاروق", "lagoon")], valueIds: ["tafel"] })],
    emoji: [shoutout({ message: "🎉🎉 Topdag! 👩‍🔧🚐💨 Je was er in tien minuten ❤️", valueIds: ["anders"] })],
    team: [shoutout({ message: text.short, team: create(TeamCardSchema, { id: "t", name: "Klantcontact Noord-Holland", colour: "lagoon", size: 14 }), recipients: [], recipientCount: 14, valueIds: ["tafel"] })],
    value40: [shoutout({ message: text.short, valueIds: ["more-0"], customerMoment: moment })],
    names40: [
      shoutout({
        message: text.short,
        giver: person("Annemarijn-Charlotte van Oosterwijk-Bloem", "clay", "coördinator duurzame warmte"),
        recipients: [person("Maximiliaan-Ferdinand van der Hoogenband", "sky"), person("Annemarijn-Charlotte van Oosterwijk-Bloem", "rose"), person("Wolodymyr-Oleksandr Kowaltschuk-Zielińska")],
      }),
    ],
    burst: kColours.map((_, index) =>
      shoutout({
        id: `burst-${index}`,
        position: BigInt(200 + index),
        message: text.short,
        giver: person(kNames[index + 6] ?? ""),
        recipients: index === 2 ? people(5) : [person(index === 4 ? "Annemarijn-Charlotte" : (kNames[index] ?? ""), kColours[index])],
        valueIds: [values()[index]?.id ?? ""],
        givenAt: kNow - index * 6_000,
      }),
    ),
  };
  return { recent: name === "empty" ? [] : recent, ring: all[name] ?? [] };
}
