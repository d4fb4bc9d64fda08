import { ShowState, type Show } from "../gen/koebel/v1/show_pb";

/** What stands in the address: which show, and which of its stories is open. Empty: none was said. */
export interface StudioPlace {
  readonly showId: string;
  readonly storyId: string;
}

/** Reads "#SHOW/STORY". */
export function placeIn(fragment: string): StudioPlace {
  const [showId = "", storyId = ""] = fragment.replace(/^#/u, "").split("/");
  return { showId, storyId };
}

/** The other way. */
export function fragmentOf({ showId, storyId }: StudioPlace): string {
  return storyId === "" ? `#${showId}` : `#${showId}/${storyId}`;
}

/** The show that is worked on when none was said: the soonest that collects or is put together; else the soonest that was not aired, else the last one. */
export function workedOn(shows: readonly Show[]): Show | undefined {
  const byMonth = [...shows].sort((a, b) => a.month.localeCompare(b.month));
  const inHand = byMonth.find(({ state }) => state === ShowState.CURATING || state === ShowState.COLLECTING);
  return inHand ?? byMonth.find(({ state }) => state !== ShowState.AIRED) ?? byMonth.at(-1);
}
