import type { OldBrowserText } from "./old_browser_nl";

/** What a browser reads that cannot show the pages, in English. */
export const oldBrowserEn: OldBrowserText = {
  tooOld: "This browser is too old for Koebel.",
  noScript: "JavaScript is switched off in this browser.",
  renew: "Use Chromium 87 or newer, or another browser of 2021 or later.",
  switchOn: "Switch JavaScript on and load the page again.",
  television: "Is this a television? Put a small computer behind it, such as a Raspberry Pi: deploy/screen turns it into a screen.",
};
