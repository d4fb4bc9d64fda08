import type { Language } from "./language";
import type { Why } from "./view";
import { kPolish } from "./words_pl";

/** What it says of the show that comes next. */
export interface ShowWords {
  name: string;
  of: (month: string) => string;
  days: (count: number) => string;
  tomorrow: string;
  today: (time: string) => string;
  minutes: (count: number) => string;
  at: (day: string, time: string) => string;
  nominate: string;
  until: (day: string) => string;
  untilToday: (time: string) => string;
}

/** Everything the screen says by itself. */
export interface Words {
  by: (giver: string) => string;
  also: (names: string) => string;
  and: string;
  aColleague: string;
  colleagues: (count: number) => string;
  others: (count: number) => string;
  customerMoment: string;
  pageOf: (page: number, pages: number) => string;
  bells: (count: number) => string;
  within: (minutes: number) => string;
  comeAlong: string;
  readLater: (address: string) => string;
  shortBy: (giver: string) => string;
  thisWeek: string;
  timesThanked: (count: number) => string;
  lobbyRang: string;
  lobbyFor: (people: number, teams: string) => string;
  lobbyWelcome: string;
  lobbyLead: string;
  newHere: string;
  newHereLead: (count: number) => string;
  lastYear: string;
  dark: string;
  thisIs: string;
  tickIs: (count: number) => string;
  goalOf: (target: string) => string;
  goalReached: string;
  goalTogether: string;
  justRang: string;
  show: ShowWords;
  board: Record<"week" | "month", string>;
  boardCounts: Record<"given" | "received", string>;
  boardMost: Record<"given" | "received", string>;
  boardAlphabetical: Record<"week" | "month", string>;
  boardNew: string;
  boardMoved: Record<"up" | "down", string>;
  noneYet: string;
  weStandFor: string;
  earlierThisWeek: string;
  lastWeek: string;
  earlier: string;
  welcome: string;
  welcomeLead: string;
  ringToo: string;
  connected: string;
  notConnected: string;
  asOf: string;
  sound: Record<"on" | "blocked" | "off" | "asleep", string>;
  qr: (address: string) => string;
  unpaired: Record<Why, { title: string; lead: string }>;
  pairing: Record<"code" | "open" | "type" | "typeMore" | "pick" | "changes" | "waits" | "tooMany" | "away", string>;
  tooMany: string;
}

const kCounts: Record<"nl" | "en", string[]> = {
  nl: ["Nul", "Eén", "Twee", "Drie", "Vier", "Vijf", "Zes", "Zeven", "Acht", "Negen", "Tien", "Elf", "Twaalf"],
  en: ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"],
};

function counted(language: "nl" | "en", count: number): string {
  return kCounts[language][count] ?? String(count);
}

