/** Whether a text fits the box at the smallest size. */
export type Fits = (text: string) => boolean;

const kWordsPerSecond = 3;

/** How long a text needs to be read, at least eight seconds. */
export function readingMs(text: string, leastMs: number): number {
  const words = text.split(/\s+/u).filter((word) => word !== "").length;
  return Math.max(leastMs, Math.ceil((words / kWordsPerSecond) * 1000));
}

/**
 * Cuts a text into pages that fit, at the end of a sentence where there is one; else at a comma, at
 * a word, and a single endless word between two characters. The pages together are the text: nothing
 * is dropped. Pages are filled evenly, so that the last one is not a lonely word.
 */
export function toPages(text: string, fits: Fits): string[] {
  if (fits(text)) return [text];
  const pieces = piecesOf(text, fits);
  const greedy = fill(pieces, fits);
  return evenly(pieces, greedy.length, fits) ?? greedy;
}

const kSentences = /[^.!?…]*[.!?…]+["'’”»)\]]*\s*|[^.!?…]+$/gu;
const kClauses = /[^,;:–—]*[,;:–—]+\s*|[^,;:–—]+$/gu;
const kWords = /\S+\s*/gu;

/** The smallest number of pieces, each of which fits by itself. */
function piecesOf(text: string, fits: Fits): string[] {
  const ways = [kSentences, kClauses, kWords];
  const cut = (piece: string, way: number): string[] => {
    if (fits(piece.trimEnd())) return [piece];
    const pattern = ways[way];
    if (!pattern) return characters(piece, fits);
    const parts = piece.match(pattern) ?? [piece];
    return parts.flatMap((part) => cut(part, way + 1));
  };
  return cut(text, 0);
}

function characters(piece: string, fits: Fits): string[] {
  const letters = Array.from(new Intl.Segmenter().segment(piece), ({ segment }) => segment);
  const pieces: string[] = [];
  for (let from = 0; from < letters.length; ) {
    // As many as fit, at least one: halved, because every try lays the words out.
    let low = from + 1;
    let high = letters.length;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (fits(letters.slice(from, middle).join(""))) low = middle;
      else high = middle - 1;
    }
    pieces.push(letters.slice(from, low).join(""));
    from = low;
  }
  return pieces;
}

function fill(pieces: string[], fits: Fits): string[] {
  const pages: string[] = [];
  let page = "";
  for (const piece of pieces) {
    if (page !== "" && !fits((page + piece).trimEnd())) {
      pages.push(page.trimEnd());
      page = "";
    }
    page += piece;
  }
  return [...pages, page.trimEnd()].filter((one) => one !== "");
}

/** The same number of pages with the longest one as short as it can be; null when one would not fit. */
function evenly(pieces: string[], count: number, fits: Fits): string[] | null {
  const longest = Math.max(...pieces.map((piece) => piece.length));
  let low = longest;
  let high = pieces.reduce((sum, piece) => sum + piece.length, 0);
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (fill(pieces, (page) => page.length <= middle).length <= count) high = middle;
    else low = middle + 1;
  }
  const pages = fill(pieces, (page) => page.length <= low);
  return pages.length === count && pages.every(fits) ? pages : null;
}
