import { codePoints } from "../text/code_points";

/** A picture that was sent and goes along with what is being written. Empty `id`: it is there already, on what is being changed. */
export interface DraftPicture {
  readonly id: string;
  readonly path: string;
  readonly width: number;
  readonly height: number;
  readonly alternativeText: string;
}

/** The contract's limit of what a picture shows, for counting along; the server decides. */
export const kLongestAlternativeText = 300;

/** Whether it is said what a picture shows, where there is one. */
export function isDescribed(picture: DraftPicture | null): boolean {
  const length = codePoints(picture?.alternativeText.trim() ?? "");
  return picture === null || (length > 0 && length <= kLongestAlternativeText);
}

/** As it goes along. */
export function chosen({ id, alternativeText }: DraftPicture) {
  return { pictureId: id, alternativeText: alternativeText.trim() };
}

/** Whether what was kept on a device is one. */
export function isPicture(kept: unknown): kept is DraftPicture {
  return (
    typeof kept === "object" && kept !== null && "id" in kept && "path" in kept && "alternativeText" in kept &&
    typeof kept.id === "string" && typeof kept.path === "string" && typeof kept.alternativeText === "string"
  );
}
