/** The page's places. They stand in the address's fragment, so that back and reload keep them. */
export type Tab = "today" | "shows" | "boards" | "inbox" | "me";

/** What belongs to the shows: the page itself, the form, one nomination, and a question for the stage. */
const kShows: ReadonlySet<string> = new Set(["#shows", "#nominate", "#nomination", "#stage"]);

/** The place of a fragment; what follows a slash or a question mark is the place's own. */
export function tabIn(fragment: string): Tab {
  const [place] = fragment.split(/[/?]/u);
  if (place !== undefined && kShows.has(place)) return "shows";
  if (place === "#boards") return "boards";
  if (place === "#inbox") return "inbox";
  return place === "#me" ? "me" : "today";
}

/** What is open of one's own place: "#me/devices". */
const kParts = ["code", "devices", "given", "password", "pin", "reports", "tokens"] as const;

export type Part = (typeof kParts)[number] | undefined;

/** The part of a fragment. */
export function partIn(fragment: string): Part {
  return kParts.find((part) => fragment === `#me/${part}`);
}

/** The recognition a fragment leads to: "#r/ID". */
export function recognitionIn(fragment: string): string | undefined {
  return /^#r\/([\w-]{1,64})$/u.exec(fragment)?.[1];
}

/** Whether a fragment leads to the form that nominates, and from which recognition: "#nominate", "#nominate/r/ID"; "" from none. */
export function nominatingIn(fragment: string): string | undefined {
  const found = /^#nominate(?:\/r\/([\w-]{1,64}))?$/u.exec(fragment);
  return found === null ? undefined : (found[1] ?? "");
}

/** The nomination a fragment leads to: "#nomination/ID". */
export function nominationIn(fragment: string): string | undefined {
  return /^#nomination\/([\w-]{1,64})$/u.exec(fragment)?.[1];
}

/** The story or segment of the question for the stage that a fragment leads to: "#stage/ID". */
export function stageIn(fragment: string): string | undefined {
  return /^#stage\/([\w-]{1,64})$/u.exec(fragment)?.[1];
}

/** The heading where a fragment's place begins to be read; that of the choice where one may be seen stands halfway down. */
export function headingIn(fragment: string): "main h1" | "#publicity" {
  return fragment === "#me/publicity" ? "#publicity" : "main h1";
}

/** Where a recognition stands by itself, for who may see it. */
export function addressOf(recognitionId: string): string {
  return `${location.origin}/#r/${recognitionId}`;
}
