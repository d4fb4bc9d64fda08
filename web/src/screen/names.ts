import type { PersonCard } from "../gen/koebel/v1/common_pb";
import type { WallBoost } from "../gen/koebel/v1/remark_pb";

import type { Shoutout } from "./shoutout";
import type { Words } from "./words";

/** Up to this many people have large portraits and whole names. */
export const kFew = 3;
/** Up to this many have a portrait each; of more, six are drawn and the rest is counted. */
export const kMany = 12;
const kDrawnOfCrowd = 6;
/** A name longer than this is shortened in the middle. */
const kLongestName = 34;

export type Arrangement = "few" | "many" | "crowd";

export function arrangementOf(shoutout: Shoutout): Arrangement {
  if (shoutout.team && shoutout.recipients.length === 0) return "few"; // one tile, one name
  const count = peopleCount(shoutout);
  return count <= kFew ? "few" : count <= kMany ? "many" : "crowd";
}

/** How many people are drawn or counted. */
export function peopleCount(shoutout: Shoutout): number {
  return Math.max(shoutout.recipientCount, shoutout.recipients.length);
}

/** The portraits to draw, and how many people are only counted. */
export function portraitsOf(shoutout: Shoutout): { drawn: (PersonCard | undefined)[]; rest: number } {
  const count = peopleCount(shoutout);
  if (shoutout.team && shoutout.recipients.length === 0) return { drawn: [], rest: 0 };
  const drawn = count > kMany ? kDrawnOfCrowd : count;
  const named = [...shoutout.recipients].sort((a, b) => Number(b.name !== "") - Number(a.name !== ""));
  return { drawn: Array.from({ length: drawn }, (_, index) => named[index]), rest: count - drawn };
}

/** Who is thanked, in words: nobody is left out, and who wants no name is counted. */
export function recipientsInWords(shoutout: Shoutout, words: Words): string {
  if (shoutout.team) return shoutout.team.name;
  const count = peopleCount(shoutout);
  const named = shoutout.recipients.filter((one) => one.name !== "");
  if (count <= kFew) {
    const parts = named.map((one) => shortened(one.name));
    if (count > named.length) parts.push(words.colleagues(count - named.length));
    return capitalised(joined(parts, words));
  }
  const given = named.map((one) => one.givenName || one.name);
  if (count <= kMany) {
    if (count > named.length) given.push(words.colleagues(count - named.length));
    return capitalised(joined(given, words));
  }
  const first = given.slice(0, 2);
  if (first.length === 0) return capitalised(words.colleagues(count));
  return `${first.join(", ")} ${words.and} ${words.others(count - first.length)}`;
}

/** One name for a line of the rail or a tile of the mosaic. */
export function shortRecipient(shoutout: Shoutout, words: Words): string {
  if (shoutout.team) return shoutout.team.name;
  const named = shoutout.recipients.find((one) => one.name !== "");
  const count = peopleCount(shoutout);
  if (!named) return capitalised(words.colleagues(count));
  const name = named.givenName || named.name;
  return count > 1 ? `${name} +${count - 1}` : name;
}

export function giverInWords(shoutout: Shoutout, words: Words): string {
  const giver = shoutout.giver;
  if (!giver || giver.name === "") return words.aColleague;
  const name = shortened(giver.name);
  return giver.jobTitle ? `${name}, ${giver.jobTitle}` : name;
}

/** Who else made it possible, in words; "" when nobody was added. */
export function addedInWords({ added }: Pick<Shoutout, "added">, words: Words): string {
  const given = added.filter((one) => one.name !== "").map((one) => one.givenName || one.name);
  if (added.length <= kFew) return joined([...given, ...(added.length > given.length ? [words.colleagues(added.length - given.length)] : [])], words);
  const first = given.slice(0, 2);
  if (first.length === 0) return words.colleagues(added.length);
  return `${first.join(", ")} ${words.and} ${words.others(added.length - first.length)}`;
}

/** Who boosted, for a line of one's own reasons. */
export function shortBooster({ author }: Pick<WallBoost, "author">, words: Words): string {
  return author?.givenName || author?.name || capitalised(words.aColleague);
}

export function shortGiver(shoutout: Shoutout, words: Words): string {
  return shoutout.giver?.givenName || shoutout.giver?.name || words.aColleague;
}

/**
 * A long name made shorter in its middle; the first name and the last part stay whole:
 * "Annemarijn-Charlotte van Oosterwijk-Bloem" becomes "Annemarijn-Charlotte v. O.-Bloem".
 */
export function shortened(name: string): string {
  if (Array.from(name).length <= kLongestName) return name;
  const [first, ...rest] = name.split(/\s+/u);
  const last = rest.pop();
  if (first === undefined || last === undefined) return name;
  const parts = last.split("-");
  const end = parts.pop() ?? "";
  return [first, ...rest.map(initial), [...parts.map(initial), end].join("-")].join(" ");
}

function initial(word: string): string {
  return `${Array.from(word)[0] ?? ""}.`;
}

/** "Noord, Zuid en West". */
export function joined(parts: string[], words: Words): string {
  const last = parts[parts.length - 1] ?? "";
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(", ")} ${words.and} ${last}`;
}

function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase("nl") + text.slice(1);
}

/** What fits a line of a board on the wall. */
const kBoardName = 14;

/** A name in a line of a board: whole, or first name and initial when it is long. */
export function boardName(card: PersonCard | undefined, words: Words): string {
  if (!card?.name) return capitalised(words.aColleague);
  if (Array.from(card.name).length <= kBoardName) return card.name;
  const given = card.givenName || (card.name.split(/\s+/u)[0] ?? card.name);
  const last = card.name.split(/\s+/u).pop() ?? "";
  return last === given ? given : `${given} ${initial(last)}`;
}

/** A name where ten stand beside each other. */
export function shortBoardName(card: PersonCard | undefined, words: Words): string {
  return card?.givenName || card?.name || capitalised(words.aColleague);
}
