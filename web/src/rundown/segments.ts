import type { Segment, SegmentPerson } from "../gen/koebel/v1/rundown_pb";
import { durationMs } from "../duration";
import { consentOf } from "../studio/story/consent";
import type { RundownText } from "../text/rundown_nl";
import type { StoryPeopleText } from "../text/story_people_nl";

/** What a segment can be, in the order it is offered; texts are named by `name`. */
export const kSegmentKinds = [
  { name: "opener", icon: "me" },
  { name: "story", icon: "feather" },
  { name: "reel", icon: "play" },
  { name: "board", icon: "board" },
  { name: "goal", icon: "trophy" },
  { name: "slide", icon: "image" },
  { name: "countdown", icon: "clock" },
  { name: "closing", icon: "bell" },
] as const;

export type SegmentKind = (typeof kSegmentKinds)[number]["name"];

/** The icon of a kind; of a surprise a gift. */
export function iconOf({ content }: Pick<Segment, "content">): string {
  return kSegmentKinds.find(({ name }) => name === content.case)?.icon ?? "gift";
}

/** What a segment is called in the rundown. */
export function titleOf({ content }: Pick<Segment, "content">, text: RundownText): string {
  switch (content.case) {
    case "opener": {
      const host = content.value.host?.givenName || content.value.host?.name;
      return host ? text.begins(host) : text.beginsWithout;
    }
    case "reel":
      return text.reelOf(content.value.recognitionIds.length);
    case "closing":
      return content.value.text.split("\n")[0] || text.kinds.closing;
    case undefined:
      return text.surprise;
    default:
      return content.value.title || text.kinds[content.case];
  }
}

/** Who is in a segment, in its order. */
export function peopleOf({ content }: Pick<Segment, "content">): readonly SegmentPerson[] {
  return content.case === "opener" || content.case === "story" || content.case === "reel" ? content.value.people : [];
}

/** How long a segment takes; nothing when it fell out. */
export function lengthMs(segment: Pick<Segment, "duration" | "fallenOut">): number {
  return segment.fallenOut ? 0 : durationMs(segment.duration);
}

/** Its seconds, whether or not it fell out. */
export function secondsOf({ duration }: Pick<Segment, "duration">): number {
  return Math.round(durationMs(duration) / 1_000);
}

const kAttention = ["notAsked", "asked", "notNow", "silent", "notOnStage"] as const;

/** What is not settled about a segment, in words: "1 gevraagd", "2 geen podium", "Nog geen meeleesregels". */
export function attentionTo(segment: Pick<Segment, "content">, text: RundownText): readonly string[] {
  const people = peopleOf(segment);
  const states = kAttention.flatMap((name) => {
    const count = people.filter((person) => consentOf(person.stage)?.name === name).length;
    return count === 0 ? [] : [text.attention[name](count)];
  });
  const { content } = segment;
  if (content.case === "opener" && content.value.message === "") states.push(text.openerEmpty);
  if (content.case === "story" && !content.value.hasLines) states.push(text.noLines);
  if (content.case === "story" && content.value.pictureUnnamed) states.push(text.unnamed);
  return states;
}

/** Everybody in a segment with their state, in one line, for who hears it. */
export function statesOf(people: readonly SegmentPerson[], states: StoryPeopleText["stage"], aColleague: string): string {
  return people
    .map(({ person, stage }) => {
      const consent = consentOf(stage);
      return `${person?.name || aColleague}${consent ? `: ${states[consent.name]}` : ""}`;
    })
    .join(", ");
}