const kDutch: Words = {
  by: (giver) => `bedankt door ${giver}`,
  also: (names) => `ook dankzij ${names}`,
  and: "en",
  aColleague: "een collega",
  colleagues: (count) => (count === 1 ? "een collega" : `${count} collega’s`),
  others: (count) => (count === 1 ? "nog een ander" : `${count} anderen`),
  customerMoment: "Klantmoment",
  pageOf: (page, pages) => `${page} van ${pages}`,
  bells: (count) => `${counted("nl", count)} keer de bel`,
  within: (minutes) => (minutes <= 1 ? "in één minuut." : `in ${counted("nl", minutes).toLowerCase()} minuten.`),
  comeAlong: "Ze komen zo allemaal langs.",
  readLater: (address) => (address ? `Nalezen? Kijk op ${address}.` : "Nalezen kan op je telefoon."),
  shortBy: (giver) => `door ${giver}`,
  thisWeek: "Deze week",
  timesThanked: (count) => (count === 1 ? "keer bedankt" : "keer bedankt"),
  lobbyRang: "De bel ging",
  lobbyFor: (people, teams) => `voor ${people === 1 ? "een collega" : `${people} collega’s`}${teams ? ` van ${teams}` : ""}`,
  lobbyWelcome: "Hier bedanken collega’s elkaar.",
  lobbyLead: "Hoor je een bel? Dan is er net iemand bedankt.",
  newHere: "Nieuw hier",
  newHereLead: (count) => (count === 1 ? "Zeg eens hoi" : "Zeg ze eens gedag"),
  lastYear: "Deze week, vorig jaar",
  dark: "Dit scherm staat even op zwart.",
  thisIs: "Dit is",
  tickIs: (count) => `elk streepje is ${count} keer`,
  goalOf: (target) => `van ${target}`,
  goalReached: "Gehaald",
  goalTogether: "Samen gehaald!",
  justRang: "Net gebeld",
  show: {
    name: "Goed Nieuws Show",
    of: (month) => `van ${month}`,
    days: (count) => `nog ${count} dagen`,
    tomorrow: "morgen",
    today: (time) => `vandaag om ${time}`,
    minutes: (count) => (count === 1 ? "nog 1 minuut" : `nog ${count} minuten`),
    at: (day, time) => `${day} om\u00a0${time}`,
    nominate: "Draag een collega voor op",
    until: (day) => `t/m ${day}`,
    untilToday: (time) => `vandaag nog tot ${time}`,
  },
  board: { week: "Bord van de week", month: "Bord van de maand" },
  boardCounts: { given: "verschillende collega’s bedankt", received: "bedankt, door velen telt meer" },
  boardMost: { given: "Gulste collega’s", received: "Meest bedankt" },
  boardAlphabetical: { week: "deze week, op alfabet", month: "deze maand, op alfabet" },
  boardNew: "nieuw",
  boardMoved: { up: "omhoog", down: "omlaag" },
  noneYet: "Nog stil. Wie verdient de bel?",
  weStandFor: "Hier staan we voor",
  earlierThisWeek: "Eerder deze week",
  lastWeek: "Vorige week",
  earlier: "Om nog eens te lezen",
  welcome: "Wie verdient vandaag de bel?",
  welcomeLead: "Bedank een collega, en hier gaat de bel.",
  ringToo: "Bel ook",
  connected: "Verbonden",
  notConnected: "Niet verbonden",
  asOf: "stand van",
  sound: { on: "Geluid aan", blocked: "Geluid geblokkeerd: tik op het scherm", off: "Geluid uit", asleep: "Geluid slaapt" },
  qr: (address) => `QR-code naar ${address}`,
  unpaired: {
    new: { title: "Dit scherm is nieuw hier.", lead: "Het weet nog niet waar het hangt. Een curator of beheerder geeft het een plek." },
    ended: { title: "Dit scherm is losgemaakt.", lead: "Het laat hier niets meer zien. Een curator of beheerder geeft het een nieuwe plek." },
    token: { title: "Dit adres werkt niet meer.", lead: "Het is ingetrokken. Een curator of beheerder geeft dit scherm met een code een plek." },
    empty: { title: "Koebel wordt ingericht.", lead: "Nog even geduld. Dit scherm begint vanzelf." },
    away: { title: "Dit scherm wacht op Koebel.", lead: "De server antwoordt nog niet. Zodra hij er is, gaat het hier vanzelf verder." },
  },
  pairing: {
    code: "De code van dit scherm",
    open: "Scan, of open op je telefoon of laptop",
    type: "Typ de code",
    typeMore: "onder Schermen, Scherm koppelen",
    pick: "Kies dit plaatje",
    changes: "De code werkt tien minuten. Daarna komt er vanzelf een andere.",
    waits: "De code komt zo.",
    tooMany: "Hier wachten al veel schermen op een plek. Dit scherm probeert het straks opnieuw.",
    away: "Geen verbinding. Dit scherm blijft het proberen.",
  },
  tooMany: "Te vaak geprobeerd. Over een minuut probeert dit scherm het opnieuw.",
};

