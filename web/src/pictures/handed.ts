/** What a file may be, where one is chosen. */
export const kPictureTypes = "image/jpeg,image/png,image/webp";

/** The pictures among what was chosen, pasted or dropped; where none is, the first that is something else. */
export function picturesIn(files: FileList | null | undefined): readonly File[] {
  const all = Array.from(files ?? []);
  const pictures = all.filter(({ type }) => type.startsWith("image/"));
  return pictures.length > 0 ? pictures : all.slice(0, 1);
}

/** The pictures that are pasted or dropped; words go where they always go. */
export function handed(event: ClipboardEvent | DragEvent): readonly File[] {
  const from = "dataTransfer" in event ? event.dataTransfer : event.clipboardData;
  if (!from || from.files.length === 0) return [];
  event.preventDefault();
  return picturesIn(from.files);
}

/** Files may be dropped here. */
export function letDrop(event: DragEvent): void {
  if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
}
