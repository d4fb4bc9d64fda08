/** The page's places. They stand in the address's fragment, so that back and reload keep them. */
export type Tab = "today" | "boards" | "me";

/** The place of a fragment; what follows a slash is the place's own. */
export function tabIn(fragment: string): Tab {
  const [place] = fragment.split("/");
  if (place === "#boards") return "boards";
  return place === "#me" ? "me" : "today";
}
