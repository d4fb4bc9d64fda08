import type { moderationNl } from "./moderation_nl";
import { plural } from "./polish_plural";

/** The same in Polish. */
export const moderationPl: typeof moderationNl = {
  held: "Ktoś najpierw na to spojrzy. Do tego czasu widzisz to tylko ty.",
  takeBack: "Cofnij",
  remarkHeld: "ktoś najpierw na to spojrzy",
  sent: {
    title: "Ktoś najpierw na to spojrzy",
    what: "Jest w tym słowo, które najpierw czyta kurator. W skrzynce przeczytasz, jak się skończyło.",
  },
  locked: {
    until: (when: string) => `Do ${when} nie możesz dziękować ani pisać. Czytać możesz jak zawsze.`,
    open: "Teraz nie możesz dziękować ani pisać. Czytać możesz jak zawsze.",
    why: (reason: string) => `Powód: ${reason}`,
    over: "Znowu możesz dziękować i pisać.",
  },
  waiting: {
    held: (count: number) => `${count} ${plural(count, "tekst czeka", "teksty czekają", "tekstów czeka")} na spojrzenie kuratora.`,
    since: (when: string) => `Najstarszy czeka od: ${when}.`,
    reports: (count: number) => `${count} ${plural(count, "zgłoszenie czeka", "zgłoszenia czekają", "zgłoszeń czeka")} na decyzję.`,
    look: "Zobacz, co czeka",
    lookReports: "Zobacz zgłoszenia",
  },
  report: {
    open: "Zgłoś",
    what: "Tylko moderatorzy, którzy nie biorą w tym udziału, mogą wtedy otworzyć ten tekst.",
    done: "Zgłoszono moderatorom.",
    author: (name: string) => `Komentarz lub plus jeden od: ${name}`,
    words: "Tekst",
    gone: "Tekst usunięto.",
  },
};
