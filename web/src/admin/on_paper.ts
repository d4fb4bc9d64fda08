/** Puts a sheet outside everything else on the page; while one is there it alone is printed. admin.css has the rules. */
export function onPaper(sheet: HTMLElement): { destroy(): void } {
  document.body.append(sheet);
  mark();
  return {
    destroy: () => {
      sheet.remove();
      mark();
    },
  };
}

function mark(): void {
  document.body.classList.toggle("prints-sheet", document.querySelector("body > .printed") !== null);
}
