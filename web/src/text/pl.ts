import { boardsPl } from "./boards_pl";
import { codePl } from "./code_pl";
import { conversationPl } from "./conversation_pl";
import { filterPl } from "./filter_pl";
import { inboxPl } from "./inbox_pl";
import { moderationPl } from "./moderation_pl";
import { goalsPl } from "./goals_pl";
import { kioskPl } from "./kiosk_pl";
import { leavingPl } from "./leaving_pl";
import type { Text } from "./nl";
import { picturesPl } from "./pictures_pl";
import { counted, plural } from "./polish_plural";
import { privacyPl } from "./privacy_pl";
import { reasonsPl } from "./reasons_pl";
import { nominatePl } from "./nominate_pl";
import { showsPl } from "./shows_pl";
import { signInPl } from "./sign_in_pl";
import { stagePl } from "./stage_pl";
import { switchedPl } from "./switched_pl";
import { tokensPl } from "./tokens_pl";
import { writingHelpPl } from "./writing_help_pl";

/**
 * Everything the employee's page says, in Polish. It says "Ty", and nothing that depends on whether the
 * reader is a man or a woman; names stay in the nominative, behind a verb or a colon.
 */
export const pl: Text = {
  tabs: { label: "Koebel", today: "Dziś", shows: "Show", boards: "Tablice", inbox: "Skrzynka", me: "Ja" },
  skip: "Przejdź do treści",
  title: (place) => `${place} · Koebel`,
  toGive: (left) => `${left} do rozdania`,
  unread: (count) => counted(count, "nieprzeczytane podziękowanie", "nieprzeczytane podziękowania", "nieprzeczytanych podziękowań"),

  composer: {
    heading: "Dla kogo dziś zadzwoni dzwonek?",
    label: "Twoje podziękowanie",
    hint: (name, value) => `@${name} pomaga klientowi, który tak naprawdę szukał firmy obok, #${value} +5`,
    somebody: "osoba",
    people: "Dla kogo?",
    likely: "Często blisko Ciebie",
    values: "Która wartość?",
    credits: "Żetony na dokładkę",
    creditsTool: "Żetony",
    noCredits: "Bez",
    addPerson: "Jeszcze ktoś",
    addValue: "Jeszcze jedna wartość",
    creditsEach: (count) => `${counted(count, "żeton", "żetony", "żetonów")} na osobę`,
    remove: "usuń",
    leave: "Zostaw tak",
    suggestions: "Podpowiedzi",
    suggestionCount: (count) => counted(count, "podpowiedź", "podpowiedzi", "podpowiedzi"),
    enter: "Enter",
    team: (size) => `zespół, ${counted(size, "osoba", "osoby", "osób")}`,
    moment: "Głos klienta",
    momentLabel: "Co zauważył klient?",
    momentHint: "Klientka z Assen: „Z czymś takim spotykam się pierwszy raz”.",
    visibility: "Kto to zobaczy?",
    ring: "Zadzwoń dzwonkiem",
    start: "Podaj osobę, powód i wartość.",
    done: "jest",
    missing: "brakuje",
    checkPerson: "osoba",
    checkReason: "powód",
    checkValue: "wartość",
    left: (count) => `Jeszcze ${counted(count, "znak", "znaki", "znaków")}`,
    over: (count) => `${counted(count, "znak", "znaki", "znaków")} za dużo`,
    which: (written) => `Kogo masz na myśli, pisząc „${written}”?`,
    unknown: (written) => `Nie znam „${written}”. Wybierz kogoś albo napisz to inaczej.`,
    onScreens: (name) => `Na ekranach: ${name}`,
    notOnScreens: "Na ekranach: ktoś z nas",
  },
  visibility: {
    everyone: "Wszyscy",
    everyoneHint: "aktualności i ekrany",
    team: "Zespół",
    teamHint: "wy i zespoły osób, którym dziękujesz",
    onlyUs: "Tylko my",
    onlyUsHint: "nikt inny, administrator też nie",
  },
  sent: {
    title: "Dzwonek zadzwonił.",
    quietTitle: "Powiedziane.",
    sees: (names) => `${names} już to widzi.`,
    see: (names) => `${names} już to widzą.`,
    rangOn: (screens, towns) =>
      `Na ${screens === 1 ? "jednym ekranie" : `${screens} ekranach`}${towns > 1 ? ` w ${towns} miejscowościach` : ""}.`,
    fewerCredits: (credits) =>
      credits === 0
        ? "Poszło bez żetonów: było ich za mało."
        : `${plural(credits, "Poszedł", "Poszły", "Poszło")} ${counted(credits, "żeton", "żetony", "żetonów")}: więcej nie było.`,
    takeBack: "Cofnij",
    takenBack: "Cofnięte. Zniknęło wszędzie.",
    close: "Zamknij",
  },
  outbox: {
    waiting: "Czeka na wysłanie",
    waitingFor: (names) => `Twoje podziękowanie (${names}) wyjdzie, gdy tylko wróci połączenie.`,
    sending: "W drodze",
    refused: "Niewysłane",
    stale: "Sprawdź w aktualnościach, czy to już poszło. Jeśli nie, wyślij jeszcze raz.",
    edit: "Popraw",
    cancel: "Jednak nie",
  },
  feed: {
    label: "Aktualności",
    watchers: (count) => `${counted(count, "osoba", "osoby", "osób")} z Tobą`,
    from: (name) => `dziękuje ${name}`,
    you: "Ty",
    colleague: "ktoś z nas",
    aColleague: "Ktoś z nas",
    team: (name) => `Zespół ${name}`,
    others: (count) => counted(count, "inna osoba", "inne osoby", "innych osób"),
    forTeam: "Tylko dla zespołu",
    onlyUs: "Tylko między wami",
    hidden: "Ukryte przez kuratora",
    credits: (count) => `+${count}`,
    creditsEach: (count) => `${counted(count, "żeton", "żetony", "żetonów")} na osobę`,
    moment: "Głos klienta",
    more: "Starsze wieści",
    loading: "Chwileczkę",
    end: "To już wszystko.",
    empty: "Jeszcze tu cicho. Podziękuj komuś na dobry początek: od razu pokaże się na ekranach.",
    failed: "Aktualności nie dotarły.",
    retry: "Spróbuj ponownie",
    values: "Wartości",
    hide: {
      open: "Ukryj",
      why: "Dlaczego to nie powinno zostać?",
      what: "Od razu zniknie ze wszystkich ekranów i z aktualności. Dla osób, między którymi padły te słowa, nadal będzie widoczne. Twój powód zostanie zapisany.",
      leave: "Zostaw",
      hide: "Ukryj przed wszystkimi",
      done: "Ukryte. Zniknęło ze wszystkich ekranów.",
    },
  },
  boards: boardsPl,
  conversation: conversationPl,
  filter: filterPl,
  inbox: inboxPl,
  moderation: moderationPl,
  switched: switchedPl,
  me: {
    said: "Powiedziane do mnie",
    saidEmpty: "Tutaj pojawi się to, co mówią Ci inni. Podziękuj komuś na dobry początek.",
    more: "Wcześniej",
    newMark: "nowe",
    thankedFor: "Za co Ci dziękują",
    givenFor: "Za co dziękujesz innym",
    times: (count) => (count === 1 ? "1 raz" : `${count} razy`),
    given: "Powiedziane przeze mnie",
    givenHint: "Twoje podziękowania dla innych",
    givenEmpty: "Tutaj pojawi się to, za co dziękujesz innym.",
    allowance: "Moje żetony do rozdania",
    of: (cap) => `z ${cap}`,
    allowanceText: (cap) =>
      `W poniedziałek zapas się uzupełni, do ${cap}. Nic nie przepada, a bez żetonów podziękowanie i tak idzie.`,
    publicity: "Gdzie można mnie zobaczyć?",
    settings: "To urządzenie",
    language: "Język",
    theme: "Kolory",
    themes: { auto: "Automatycznie", light: "Jasne", dark: "Ciemne" },
    signOut: "Wyloguj się",
    insecure: "Połączenie nie jest szyfrowane. Na co dzień postaw przed Koebel serwer proxy z TLS.",
  },
  goals: goalsPl,
  shows: showsPl,
  stage: stagePl,
  nominate: nominatePl,
  missed: {
    title: (name, since) => `Ekranu ${name} nie widać od: ${since}.`,
    what: "Czy jest włączony? Czy ma sieć? Wtedy wróci sam.",
    screens: "Do ekranów",
  },
  publicity: {
    feed: "Aktualności",
    feedHint: "dla współpracowników",
    screens: "Ekrany",
    screensHint: "w biurze",
    boards: "Tablice",
    boardsHint: "kto się czymś wyróżnia",
    photo: "Zdjęcie",
    photoHint: "tam, gdzie moje imię",
    stage: "Scena",
    stageHint: "w show",
    yes: "Tak",
    no: "Nie",
    fullName: "Imię i nazwisko",
    firstName: "Imię",
    surpriseMe: "Niespodzianka",
    askMeFirst: "Zapytaj mnie",
    notOnStage: "Nie",
    saved: "Zapisane. Dotyczy to też tego, co już tu jest.",
    notChosen: "Tak jest, dopóki nie zdecydujesz inaczej.",
  },
  connection: {
    away: "Brak połączenia. Możesz spokojnie pisać dalej.",
    connecting: "Łączenie",
    stopped: "Ta strona jest za stara albo nie ma już dostępu. Wczytaj ją ponownie.",
    reload: "Wczytaj ponownie",
  },
  signIn: signInPl,
  code: codePl,
  tokens: tokensPl,
  writingHelp: writingHelpPl,
  privacy: privacyPl,
  leaving: leavingPl,
  pictures: picturesPl,
  kiosk: kioskPl,
  demonstration: {
    heading: "Kim dziś jesteś?",
    intro: (organisation) => `${organisation} tak naprawdę nie istnieje. Wybierz osobę i rozejrzyj się jej oczami.`,
    search: "Szukaj po imieniu lub nazwisku",
    none: "Nikogo nie ma. Spróbuj innego imienia.",
    roles: { curator: "kurator", leader: "lider", admin: "administrator" },
    results: (count) => counted(count, "osoba", "osoby", "osób"),
  },
  list: { and: "i" },
  time: { now: "przed chwilą" },
  reasons: reasonsPl,
};
