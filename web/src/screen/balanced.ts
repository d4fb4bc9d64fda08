import type { Action } from "svelte/action";

import { balancedWidth } from "./fit";

/**
 * Balances the lines of a short text, as `text-wrap: balance` does in newer browsers. The parameter
 * is the text, so that a change is balanced again.
 */
export const balanced: Action<HTMLElement, string> = (element) => {
  const balance = () => {
    element.style.width = "";
    const full = element.offsetWidth + 1; // it was rounded
    const heightAt = (width: number) => {
      element.style.width = `${width}px`;
      return element.scrollWidth > element.clientWidth ? Infinity : element.offsetHeight;
    };
    element.style.width = `${balancedWidth(heightAt, full)}px`;
  };
  balance();
  document.fonts.addEventListener("loadingdone", balance);
  return { update: balance, destroy: () => document.fonts.removeEventListener("loadingdone", balance) };
};
