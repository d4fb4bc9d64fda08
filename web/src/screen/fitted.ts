import type { Action } from "svelte/action";

import { balancedWidth, kSmallest, largestFitting } from "./fit";
import { toPages } from "./pages";

/** What a box of words is given. */
export interface Fitting {
  message: string;
  /** Which page is shown. */
  page: number;
  /** Whether the rail may step aside and the words may take several pages. */
  maySpread: boolean;
  largest: number;
  smallest: number;
  /** The words were measured: these are their pages. */
  onPages: (pages: string[]) => void;
}

/**
 * Fits words into their box: the largest whole size with balanced lines; does not that fit, the rail
 * steps aside; does not that, pages. Owns the text, size and width of the box's only child, and
 * `data-wide` of the picture. Nothing is cut off: what fits nowhere becomes another page.
 */
export const fitted: Action<HTMLElement, Fitting> = (box, first) => {
  let fitting = first;
  let pages: string[] = [];
  const words = box.firstElementChild;
  const picture = box.closest<HTMLElement>(".picture");
  if (!(words instanceof HTMLElement) || !picture) throw new Error("a fitted box has one child and is in a picture");

  const room = () => {
    const style = getComputedStyle(box);
    return box.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom);
  };
  const put = (text: string, size: number, width = "") => {
    words.textContent = text;
    words.dir = words.dir; // Chromium looks at the new text's direction only when it is told to
    words.style.fontSize = `${size}px`;
    words.style.width = width;
  };
  const fits = (text: string, size: number) => {
    put(text, size);
    return words.scrollHeight <= room() && words.scrollWidth <= words.clientWidth;
  };
  const spread = (wide: boolean) => {
    if (wide) picture.dataset["wide"] = "";
    else delete picture.dataset["wide"];
  };

  const show = () => {
    const text = pages[Math.min(fitting.page, pages.length - 1)] ?? "";
    const size = largestFitting((tried) => pages.every((page) => fits(page, tried)), fitting.smallest, fitting.largest);
    put(text, size ?? fitting.smallest);
    const full = words.clientWidth;
    const heightAt = (width: number) => {
      words.style.width = `${width}px`;
      return words.scrollWidth > words.clientWidth ? Infinity : words.scrollHeight;
    };
    words.style.width = `${balancedWidth(heightAt, full)}px`;
  };

  const measure = () => {
    const whole = fitting.message;
    // A word longer than a line makes the words smaller; only where that is not enough it is broken.
    words.style.overflowWrap = "normal";
    spread(false);
    pages = [whole];
    if (!fits(whole, fitting.smallest) && fitting.maySpread) spread(true);
    if (!fits(whole, fitting.smallest)) {
      words.style.overflowWrap = "anywhere";
      if (fitting.maySpread) pages = toPages(whole, (text) => fits(text, kSmallest));
    }
    show();
    fitting.onPages(pages);
  };

  measure();
  // Letters of another alphabet bring their font later, and with it other widths.
  document.fonts.addEventListener("loadingdone", measure);
  // What stands beside the words may take room after they were measured.
  const resized = new ResizeObserver(measure);
  resized.observe(box);
  return {
    update(next) {
      const same = next.message === fitting.message;
      fitting = next;
      if (same) show();
      else measure();
    },
    destroy() {
      resized.disconnect();
      document.fonts.removeEventListener("loadingdone", measure);
      spread(false);
    },
  };
};
