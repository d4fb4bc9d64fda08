import type { Action } from "svelte/action";

import { balancedWidth, largestFitting } from "../screen/fit";

/** What a box of words is given. */
export interface Fitting {
  /** The words: other ones are measured again. */
  readonly text: string;
  readonly largest: number;
  readonly smallest: number;
  /** Whether lines are made equally long. */
  readonly isBalanced?: boolean;
}

/**
 * Gives words the largest whole size at which they fit the box around them: its height, and its width without breaking a word.
 * The element is the words, its parent the box. Where not even the smallest size fits, words break before anything is cut off,
 * and then they become smaller still.
 */
export const fitting: Action<HTMLElement, Fitting> = (words, first) => {
  const box = words.parentElement;
  if (box === null) throw new Error("fitted words stand in a box");
  let given = first;

  const isHigh = () => words.offsetHeight > box.clientHeight;
  const fits = (size: number) => {
    words.style.fontSize = `${size}px`;
    return !isHigh() && words.scrollWidth <= words.clientWidth;
  };

  const measure = () => {
    words.style.width = "";
    words.style.overflowWrap = "normal";
    let size = largestFitting(fits, given.smallest, given.largest);
    if (size === null) {
      words.style.overflowWrap = "anywhere";
      size = largestFitting(fits, kLeast, given.smallest) ?? kLeast;
    }
    words.style.fontSize = `${size}px`;
    if (given.isBalanced !== true) return;
    const full = words.clientWidth;
    const heightAt = (width: number) => {
      words.style.width = `${width}px`;
      return words.scrollWidth > words.clientWidth ? Infinity : words.offsetHeight;
    };
    words.style.width = `${balancedWidth(heightAt, full)}px`;
  };

  measure();
  // Letters of another alphabet bring their font later, and with it other widths.
  document.fonts.addEventListener("loadingdone", measure);
  return {
    update(next) {
      given = next;
      measure();
    },
    destroy: () => document.fonts.removeEventListener("loadingdone", measure),
  };
};

/** Below this nothing is read from afar; only an endless word comes here. */
const kLeast = 20;
