import type { OldBrowserText } from "./old_browser_nl";

/** Co czyta przeglądarka, która nie może pokazać stron, po polsku. */
export const oldBrowserPl: OldBrowserText = {
  tooOld: "Ta przeglądarka jest za stara na Koebel.",
  noScript: "W tej przeglądarce JavaScript jest wyłączony.",
  renew: "Potrzebny jest Chromium 87 lub nowszy albo inna przeglądarka z 2021 roku lub późniejsza.",
  switchOn: "Włącz JavaScript i załaduj stronę ponownie.",
  television: "To telewizor? Podłącz do niego mały komputer, na przykład Raspberry Pi: deploy/screen zrobi z niego ekran.",
};
