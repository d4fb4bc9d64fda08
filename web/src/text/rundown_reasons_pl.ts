import type { rundownReasonsNl } from "./rundown_reasons_nl";

/** As rundownReasonsNl, in Polish. */
export const rundownReasonsPl: typeof rundownReasonsNl = {
  SEGMENT_NOT_FOUND: "Tego punktu już nie ma. Wpisany tekst został.",
  SEGMENT_INVALID: "Ten punkt nie ma jeszcze czego pokazać.",
  SEGMENT_CHANGED: "Ktoś inny zmienił w międzyczasie ten punkt.",
  SECONDS_INVALID: "Punkt trwa od pięciu sekund do godziny.",
  NOTES_TOO_LONG: "Notatki mają ponad dwa tysiące znaków.",
  NO_RECOGNITION: "Wybierz co najmniej jedno podziękowanie.",
  TOO_MANY_SEGMENTS: "Najwyżej sześćdziesiąt punktów.",
  OPENER_OF_ANOTHER: "To otwarcie innej osoby prowadzącej. Tylko ona je pisze.",
  NOTHING_TO_PROPOSE: "Nie ma czego zaproponować: czas jest zapełniony albo nie ma jeszcze zgłoszeń.",
  NOTHING_TO_COPY: "W tamtym scenariuszu nie ma czego przejąć.",
};
