import type { RemarkMention } from "../../gen/koebel/v1/remark_pb";

/** A part of a remark's words; `isName`: it names a colleague. */
export interface Part {
  readonly words: string;
  readonly isName: boolean;
}

/** The words in parts, by the places of the names, which count Unicode code points. Places that make no sense are words. */
export function partsOf(text: string, mentions: readonly Pick<RemarkMention, "start" | "length">[]): readonly Part[] {
  const points = Array.from(text);
  const parts: Part[] = [];
  let at = 0;
  const take = (until: number, isName: boolean) => {
    if (until > at) parts.push({ words: points.slice(at, until).join(""), isName });
    at = Math.max(at, until);
  };
  for (const { start, length } of [...mentions].sort((a, b) => a.start - b.start)) {
    if (start < at || start + length > points.length) continue;
    take(start, false);
    take(start + length, true);
  }
  take(points.length, false);
  return parts;
}