const kEnglish: Words = {
  by: (giver) => `thanked by ${giver}`,
  also: (names) => `also thanks to ${names}`,
  and: "and",
  aColleague: "a colleague",
  colleagues: (count) => (count === 1 ? "a colleague" : `${count} colleagues`),
  others: (count) => (count === 1 ? "one other" : `${count} others`),
  customerMoment: "Customer moment",
  pageOf: (page, pages) => `${page} of ${pages}`,
  bells: (count) => `${counted("en", count)} rings of the bell`,
  within: (minutes) => (minutes <= 1 ? "in one minute." : `in ${counted("en", minutes).toLowerCase()} minutes.`),
  comeAlong: "They will all come by.",
  readLater: (address) => (address ? `Read them at ${address}.` : "Read them on your phone."),
  shortBy: (giver) => `by ${giver}`,
  thisWeek: "This week",
  timesThanked: (count) => (count === 1 ? "thank-you" : "thank-yous"),
  lobbyRang: "The bell rang",
  lobbyFor: (people, teams) => `for ${people === 1 ? "a colleague" : `${people} colleagues`}${teams ? ` at ${teams}` : ""}`,
  lobbyWelcome: "Here colleagues thank each other.",
  lobbyLead: "Do you hear a bell? Somebody was just thanked.",
  newHere: "New here",
  newHereLead: (count) => (count === 1 ? "Say hello" : "Say hello to them"),
  lastYear: "This week, last year",
  dark: "This screen was made dark for a while.",
  thisIs: "This is",
  tickIs: (count) => `each tick is ${count}`,
  goalOf: (target) => `of ${target}`,
  goalReached: "Reached",
  goalTogether: "Reached together!",
  justRang: "Just rang",
  show: {
    name: "Good News Show",
    of: (month) => `of ${month}`,
    days: (count) => `in ${count} days`,
    tomorrow: "tomorrow",
    today: (time) => `today at ${time}`,
    minutes: (count) => (count === 1 ? "in 1 minute" : `in ${count} minutes`),
    at: (day, time) => `${day} at\u00a0${time}`,
    nominate: "Nominate a colleague at",
    until: (day) => `until ${day}`,
    untilToday: (time) => `today until ${time}`,
  },
  board: { week: "Board of the week", month: "Board of the month" },
  boardCounts: { given: "different colleagues thanked", received: "thanked, by many counts most" },
  boardMost: { given: "Most generous", received: "Most thanked" },
  boardAlphabetical: { week: "this week, alphabetically", month: "this month, alphabetically" },
  boardNew: "new",
  boardMoved: { up: "up", down: "down" },
  noneYet: "Quiet so far. Who deserves the bell?",
  weStandFor: "What we stand for",
  earlierThisWeek: "Earlier this week",
  lastWeek: "Last week",
  earlier: "Worth reading again",
  welcome: "Who deserves the bell today?",
  welcomeLead: "Thank a colleague, and the bell rings here.",
  ringToo: "Ring it too",
  connected: "Connected",
  notConnected: "Not connected",
  asOf: "as of",
  sound: { on: "Sound on", blocked: "Sound blocked: tap the screen", off: "Sound off", asleep: "Sound asleep" },
  qr: (address) => `QR code to ${address}`,
  unpaired: {
    new: { title: "This screen is new here.", lead: "It does not know yet where it hangs. A curator or administrator gives it a place." },
    ended: { title: "This screen was let go.", lead: "It shows nothing here any more. A curator or administrator gives it a new place." },
    token: { title: "This address no longer works.", lead: "It was revoked. A curator or administrator gives this screen a place by its code." },
    empty: { title: "Koebel is being set up.", lead: "Just a moment. This screen starts by itself." },
    away: { title: "This screen is waiting for Koebel.", lead: "The server does not answer yet. As soon as it does, this screen goes on by itself." },
  },
  pairing: {
    code: "This screen’s code",
    open: "Scan, or open on your phone or laptop",
    type: "Type the code",
    typeMore: "under Screens, Pair a screen",
    pick: "Pick this picture",
    changes: "The code works for ten minutes. Then another one appears.",
    waits: "The code is on its way.",
    tooMany: "Many screens are waiting for a place here. This one tries again later.",
    away: "No connection. This screen keeps trying.",
  },
  tooMany: "Tried too often. This screen tries again in a minute.",
};

const kWords: Readonly<Record<Language, Words>> = { nl: kDutch, en: kEnglish, pl: kPolish };

export function wordsFor(language: Language): Words {
  return kWords[language];
}
