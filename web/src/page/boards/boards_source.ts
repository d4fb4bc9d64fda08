import { create } from "@bufbuild/protobuf";
import type { Client } from "@connectrpc/connect";

import { BoardsShown, type LeaderboardService } from "../../gen/koebel/v1/leaderboard_pb";
import { PublicitySchema, type PeopleService } from "../../gen/koebel/v1/people_pb";
import { newRequestId } from "../../request_id";
import { keep, recall } from "../storage";
import type { BoardsSource } from "./boards.svelte";

/** Kept on the device, so that the tab is there from the start. */
const kHasBoards = "person.has_boards";

/** How boards were shown when the page was here the last time. */
export const knownShown = (): BoardsShown => (recall(kHasBoards) === true ? BoardsShown.RANKS : BoardsShown.UNSPECIFIED);

/** The boards as the server has them. */
export function boardsSource(boards: Client<typeof LeaderboardService>, people: Client<typeof PeopleService>): BoardsSource {
  return {
    list: async () => {
      const list = await boards.listBoards({});
      keep(kHasBoards, list.shown !== BoardsShown.OFF);
      return list;
    },
    board: (key) => boards.getBoard({ key }),
    // Every other channel stays as it is; from here on it is the person's own choice.
    appear: async (isOnBoards) => {
      const { publicity = create(PublicitySchema) } = await people.getPublicity({});
      publicity.boards = isOnBoards;
      publicity.chosen = true;
      return (await people.setPublicity({ requestId: newRequestId(), publicity })).position;
    },
  };
}
