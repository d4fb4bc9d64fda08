import type { Action } from "svelte/action";

/**
 * Shows the first of these lines that fits its box whole, on one line; none when none does. Owns the element's text. Measured
 * again when the box becomes another size, and when a font came.
 */
export const whole: Action<HTMLElement, readonly string[]> = (box, first) => {
  let lines = first;
  const show = () => {
    const fitting = lines.find((line) => {
      box.textContent = line;
      return box.scrollWidth <= box.clientWidth;
    });
    box.textContent = fitting ?? "";
    box.dir = box.dir; // Chromium looks at the new text's direction only when it is told to
  };
  show();
  document.fonts.addEventListener("loadingdone", show);
  const resized = new ResizeObserver(show);
  resized.observe(box);
  return {
    update(next) {
      lines = next;
      show();
    },
    destroy() {
      resized.disconnect();
      document.fonts.removeEventListener("loadingdone", show);
    },
  };
};
