import { create } from "@bufbuild/protobuf";

import { BoardKind, BoardRowSchema, BoardSchema, BoardsShown, PeriodKind, type Board } from "../../gen/koebel/v1/leaderboard_pb";
import { RailBoards, type BoardSlide } from "../rail_boards";
import { kNow, person } from "./cases";

const kNames = ["Fatma Yıldız", "Kwame Mensah", "Noor de Graaf", "Annemarijn-Charlotte van Oosterwijk-Bloem", "Eva", "", "Bram Kuipers", "Lars Timmer", "Wen Tjong", "Yusuf Demir"];
const kColours = ["meadow", "sky", "clay", "lilac", "rose", "lagoon"];

function board(kind: BoardKind, periodKind: PeriodKind, order: number[], shown: BoardsShown): Board {
  const top = order.map((member, index) => {
    const name = kNames[member] ?? "";
    const points = kind === BoardKind.GIVEN ? 14 - index : 12.5 - index * 1.4;
    const isShared = index === 2;
    const ranked = shown === BoardsShown.RANKS ? { rank: isShared ? 2 : index + 1, score: isShared ? points + 1 : points } : {};
    return create(BoardRowSchema, { ...ranked, person: person(name, kColours[member % kColours.length]) });
  });
  return create(BoardSchema, { key: { kind, periodKind, period: 1n }, shown, top, size: 31, position: BigInt(order[0] ?? 0) });
}

/** The rail's boards, each after a move: "ranks", "alphabetical", or none. */
export function harnessBoards(name: string): BoardSlide[] {
  const boards = new RailBoards();
  if (name === "") return [];
  const shown = name === "alphabetical" ? BoardsShown.ALPHABETICAL : BoardsShown.RANKS;
  const all = (order: number[]) =>
    [PeriodKind.WEEK, PeriodKind.MONTH].flatMap((period) => [board(BoardKind.GIVEN, period, order, shown), board(BoardKind.RECEIVED, period, order, shown)]);
  boards.replace(all([0, 2, 1, 4, 5, 6, 7, 8, 9]), kNow - 60_000);
  boards.replace(all([1, 0, 2, 3, 4, 5, 6, 7, 8, 9]), kNow);
  return boards.slides(kNow);
}
