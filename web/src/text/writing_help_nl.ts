/** What the composer says of the words, and how it is switched off, in Dutch. */
export const writingHelpNl = {
  label: "Schrijftip",
  close: "Geen tip bij deze tekst",
  hints: {
    deed: "Wat zag je gebeuren? Met één voorbeeld blijft een bedankje bij.",
    faint: "Dit kan zuinig klinken. Zeg gewoon wat er goed aan was.",
    effect: "Wat veranderde erdoor, voor een klant, een collega of het werk?",
  },
  setting: {
    label: "Schrijftips",
    hint: "Hoogstens één onder je waardering, in het Nederlands en Engels. Je woorden worden alleen hier bekeken.",
    on: "Aan",
    off: "Uit",
  },
};
