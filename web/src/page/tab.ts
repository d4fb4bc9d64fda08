/** The page's places. They stand in the address's fragment, so that back and reload keep them. */
export type Tab = "today" | "me";

export function tabIn(fragment: string): Tab {
  return fragment === "#me" ? "me" : "today";
}
