import type { Language } from "../text/languages";

/** What a television shows beside its code, and what somebody picks on their own page: what it looks like, and its name. */
export interface PairingPicture {
  readonly emoji: string;
  readonly word: Readonly<Record<Language, string>>;
}

const picture = (emoji: string, nl: string, en: string, pl: string): PairingPicture => ({ emoji, word: { nl, en, pl } });

/**
 * By the number the server names (services/screen/pairing_code.hpp: 32 of them). Things that nobody takes for one
 * another, by shape or by word; of Unicode 9 at most, so that old televisions have them.
 */
export const kPairingPictures: readonly PairingPicture[] = [
  picture("🐄", "koe", "cow", "krowa"),
  picture("🔔", "bel", "bell", "dzwonek"),
  picture("🚲", "fiets", "bicycle", "rower"),
  picture("⛵", "zeilboot", "sailing boat", "żaglówka"),
  picture("🌷", "tulp", "tulip", "tulipan"),
  picture("🧀", "kaas", "cheese", "ser"),
  picture("☀️", "zon", "sun", "słońce"),
  picture("🌙", "maan", "moon", "księżyc"),
  picture("⭐", "ster", "star", "gwiazda"),
  picture("🍎", "appel", "apple", "jabłko"),
  picture("🍌", "banaan", "banana", "banan"),
  picture("🍓", "aardbei", "strawberry", "truskawka"),
  picture("🥕", "wortel", "carrot", "marchewka"),
  picture("🍄", "paddenstoel", "mushroom", "grzyb"),
  picture("🌵", "cactus", "cactus", "kaktus"),
  picture("🌳", "boom", "tree", "drzewo"),
  picture("🐟", "vis", "fish", "ryba"),
  picture("🦆", "eend", "duck", "kaczka"),
  picture("🐘", "olifant", "elephant", "słoń"),
  picture("🦋", "vlinder", "butterfly", "motyl"),
  picture("🐌", "slak", "snail", "ślimak"),
  picture("🐢", "schildpad", "turtle", "żółw"),
  picture("🏠", "huis", "house", "dom"),
  picture("🔑", "sleutel", "key", "klucz"),
  picture("🌂", "paraplu", "umbrella", "parasol"),
  picture("🎈", "ballon", "balloon", "balon"),
  picture("🎸", "gitaar", "guitar", "gitara"),
  picture("🥁", "trommel", "drum", "bęben"),
  picture("🚂", "trein", "train", "pociąg"),
  picture("🚀", "raket", "rocket", "rakieta"),
  picture("⚓", "anker", "anchor", "kotwica"),
  picture("👑", "kroon", "crown", "korona"),
];
