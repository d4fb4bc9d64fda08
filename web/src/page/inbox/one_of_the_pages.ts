// Several pages of one browser, told apart by locks: those of a page that ends, end with it.

const kLooks = "koebel.looks";
const kTells = "koebel.tells";

/** Says to the other pages, as long as somebody looks at this one, that they do. The answer ends it. */
export function sayLooking(): () => void {
  let end: (() => void) | undefined;
  const onVisibility = () => {
    end?.();
    end = undefined;
    if (document.visibilityState !== "visible") return;
    const until = new Promise<void>((resolve) => (end = resolve));
    void navigator.locks.request(kLooks, { mode: "shared" }, () => until).catch(() => {});
  };
  onVisibility();
  document.addEventListener("visibilitychange", onVisibility);
  return () => {
    document.removeEventListener("visibilitychange", onVisibility);
    end?.();
  };
}

/** Whether somebody looks at one of them. */
export async function isLookedAt(): Promise<boolean> {
  const { held = [] } = await navigator.locks.query();
  return held.some(({ name }) => name === kLooks);
}

/** Acts while no other page does. */
export async function alone(act: () => void | Promise<void>): Promise<void> {
  await navigator.locks.request(kTells, act);
}
