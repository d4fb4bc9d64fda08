/** Wat een browser leest die de pagina's niet kan tonen, in het Nederlands. Vast, dus zonder invulplekken. */
export const oldBrowserNl = {
  tooOld: "Deze browser is te oud voor Koebel.",
  noScript: "In deze browser staat JavaScript uit.",
  renew: "Nodig is Chromium 87 of nieuwer, of een andere browser van 2021 of later.",
  switchOn: "Zet JavaScript aan en laad de pagina opnieuw.",
  television: "Is dit een televisie? Hang er een kleine computer achter, bijvoorbeeld een Raspberry Pi: deploy/screen maakt er een scherm van.",
};

export type OldBrowserText = typeof oldBrowserNl;
