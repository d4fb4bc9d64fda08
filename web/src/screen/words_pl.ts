import { counted, plural } from "../text/polish_plural";
import type { Words } from "./words";

/** "Pięć razy", "w pięć minut": figures as words, of times and of minutes. */
const kTimes = ["Ani razu", "Raz", "Dwa razy", "Trzy razy", "Cztery razy", "Pięć razy", "Sześć razy", "Siedem razy", "Osiem razy", "Dziewięć razy", "Dziesięć razy", "Jedenaście razy", "Dwanaście razy"];
const kMinutes = ["zero", "jedną", "dwie", "trzy", "cztery", "pięć", "sześć", "siedem", "osiem", "dziewięć", "dziesięć", "jedenaście", "dwanaście"];

/** Everything the screen says by itself, in Polish. */
export const kPolish: Words = {
  by: (giver) => `dziękuje ${giver}`,
  and: "i",
  aColleague: "ktoś z nas",
  colleagues: (count) => (count === 1 ? "ktoś z nas" : counted(count, "osoba", "osoby", "osób")),
  others: (count) => (count === 1 ? "jeszcze jedna osoba" : counted(count, "inna osoba", "inne osoby", "innych osób")),
  customerMoment: "Głos klienta",
  pageOf: (page, pages) => `${page} z ${pages}`,
  bells: (count) => `${kTimes[count] ?? `${count} razy`} dzwonek`,
  within: (minutes) => `w ${kMinutes[Math.max(1, minutes)] ?? minutes} ${plural(Math.max(1, minutes), "minutę", "minuty", "minut")}.`,
  comeAlong: "Zaraz wszystkie się tu pojawią.",
  readLater: (address) => (address ? `Chcesz przeczytać? Zajrzyj na ${address}.` : "Przeczytasz je na telefonie."),
  shortBy: (giver) => `dziękuje ${giver}`,
  thisWeek: "W tym tygodniu",
  timesThanked: (count) => plural(count, "podziękowanie", "podziękowania", "podziękowań"),
  tickIs: (count) => `każda kreska to ${count}`,
  justRang: "Ostatnie dzwonki",
  board: { week: "Tablica tygodnia", month: "Tablica miesiąca" },
  boardCounts: { given: "tylu różnym osobom podziękowano", received: "podziękowania, od wielu liczą się bardziej" },
  boardMost: { given: "Najhojniej dziękują", received: "Najwięcej podziękowań" },
  boardAlphabetical: { week: "w tym tygodniu, alfabetycznie", month: "w tym miesiącu, alfabetycznie" },
  boardNew: "nowe",
  boardMoved: { up: "w górę", down: "w dół" },
  noneYet: "Jeszcze cicho. Dla kogo zadzwoni dzwonek?",
  weStandFor: "To jest dla nas ważne",
  earlierThisWeek: "Wcześniej w tym tygodniu",
  lastWeek: "W zeszłym tygodniu",
  earlier: "Warto przeczytać jeszcze raz",
  welcome: "Dla kogo dziś zadzwoni dzwonek?",
  welcomeLead: "Podziękuj komuś, a zadzwoni tutaj.",
  ringToo: "Zadzwoń i Ty",
  connected: "Połączono",
  notConnected: "Brak połączenia",
  asOf: "stan z",
  sound: { on: "Dźwięk włączony", blocked: "Dźwięk zablokowany: dotknij ekranu", off: "Dźwięk wyłączony" },
  qr: (address) => `Kod QR do ${address}`,
  unpaired: {
    new: { title: "Ten ekran jest tu nowy.", lead: "Nie wie jeszcze, gdzie wisi. Miejsce da mu kurator lub administrator." },
    ended: { title: "Ten ekran został odłączony.", lead: "Nie może tu już nic pokazywać. Nowe miejsce da mu kurator lub administrator." },
    token: { title: "Ten adres już nie działa.", lead: "Został wycofany. Kurator lub administrator da ekranowi miejsce za pomocą kodu." },
    empty: { title: "Trwa konfiguracja Koebel.", lead: "Jeszcze chwila. Ten ekran zacznie sam." },
    away: { title: "Ten ekran czeka na Koebel.", lead: "Serwer jeszcze nie odpowiada. Gdy tylko odpowie, ekran ruszy dalej sam." },
  },
  pairing: {
    code: "Kod tego ekranu",
    open: "Zeskanuj albo otwórz na telefonie lub laptopie",
    type: "Wpisz kod",
    typeMore: "w zakładce Ekrany, Sparuj ekran",
    pick: "Wybierz ten obrazek",
    changes: "Kod działa dziesięć minut. Potem pojawi się następny.",
    waits: "Kod zaraz się pojawi.",
    tooMany: "Wiele ekranów czeka tu na swoje miejsce. Ten spróbuje ponownie później.",
    away: "Brak połączenia. Ten ekran próbuje dalej.",
  },
  tooMany: "Za dużo prób. Za minutę ten ekran spróbuje ponownie.",
};
