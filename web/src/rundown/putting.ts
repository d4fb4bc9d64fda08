import type { Studio } from "../studio/studio.svelte";

/** Where a new segment goes, as `beforeSegmentId`: before the closing that ends the rundown; without one at the end. */
export async function endOf({ services, show }: Pick<Studio, "services" | "show">): Promise<string> {
  const last = (await services.rundown.getRundown({ showId: show.id })).segments.at(-1);
  return last?.content.case === "closing" ? last.id : "";
}

/** Puts a story into the rundown. */
export async function putStory(studio: Studio, storyId: string, requestId: string): Promise<void> {
  const beforeSegmentId = await endOf(studio);
  await studio.services.rundown.saveSegment({ requestId, showId: studio.show.id, content: { case: "storyId", value: storyId }, beforeSegmentId });
}
