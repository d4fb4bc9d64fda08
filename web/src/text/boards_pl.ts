import type { Text } from "./nl";
import { counted, plural } from "./polish_plural";

/** "1 punkt", "22 punkty", "25 punktów", and of a broken figure "1,5 punktu". */
function points(written: string): string {
  const whole = Number(written.replace(/\s/gu, ""));
  return `${written} ${Number.isInteger(whole) ? plural(whole, "punkt", "punkty", "punktów") : "punktu"}`;
}

/** What the page with boards says, in Polish. */
export const boardsPl: Text["boards"] = {
  heading: "Tablice",
  which: "Która tablica?",
  kinds: { received: "Otrzymane", given: "Rozdane", value: "Wartości", teams: "Zespoły" },
  value: "Która wartość?",
  length: "Jaki okres?",
  periods: { week: "Tydzień", month: "Miesiąc", quarter: "Kwartał", year: "Rok" },
  running: { week: "w tym tygodniu", month: "w tym miesiącu", quarter: "w tym kwartale", year: "w tym roku" },
  week: (number) => `tydzień ${number}`,
  quarter: (number, year) => `${number}. kwartał ${year}`,
  earlier: "Poprzedni okres",
  later: "Następny okres",
  standing: "Na razie",
  final: "Wynik końcowy",
  people: (count) => counted(count, "osoba", "osoby", "osób"),
  teams: (count) => counted(count, "zespół", "zespoły", "zespołów"),
  fair: {
    received: "Tyle było podziękowań. Kolejne od tej samej osoby liczy się za każdym razem trochę mniej, więc wiele osób znaczy więcej niż wiele razy.",
    given: "Tylu różnym osobom podziękowano. Tej samej osobie możesz dziękować, ile chcesz, ale tutaj liczy się raz.",
    value: (name) => `Tyle było podziękowań za „${name}”. Kolejne od tej samej osoby liczy się za każdym razem trochę mniej.`,
    teams: "Podziękowania na osobę, dla zespołów od pięciu osób. Zespół mierzy się przede wszystkim ze swoją przeszłością.",
  },
  alphabetical: {
    received: (when) => `W kolejności alfabetycznej: kto ma najwięcej podziękowań, ${when}.`,
    given: (when) => `W kolejności alfabetycznej: kto najhojniej dziękuje, ${when}.`,
    value: (when, name) => `W kolejności alfabetycznej: kto ma najwięcej podziękowań za „${name}”, ${when}.`,
    teams: (when) => `W kolejności alfabetycznej: zespoły z największą liczbą podziękowań, ${when}.`,
  },
  mine: "Na tablicach",
  scored: points,
  rank: "Miejsce",
  points: "punkty",
  colleagues: "osoby",
  perHead: "na osobę",
  you: "Ty",
  colleague: "Ktoś z nas",
  up: (places) => `${counted(places, "miejsce", "miejsca", "miejsc")} w górę`,
  down: (places) => `${counted(places, "miejsce", "miejsca", "miejsc")} w dół`,
  new: "nowe",
  between: "Pomiędzy są inni; tylko oni widzą gdzie.",
  before: (score) => `w poprzednim okresie ${score}`,
  against: (percent) => `${percent} względem poprzedniego okresu`,
  empty: "Na tej tablicy nikogo jeszcze nie ma. Podziękuj komuś i zaczynamy.",
  emptyClosed: "W tym okresie na tablicy nikogo nie było.",
  emptyTeams: "Na tej tablicy nie ma jeszcze żadnego zespołu. Liczą się zespoły od pięciu osób.",
  thank: "Podziękuj komuś",
  on: "Jesteś na tablicach. To Twój wybór.",
  off: "Nie ma Cię na tablicach. To Twój wybór; to, co już powiedziano, policzy się, gdy dołączysz.",
  leader: "Liderów nie ma tu na tablicach. Twoje podziękowania i tak liczą się innym.",
  nothing: {
    received: "Jeszcze Cię tu nie ma. Wystarczy, że ktoś Ci podziękuje.",
    given: "Jeszcze Cię tu nie ma. Podziękuj komuś i jesteś w grze.",
    value: "Jeszcze Cię tu nie ma. Wystarczy, że ktoś Ci za to podziękuje.",
    closed: "W tym okresie nie było Cię na tej tablicy.",
  },
  join: "Dołącz",
  leave: "Wypisz się",
  joined: "Jesteś na tablicach.",
  left: "Nie ma Cię już na żadnej tablicy.",
  lagging: "Tablice mogą być chwilowo trochę spóźnione.",
  loading: "Chwileczkę",
  failed: "Ta tablica nie dotarła.",
  retry: "Spróbuj ponownie",
  myRank: (rank) => `Twoje miejsce: ${rank}.`,
  shown: (when, size) => `${when}, ${size}.`,
};
