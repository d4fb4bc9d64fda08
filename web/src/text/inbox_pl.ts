import type { inboxNl } from "./inbox_nl";
import { counted } from "./polish_plural";

/** What the inbox says, in Polish. */
export const inboxPl: typeof inboxNl = {
  unread: (count) => `Nieprzeczytane: ${count}`,
  says: {
    thanked: (name) => `${name} dziękuje Ci`,
    commented: (name) => `${name} pisze coś przy Twoim podziękowaniu`,
    answered: (name) => `${name} pisze tam, gdzie są Twoje słowa`,
    mentioned: (name) => `${name} wspomina o Tobie`,
    boosted: (name) => `${name} dodaje plus jeden do Twojego podziękowania`,
    added: (name) => `${name} mówi: to także dzięki Tobie`,
    hidden: "Kurator ukrył Twoje słowa",
    released: "Kurator przeczytał Twoje słowa i je przepuścił",
    witnessAsked: (name) => `${name} pyta, czy też to widzisz`,
    nominated: (name) => `${name} pisze do show o Tobie lub Twoim zespole. Przeczytaj tutaj`,
    nominationHeld: "Kurator zatrzymuje Twoje zgłoszenie",
    nominationReleased: "Kurator przeczytał Twoje zgłoszenie i je przepuścił",
    stageAsked: (name) => `${name} pyta, czy możemy opowiedzieć Twoją historię w Show Dobrych Wieści`,
    stageRefused: (name) => `${name} woli teraz nie występować na scenie`,
    stageChanged: (name) => `${name}: zmieniło się to, co opowiadamy o Tobie w show`,
    other: (name) => `Jest coś nowego, nadawca: ${name}`,
  },
  why: (reason) => `Dlaczego: ${reason}`,
  isNew: "nowe",
  loading: "Chwileczkę",
  failed: "Skrzynka się nie wczytała.",
  retry: "Spróbuj ponownie",
  empty: "Jeszcze nic. Tutaj przeczytasz, kiedy ktoś Ci podziękuje, wspomni o Tobie albo napisze coś przy Twoich podziękowaniach.",
  more: "Starsze",
  end: "Starszych nie ma.",
  notices: {
    label: "Powiadomienia na tym urządzeniu",
    hint: "Kiedy Koebel jest otwarty, a robisz coś innego: kto coś zrobił i co. Nigdy same słowa. Najwyżej raz na minutę.",
    on: "Powiadomienia będą się tu pojawiać.",
    off: "Powiadomień już tu nie będzie.",
    denied: "Przeglądarka blokuje powiadomienia. Zezwól na nie tam, a potem włącz je tutaj.",
    impossible: "Ta przeglądarka nie może pokazywać tu powiadomień.",
    several: (count) => counted(count, "nowa wiadomość", "nowe wiadomości", "nowych wiadomości"),
  },
};
