import { BoardKind } from "../gen/koebel/v1/leaderboard_pb";
import { localeOf, type Language } from "../text/languages";

/** A score as people read it: whole colleagues, points with a tenth, thanks per head with hundredths. */
export function scoreText(score: number, kind: BoardKind, language: Language): string {
  const digits =
    kind === BoardKind.GIVEN
      ? { maximumFractionDigits: 0 }
      : kind === BoardKind.TEAMS
        ? { minimumFractionDigits: 2, maximumFractionDigits: 2 }
        : { maximumFractionDigits: 1 };
  return new Intl.NumberFormat(localeOf(language), digits).format(score);
}
