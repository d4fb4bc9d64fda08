import type { Action } from "svelte/action";

/**
 * Arrow keys walk through the buttons of a toolbar or a menu, round and round; Home and End go to its ends. Tab leaves it, and
 * comes back to where it was. Owns `tabIndex` of the buttons.
 */
export const arrows: Action<HTMLElement> = (box) => {
  const buttons = () => Array.from(box.querySelectorAll<HTMLButtonElement>("button"));
  const stand = (at: Element | undefined) => {
    for (const button of buttons()) button.tabIndex = button === at ? 0 : -1;
  };
  const onFocus = ({ target }: FocusEvent) => {
    if (target instanceof HTMLButtonElement) stand(target);
  };
  const onKey = (event: KeyboardEvent) => {
    const all = buttons();
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    const steps: Readonly<Record<string, number>> = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: -1 };
    const to = steps[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    all[(to + all.length) % all.length]?.focus();
  };
  // Buttons that come later are not in Tab's way either.
  const watching = new MutationObserver(() => stand(buttons().find(({ tabIndex }) => tabIndex === 0) ?? buttons()[0]));
  stand(buttons()[0]);
  watching.observe(box, { childList: true });
  box.addEventListener("focusin", onFocus);
  box.addEventListener("keydown", onKey);
  return {
    destroy() {
      watching.disconnect();
      box.removeEventListener("focusin", onFocus);
      box.removeEventListener("keydown", onKey);
    },
  };
};
