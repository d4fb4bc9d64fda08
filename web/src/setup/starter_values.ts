import { newRequestId } from "../request_id";
import type { Language } from "../text/languages";

/** A value that is offered or being written, before it is kept. */
export interface ValueDraft {
  /** Fixed, so that keeping it twice is harmless. */
  readonly requestId: string;
  name: string;
  description: string;
  readonly emoji: string;
  readonly glyph: string;
  readonly colour: string;
  /** The name as it was offered, in every language; they hold as long as nobody changed it. */
  readonly offered: Readonly<Record<Language, string>> | undefined;
}

interface Offer {
  readonly names: Readonly<Record<Language, string>>;
  readonly meanings: Readonly<Record<Language, string>>;
  readonly emoji: string;
  readonly glyph: string;
  readonly colour: string;
}

/** What customer-centred organisations mean by their values, in words people say. */
const kOffers: readonly Offer[] = [
  {
    names: { nl: "Klant eerst", en: "Customer first", pl: "Najpierw klient" },
    meanings: { nl: "We denken bij alles wat we doen vanuit de klant.", en: "Whatever we do, we think of the customer first.", pl: "Cokolwiek robimy, najpierw myślimy o kliencie." },
    emoji: "🍲",
    glyph: "value-tafel",
    colour: "meadow",
  },
  {
    names: { nl: "Samen", en: "Together", pl: "Razem" },
    meanings: { nl: "Niemand staat er alleen voor.", en: "Nobody has to manage alone.", pl: "Nikt nie zostaje z tym w pojedynkę." },
    emoji: "🤝",
    glyph: "value-samen",
    colour: "lilac",
  },
  {
    names: { nl: "Zeg het eerlijk", en: "Say it straight", pl: "Mów szczerze" },
    meanings: { nl: "We zeggen wat is, ook als het lastig is.", en: "We say what is, also when it is hard.", pl: "Mówimy, jak jest, także wtedy, gdy to trudne." },
    emoji: "🪞",
    glyph: "value-eerlijk",
    colour: "sky",
  },
  {
    names: { nl: "Leer hardop", en: "Learn out loud", pl: "Ucz się na głos" },
    meanings: { nl: "Een fout die je vertelt, hoeft een ander niet te maken.", en: "A mistake you tell is one nobody else has to make.", pl: "Błędu, o którym opowiesz, nikt inny nie musi popełnić." },
    emoji: "💡",
    glyph: "value-leren",
    colour: "lagoon",
  },
  {
    names: { nl: "Net iets meer", en: "A little more", pl: "Trochę więcej" },
    meanings: { nl: "Dat ene doen waar niemand om vroeg.", en: "Doing that one thing nobody asked for.", pl: "Zrobić tę jedną rzecz, o którą nikt nie prosił." },
    emoji: "🌟",
    glyph: "value-meer",
    colour: "clay",
  },
];

/** Five to begin with, in the page's language. */
export function starterValues(language: Language): ValueDraft[] {
  return kOffers.map(({ names, meanings, emoji, glyph, colour }) => ({
    requestId: newRequestId(),
    name: names[language],
    description: meanings[language],
    emoji,
    glyph,
    colour,
    offered: names,
  }));
}

/** One to be written. Its colour follows from its place. */
export function emptyValue(): ValueDraft {
  return { requestId: newRequestId(), name: "", description: "", emoji: "", glyph: "heart", colour: "", offered: undefined };
}

/** The names to be kept: both languages' while nobody changed what was offered. Of Polish there is no field: its name is the only one. */
export function namesOf({ name, offered }: ValueDraft): { nameNl: string; nameEn: string } {
  const isAsOffered = offered !== undefined && [offered.nl, offered.en].includes(name.trim());
  return isAsOffered ? { nameNl: offered.nl, nameEn: offered.en } : { nameNl: name, nameEn: "" };
}
