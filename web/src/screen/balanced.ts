import type { Action } from "svelte/action";

import { balancedWidth } from "./fit";

/** No text of the picture is smaller. */
const kSmallest = 32;

/**
 * Balances the lines of a short text, as `text-wrap: balance` does in newer browsers. A word longer than its line makes the text
 * smaller; only where that is not enough it is broken. The parameter is the text, so that a change is balanced again.
 */
export const balanced: Action<HTMLElement, string> = (element) => {
  const isTooWide = () => element.scrollWidth > element.clientWidth;
  const balance = () => {
    for (const property of ["width", "fontSize", "overflowWrap"] as const) element.style[property] = "";
    element.style.overflowWrap = "normal";
    let size = parseFloat(getComputedStyle(element).fontSize);
    while (isTooWide() && size > kSmallest) element.style.fontSize = `${(size = Math.max(kSmallest, size - 2))}px`;
    if (isTooWide()) element.style.overflowWrap = "anywhere";
    const full = element.offsetWidth + 1; // it was rounded
    const heightAt = (width: number) => {
      element.style.width = `${width}px`;
      return isTooWide() ? Infinity : element.offsetHeight;
    };
    element.style.width = `${balancedWidth(heightAt, full)}px`;
  };
  balance();
  document.fonts.addEventListener("loadingdone", balance);
  return { update: balance, destroy: () => document.fonts.removeEventListener("loadingdone", balance) };
};
