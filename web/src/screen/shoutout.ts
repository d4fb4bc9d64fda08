import { timestampMs } from "@bufbuild/protobuf/wkt";

import type { PersonCard, TeamCard } from "../gen/koebel/v1/common_pb";
import type { BellRang } from "../gen/koebel/v1/lobby_pb";
import type { RecognitionPicture } from "../gen/koebel/v1/picture_pb";
import type { WallRecognition } from "../gen/koebel/v1/recognition_pb";
import { kQuiet, toAround, type Around } from "./around";

/** A recognition as this page works with it: what the server allowed the screens to show. */
export interface Shoutout {
  id: string;
  position: bigint;
  giver: PersonCard | undefined;
  recipients: PersonCard[];
  team: TeamCard | undefined;
  /** How many people are thanked, the ones without a name included. */
  recipientCount: number;
  message: string;
  valueIds: string[];
  customerMoment: string;
  /** Who else made it possible, added later. */
  added: PersonCard[];
  /** The picture that goes along. */
  picture?: Pick<RecognitionPicture, "path" | "width" | "height"> | undefined;
  /** What colleagues say around it. */
  around: Around;
  /** The server's clock, in milliseconds. */
  givenAt: number;
  /** Where visitors look: the teams that were thanked, and no names and no words. */
  bell?: { teamNames: string[] };
}

/** `position`: of the event that told it; 0 when it was read. */
export function toShoutout(wall: WallRecognition, position = 0n): Shoutout {
  return {
    id: wall.id,
    position: wall.position,
    giver: wall.giver,
    recipients: wall.recipients,
    team: wall.team,
    recipientCount: Math.max(wall.recipientCount, wall.recipients.length),
    message: wall.message,
    valueIds: wall.valueIds,
    customerMoment: wall.customerMoment,
    added: wall.added,
    picture: wall.picture,
    around: toAround(wall.conversation, position),
    givenAt: wall.givenAt ? timestampMs(wall.givenAt) : 0,
  };
}

/** What a lobby knows of a recognition. Its place in the order is its time. */
export function toBell(rang: BellRang): Shoutout {
  const givenAt = rang.at ? timestampMs(rang.at) : 0;
  return {
    id: rang.recognitionId,
    position: BigInt(givenAt),
    giver: undefined,
    recipients: [],
    team: undefined,
    recipientCount: rang.recipients,
    message: "",
    valueIds: rang.valueId === "" ? [] : [rang.valueId],
    customerMoment: "",
    added: [],
    around: kQuiet,
    givenAt,
    bell: { teamNames: rang.teamNames },
  };
}
