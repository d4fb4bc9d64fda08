import { BoardKind } from "../gen/koebel/v1/leaderboard_pb";

/** A score as people read it: whole colleagues, points with a tenth, thanks per head with hundredths. */
export function scoreText(score: number, kind: BoardKind, language: "nl" | "en"): string {
  const digits =
    kind === BoardKind.GIVEN
      ? { maximumFractionDigits: 0 }
      : kind === BoardKind.TEAMS
        ? { minimumFractionDigits: 2, maximumFractionDigits: 2 }
        : { maximumFractionDigits: 1 };
  return new Intl.NumberFormat(language === "en" ? "en-GB" : "nl-NL", digits).format(score);
}
