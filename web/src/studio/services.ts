import { createClient } from "@connectrpc/connect";

import { AdministrationService } from "../gen/koebel/v1/administration_pb";
import { CandidateService } from "../gen/koebel/v1/candidate_pb";
import { GoalService } from "../gen/koebel/v1/goal_pb";
import { NominationService } from "../gen/koebel/v1/nomination_pb";
import { RecognitionService } from "../gen/koebel/v1/recognition_pb";
import { RundownService } from "../gen/koebel/v1/rundown_pb";
import { ShowService } from "../gen/koebel/v1/show_pb";
import { StageService } from "../gen/koebel/v1/stage_pb";
import { StoryService } from "../gen/koebel/v1/story_pb";
import { httpTransport } from "../http";

/** What the studio asks of the server, all over HTTP, as the curators' other pages do. */
export const studioServices = {
  administration: createClient(AdministrationService, httpTransport),
  candidates: createClient(CandidateService, httpTransport),
  goals: createClient(GoalService, httpTransport),
  nominations: createClient(NominationService, httpTransport),
  recognitions: createClient(RecognitionService, httpTransport),
  rundown: createClient(RundownService, httpTransport),
  shows: createClient(ShowService, httpTransport),
  stage: createClient(StageService, httpTransport),
  stories: createClient(StoryService, httpTransport),
};

export type StudioServices = typeof studioServices;
