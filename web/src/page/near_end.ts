/** An action for the end of a list: asks for older rows when it comes near, and looks anew when there are more `rows`. */
export function nearEnd(end: HTMLElement, { older }: { rows: number; older: () => unknown }) {
  let ask = older;
  const observer = new IntersectionObserver(
    ([entry]) => {
      if (entry?.isIntersecting) ask();
    },
    { rootMargin: "600px" },
  );
  observer.observe(end);
  return {
    update: (now: { rows: number; older: () => unknown }) => {
      ask = now.older;
      observer.unobserve(end);
      observer.observe(end);
    },
    destroy: () => observer.disconnect(),
  };
}
