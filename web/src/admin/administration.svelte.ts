import { createClient } from "@connectrpc/connect";

import { AccessService, type Me } from "../gen/koebel/v1/access_pb";
import { AdministrationService, type TeamRecord } from "../gen/koebel/v1/administration_pb";
import { AllowanceService } from "../gen/koebel/v1/allowance_pb";
import type { Organisation } from "../gen/koebel/v1/common_pb";
import { LeaderboardService } from "../gen/koebel/v1/leaderboard_pb";
import { LeavingService } from "../gen/koebel/v1/leaving_pb";
import { MergeService } from "../gen/koebel/v1/merge_pb";
import { PeopleService } from "../gen/koebel/v1/people_pb";
import { ScreenService } from "../gen/koebel/v1/screen_pb";
import { httpTransport } from "../http";

/** What the administrator's pages share: calls, and what they read once. Over HTTP: nothing here is pushed. */
export class Administration {
  readonly me: Me;
  readonly records = createClient(AdministrationService, httpTransport);
  readonly people = createClient(PeopleService, httpTransport);
  readonly access = createClient(AccessService, httpTransport);
  readonly leaving = createClient(LeavingService, httpTransport);
  readonly merges = createClient(MergeService, httpTransport);
  readonly allowance = createClient(AllowanceService, httpTransport);
  readonly leaderboard = createClient(LeaderboardService, httpTransport);
  organisation = $state.raw() as Organisation;
  teams = $state.raw<readonly TeamRecord[]>([]);
  /** Screens that somebody added since this administrator last looked. */
  newScreens = $state(0);

  constructor(me: Me, organisation: Organisation) {
    this.me = me;
    this.organisation = organisation;
  }

  async readNewScreens(): Promise<void> {
    const { screens } = await createClient(ScreenService, httpTransport).listScreens({});
    this.newScreens = screens.filter(({ isNew }) => isNew).length;
  }

  async readTeams(): Promise<void> {
    this.teams = (await this.records.listTeams({})).teams;
  }

  async readOrganisation(): Promise<void> {
    const { organisation } = await this.people.getOrganisation({});
    if (organisation !== undefined) this.organisation = organisation;
  }
}
