/** The sub-pages, in the order in which they stand. They are in the address's fragment. */
export const kPlaces = ["people", "invitations", "screens", "pins", "goals", "shows", "nominations", "moderation", "kiosks", "cards", "roles", "teams", "values", "organisation", "boards", "import", "tokens", "audit"] as const;

export type Place = (typeof kPlaces)[number];

/** The place of a fragment; what follows a slash is the place's own. */
export function placeIn(fragment: string): Place {
  const [name] = fragment.replace(/^#/u, "").split("/");
  return kPlaces.find((place) => place === name) ?? "people";
}
