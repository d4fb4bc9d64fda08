/** What one language gives the rules to go by. Words are lower case, with a straight apostrophe. */
export interface Tongue {
  /** Words that praise or thank. */
  readonly praise: ReadonlySet<string>;
  /** Words that stand around praise and tell nothing, also of what anybody might have done: "help", "work". */
  readonly around: ReadonlySet<string>;
  /** Praise that takes itself back. */
  readonly faint: readonly RegExp[];
  /** A deed and nothing else, said as one clause. */
  readonly plainDeeds: readonly RegExp[];
  /** Words by which a clause says more than the deed: whom it was for, why, when, what came of it. */
  readonly traces: ReadonlySet<string>;
  /** Written with a capital although they are nobody's name. */
  readonly capitals: ReadonlySet<string>;
  /** By which it is told what somebody else said, without marks. */
  readonly reports: ReadonlySet<string>;
}

/** Words that stand in a text, one space or line end between them. */
export function wordList(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/u).filter((word) => word !== ""));
}

/** A pattern between the edges of words, whatever the script; "~" is where a clause may end. */
export function phrase(pattern: string): RegExp {
  return new RegExp(`(?<![\\p{L}'-])(?:${pattern.replace(/~/gu, "(?=\\s*(?:$|[.,;:!?…)]))")})(?![\\p{L}])`, "u");
}

/** A pattern for a clause from its beginning. */
export function clause(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})(?![\\p{L}])`, "u");
}
