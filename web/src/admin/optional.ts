import type { Component } from "svelte";

import type { Place } from "./place";

type Page = () => Promise<{ readonly default: Component }>;

/** Pages of other rooms, where they are there: each stands in the navigation only then. */
const kFound = import.meta.glob<{ readonly default: Component }>("./Invitations.svelte");

export const kOptional: Readonly<Partial<Record<Place, Page>>> = {
  kiosks: () => import("./Kiosks.svelte"),
  cards: () => import("./Cards.svelte"),
  ...(kFound["./Invitations.svelte"] === undefined ? {} : { invitations: kFound["./Invitations.svelte"] }),
};

/** Whether there is such a page here. */
export function isThere(place: Place): boolean {
  return place !== "invitations" || kOptional.invitations !== undefined;
}
