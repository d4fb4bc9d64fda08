import type { writingHelpNl } from "./writing_help_nl";

/** What the composer says of the words, in Polish. */
export const writingHelpPl: typeof writingHelpNl = {
  label: "Wskazówka",
  close: "Bez wskazówki przy tym tekście",
  hints: {
    deed: "Co się wydarzyło? Jeden przykład sprawia, że podziękowanie zostaje w pamięci.",
    faint: "To może zabrzmieć jak skąpa pochwała. Napisz po prostu, co było dobre.",
    effect: "Co to zmieniło dla klienta, dla kogoś z zespołu albo w pracy?",
  },
  setting: {
    label: "Wskazówki do pisania",
    hint: "Najwyżej jedna pod podziękowaniem, po niderlandzku i angielsku. Słowa są sprawdzane tylko tutaj.",
    on: "Włączone",
    off: "Wyłączone",
  },
};
