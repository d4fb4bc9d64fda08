import type { Candidate } from "../../gen/koebel/v1/candidate_pb";
import { announcer } from "../../page/announce.svelte";
import { newRequestId } from "../../request_id";
import type { Studio } from "../studio.svelte";
import { words } from "../words";
import { sourcesOf } from "./candidate_list.svelte";

/** Makes one story of these. Gives which. */
export async function makeStory(studio: Studio, candidates: readonly Candidate[]): Promise<string> {
  const { storyId } = await studio.services.stories.makeStory({ requestId: newRequestId(), showId: studio.show.id, ...sourcesOf(candidates) });
  announcer.say(words().candidates.made);
  studio.tell();
  return storyId;
}

/** Adds these to the open story. */
export async function addToStory(studio: Studio, candidates: readonly Candidate[]): Promise<void> {
  await studio.services.stories.addSources({ requestId: newRequestId(), storyId: studio.storyId, ...sourcesOf(candidates) });
  announcer.say(words().candidates.added);
  studio.tell();
}
