import { plural } from "./polish_plural";
import type { stageNl } from "./stage_nl";

/** As stageNl, in Polish. */
export const stagePl: typeof stageNl = {
  heading: "Czy możemy opowiedzieć Twoją historię?",
  asks: (name) => `Pyta o to ${name}`,
  forShow: (month) => `Do Show Dobrych Wieści: ${month}.`,
  wouldStand: "Tak by to brzmiało",
  deed: "Twoja część:",
  inPicture: "Widać Cię na zdjęciu do tej historii.",
  inNoPicture: "Nie ma Cię na żadnym zdjęciu do tej historii.",
  answer: "Twoja odpowiedź",
  answers: { yes: "Tak", withoutPhoto: "Tak, bez zdjęcia", notNow: "Nie teraz" },
  means: {
    yes: "Z imieniem, nazwiskiem i zdjęciem.",
    withoutPhoto: "Z imieniem i nazwiskiem. Bez portretu i bez zdjęć, na których Cię widać.",
    notNow: "Bez Twojego nazwiska i zdjęcia. Nie musisz mówić dlaczego.",
  },
  now: {
    asked: "Spokojnie, wybierz to, co Ci odpowiada. Każda odpowiedź jest dobra.",
    silent: "Nie ma odpowiedzi i to też jest w porządku: na razie bez Twojego nazwiska i zdjęcia. Jeśli jednak można, po prostu daj znać.",
    yes: "Twoja odpowiedź: tak. Miło, że możemy to opowiedzieć.",
    withoutPhoto: "Twoja odpowiedź: tak, bez zdjęcia. Tak zrobimy.",
    notNow: "Twoja odpowiedź: nie teraz. To zupełnie w porządku.",
  },
  silence: (until) => `Brak odpowiedzi też jest w porządku: potem liczy się jako „nie teraz” (od: ${until}).`,
  changed: "Od kiedy powiedziano „tak”, coś się zmieniło. Zobacz, czy nadal jest w porządku, i odpowiedz jeszcze raz.",
  change: "Odpowiedź można zmienić, aż zacznie się show.",
  publicity: "Wolisz zawsze albo nigdy? Wybierz, jak chcesz być na scenie",
  gone: "Tego pytania (już) nie ma",
  goneHow: "Może zostało wycofane albo show już było. Nie musisz nic robić.",
  list: {
    heading: "Pytania do Ciebie",
    until: (until) => `Czas na odpowiedź do: ${until}`,
    stands: {
      silent: "Bez odpowiedzi: bez Twojego nazwiska",
      yes: "Odpowiedź: tak",
      withoutPhoto: "Odpowiedź: tak, bez zdjęcia",
      notNow: "Odpowiedź: nie teraz",
    },
  },
  note: {
    one: (name) => `${name} pyta, czy możemy opowiedzieć Twoją historię.`,
    several: (count) => `Masz ${count} ${plural(count, "pytanie", "pytania", "pytań")} w sprawie show.`,
    look: "Zobacz pytanie",
    lookAll: "Zobacz pytania",
  },
};
