// What is wrong with a picture of the screen, found by measuring what is drawn.

/**
 * Runs in the page. Everything is counted in the picture's own pixels: no words below 32 (the message's: 56), none outside the
 * picture or half behind an edge, none over other words or over what is drawn; no fitted box too small for its words; no
 * section of the rail over another.
 */
export function faults() {
  const kSmallest = 32;
  const kSmallestMessage = 56;
  const picture = document.querySelector(".picture");
  const card = document.querySelector(".card");
  if (card) card.style.transform = "none"; // it lies askew, and boxes do not
  const frame = picture.getBoundingClientRect();
  const scale = frame.width / picture.offsetWidth;
  const found = [];

  const box = (element) => toBox(element.getBoundingClientRect());
  const toBox = (rect) => ({
    left: (rect.left - frame.left) / scale,
    right: (rect.right - frame.left) / scale,
    top: (rect.top - frame.top) / scale,
    bottom: (rect.bottom - frame.top) / scale,
  });
  const shared = (a, b) => Math.min(Math.min(a.right, b.right) - Math.max(a.left, b.left), Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));
  const isWithin = (inner, outer) => inner.left >= outer.left - 1 && inner.right <= outer.right + 1 && inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1;
  const edgesOf = (element) => {
    const edges = [];
    for (let one = element; one !== picture.parentElement; one = one.parentElement) if (getComputedStyle(one).overflow !== "visible") edges.push(one);
    return edges;
  };

  /** The lines of every text, each as high as its letters are. */
  const lines = [];
  const walker = document.createTreeWalker(picture, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (node.data.trim() === "" || element.closest("[aria-hidden=true], .sr, svg")) continue;
    const size = parseFloat(getComputedStyle(element).fontSize);
    const range = document.createRange();
    range.selectNodeContents(node);
    const drawn = [...range.getClientRects()].filter(({ width }) => width > 0).map(toBox);
    if (drawn.length === 0) continue;
    const said = node.data.trim().slice(0, 40);
    // What found no room in a list is left out as a whole.
    const list = element.closest(".latest ol");
    if (list && drawn.every((line) => shared(line, box(list)) <= 0)) continue;
    if (size < (element.matches(".words p") ? kSmallestMessage : kSmallest)) found.push(`${size} px: ${said}`);
    const edges = edgesOf(element).map(box);
    for (const line of drawn) {
      const middle = (line.top + line.bottom) / 2;
      const letters = { ...line, top: middle - 0.36 * size, bottom: middle + 0.36 * size };
      if (!edges.every((edge) => isWithin(letters, edge))) found.push(`cut off: ${said}`);
      lines.push({ letters, element, said });
    }
  }

  const things = [...picture.querySelectorAll(".hanging .bell, .qr, .rail .av, .foot .dot, .foot .sound, .out .av, .out .tile, .around .icon, .rail .tile, .stamp")]
    .filter((element) => element.getClientRects().length > 0 && !(element.closest(".latest ol") && shared(box(element), box(element.closest(".latest ol"))) <= 0))
    .map((element) => ({ letters: box(element), element, said: element.getAttribute("class").split(" ")[0] }));
  const kTouching = 3;
  const asked = document.querySelector(".asked");
  const isSeen = ({ element }) => !asked || asked.contains(element);
  lines.filter(isSeen).forEach((one, index, all) => {
    const others = [...all.slice(index + 1).filter(({ element }) => element !== one.element), ...things.filter(isSeen)];
    for (const other of others) if (shared(one.letters, other.letters) > kTouching) found.push(`over each other: ${one.said} / ${other.said}`);
  });
  for (const { letters, said } of things) if (!isWithin(letters, { left: 0, top: 0, right: picture.offsetWidth, bottom: picture.offsetHeight })) found.push(`outside: ${said}`);

  for (const fitted of picture.querySelectorAll(".words, blockquote")) {
    const words = fitted.firstElementChild;
    const { paddingTop, paddingBottom } = getComputedStyle(fitted);
    const room = fitted.clientHeight - parseFloat(paddingTop) - parseFloat(paddingBottom);
    if (fitted.clientHeight > 0 && (words.scrollHeight > room + 1 || words.scrollWidth > words.clientWidth)) found.push(`too small for its words: ${words.textContent.slice(0, 40)}`);
  }

  const rail = picture.querySelector(".rail");
  if (rail && rail.clientHeight > 0) {
    const kUnderLine = 10; // letters stand out below lines that are set tight
    const sections = [...rail.children].filter((element) => element.getClientRects().length > 0).map((element) => ({ element, edges: box(element) }));
    sections.forEach(({ element, edges }, index) => {
      const name = element.getAttribute("class");
      if (!isWithin(edges, box(rail))) found.push(`outside the rail: ${name}`);
      if (element.scrollHeight > element.clientHeight + kUnderLine || element.scrollWidth > element.clientWidth + 1) found.push(`fuller than it is large: ${name}`);
      for (const other of sections.slice(index + 1)) if (shared(edges, other.edges) > 1) found.push(`sections over each other: ${name} / ${other.element.getAttribute("class")}`);
    });
  }
  return [...new Set(found)];
}
