import mark from "../../look/bell-mark.svg?raw";
import { figureOf } from "./kinds";

/**
 * How many are unread, where the page itself is not seen: in the tab's icon, and on the icon of the installed page. Figures
 * only: who looks over a shoulder learns nothing else.
 */
export function showOutside(unread: number): void {
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  if (link !== null) {
    plain ??= link.href;
    link.href = unread === 0 ? plain : `data:image/svg+xml,${encodeURIComponent(withFigure(mark, unread))}`;
  }
  // Only an installed page has one, and not everywhere; without it the tab says enough.
  if (!("setAppBadge" in navigator)) return;
  void (unread === 0 ? navigator.clearAppBadge() : navigator.setAppBadge(unread)).catch(() => {});
}

/** Without a figure. */
let plain: string | undefined;

/** The bell with a figure in a round field; more than nine is nine and more. */
export function withFigure(svg: string, unread: number): string {
  const figure = unread > 9 ? "9+" : figureOf(unread);
  const field =
    `<circle cx="66" cy="80" r="32" fill="#b3265b"/>` +
    `<text x="66" y="${figure.length > 1 ? 94 : 97}" fill="#fff" font-family="sans-serif" font-weight="700" ` +
    `font-size="${figure.length > 1 ? 38 : 48}" text-anchor="middle">${figure}</text>`;
  return svg.trim().replace(/<\/svg>$/u, `${field}</svg>`);
}
