import type { Value } from "../gen/koebel/v1/common_pb";
import type { Language } from "../text/languages";
import { wordsOf } from "./words";
import type { FramesText } from "../text/frames_nl";

/** What every frame is drawn with: whose show it is, of which month, with which values, and for whom. */
export interface Look {
  readonly values: readonly Value[];
  readonly language: Language;
  /** The organisation's name. */
  readonly organisation: string;
  /** The show's month: "2026-12". */
  readonly month: string;
  readonly words: FramesText;
}

/** Gives the look of a show. */
export function lookOf(look: Omit<Look, "words">): Look {
  return { ...look, words: wordsOf(look.language) };
}

/** The value of an id; undefined: none yet, or one this page does not know. */
export function valueOf(look: Pick<Look, "values">, valueId: string): Value | undefined {
  return look.values.find(({ id }) => id === valueId);
}
