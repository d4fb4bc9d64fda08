/** Keeps something where its reader sees it while what stands above it changes. Call what it gives once it has changed. */
export function hold(anchor: HTMLElement): () => void {
  const { style } = document.documentElement;
  const before = anchor.getBoundingClientRect().top;
  // Some browsers do the same by themselves, and would do it twice.
  style.setProperty("overflow-anchor", "none");
  return () => {
    if (anchor.isConnected) window.scrollBy(0, anchor.getBoundingClientRect().top - before);
    requestAnimationFrame(() => requestAnimationFrame(() => style.removeProperty("overflow-anchor")));
  };
}
