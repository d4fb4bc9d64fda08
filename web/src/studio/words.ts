import { preferences } from "../page/preferences.svelte";
import type { Language } from "../text/languages";
import { storyEn } from "../text/story_en";
import { storyNl, type StoryText } from "../text/story_nl";
import { storyPeopleEn } from "../text/story_people_en";
import { storyPeopleNl, type StoryPeopleText } from "../text/story_people_nl";
import { storyPeoplePl } from "../text/story_people_pl";
import { storyPl } from "../text/story_pl";
import { studioEn } from "../text/studio_en";
import { studioNl, type StudioText } from "../text/studio_nl";
import { studioPl } from "../text/studio_pl";

/** What the studio says: around the story, of the story, and of its people and pictures. */
export interface StudioWords extends StudioText {
  readonly story: StoryText;
  readonly people: StoryPeopleText;
}

const kTexts: Readonly<Record<Language, StudioWords>> = {
  nl: { ...studioNl, story: storyNl, people: storyPeopleNl },
  en: { ...studioEn, story: storyEn, people: storyPeopleEn },
  pl: { ...studioPl, story: storyPl, people: storyPeoplePl },
};

/** In the page's language. Beside the employee's words, so that only curators load them. */
export function words(): StudioWords {
  return kTexts[preferences.language];
}
