import type { FramesText } from "./frames_nl";
import { counted, plural } from "./polish_plural";

/** As framesNl, in Polish. */
export const framesPl: FramesText = {
  show: "Show Dobrych Wieści",
  aColleague: "ktoś z nas",
  colleagues: (count) => (count === 1 ? "ktoś z nas" : counted(count, "osoba", "osoby", "osób")),
  others: (count) => counted(count, "inna osoba", "inne osoby", "innych osób"),
  leaderFirst: "Ja zaczynam.",
  chain: "Zrobione razem",
  by: (giver) => `dziękuje ${giver}`,
  pageOf: (page, pages) => `${page} z ${pages}`,
  board: "Tyle osób z innych zespołów usłyszało w tym miesiącu dziękuję.",
  fair: "Liczy się, ilu osobom, a nie ile razy.",
  shut: (rank) => `Miejsce ${rank} jest jeszcze zakryte`,
  teamSize: (count) => counted(count, "osoba", "osoby", "osób"),
  goalOf: (target) => `z ${target}.`,
  goalReached: "Udało się!",
  soon: "Zaraz zaczynamy",
  end: "Do następnego razu.",
  thanks: (count, written) =>
    `Dziękujemy: ${written} ${plural(count, "osoba zadzwoniła", "osoby zadzwoniły", "osób zadzwoniło")} w tym miesiącu dzwonkiem.`,
};
