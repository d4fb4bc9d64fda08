import type { Text } from "./nl";

/** What everybody reads about what is switched on, in Polish. */
export const switchedPl: Text["switched"] = {
  heading: "Co jest włączone?",
  features: { 1: "Tablice", 2: "Podziękowania tylko między wami" },
  on: "włączone",
  off: "wyłączone",
  ways: { 2: "z miejscami", 3: "alfabetycznie" },
  leaders: "z liderami",
  withoutLeaders: "bez liderów",
  history: "Kto co włączał i wyłączał?",
  by: (name) => `zmienia: ${name}`,
  colleague: "ktoś z nas",
  never: "Na razie bez zmian.",
  admin: "Administracja",
};
