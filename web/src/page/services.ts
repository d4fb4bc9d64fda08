import { createClient, type Transport } from "@connectrpc/connect";

import { AccessService } from "../gen/koebel/v1/access_pb";
import { AdministrationService } from "../gen/koebel/v1/administration_pb";
import { AmendmentService } from "../gen/koebel/v1/amendment_pb";
import { ConversationService } from "../gen/koebel/v1/conversation_pb";
import { FleetService } from "../gen/koebel/v1/fleet_pb";
import { GoalService } from "../gen/koebel/v1/goal_pb";
import { InboxService } from "../gen/koebel/v1/inbox_pb";
import { LeaderboardService } from "../gen/koebel/v1/leaderboard_pb";
import { LeavingService } from "../gen/koebel/v1/leaving_pb";
import { ModerationService } from "../gen/koebel/v1/moderation_pb";
import { NominationService } from "../gen/koebel/v1/nomination_pb";
import { PeopleService } from "../gen/koebel/v1/people_pb";
import { PictureService } from "../gen/koebel/v1/picture_pb";
import { PrivacyService } from "../gen/koebel/v1/privacy_pb";
import { RecognitionService } from "../gen/koebel/v1/recognition_pb";
import { ShowService } from "../gen/koebel/v1/show_pb";
import { StageService } from "../gen/koebel/v1/stage_pb";

/** What the employee's page asks of the server, all over its one connection. */
export const servicesOver = (transport: Transport) => ({
  access: createClient(AccessService, transport),
  administration: createClient(AdministrationService, transport),
  amendments: createClient(AmendmentService, transport),
  boards: createClient(LeaderboardService, transport),
  fleet: createClient(FleetService, transport),
  goals: createClient(GoalService, transport),
  inbox: createClient(InboxService, transport),
  leaving: createClient(LeavingService, transport),
  moderation: createClient(ModerationService, transport),
  nominations: createClient(NominationService, transport),
  people: createClient(PeopleService, transport),
  pictures: createClient(PictureService, transport),
  privacy: createClient(PrivacyService, transport),
  recognitions: createClient(RecognitionService, transport),
  shows: createClient(ShowService, transport),
  stage: createClient(StageService, transport),
  talk: createClient(ConversationService, transport),
});
