import { createClient } from "@connectrpc/connect";

import { Administration } from "../admin/administration.svelte";
import { ScreenService } from "../gen/koebel/v1/screen_pb";
import { SetUpService, type GetSetUpResponse_Step } from "../gen/koebel/v1/set_up_pb";
import { httpTransport } from "../http";
import type { PersonSession } from "../page/door/session";
import { newRequestId } from "../request_id";
import { kNumbers, type Step } from "./steps";

/** The set-up's door, over HTTP: the cookie is set by it. */
export const setUpDoor = createClient(SetUpService, httpTransport);

/** The guided path of an administrator: the calls its steps make, and how far it is. */
export class SetUp extends Administration {
  readonly session: PersonSession;
  readonly screens = createClient(ScreenService, httpTransport);
  states = $state.raw<readonly GetSetUpResponse_Step[]>([]);

  constructor(session: PersonSession) {
    super(session.me, session.organisation);
    this.session = session;
  }

  async read(): Promise<void> {
    this.states = (await setUpDoor.getSetUp({})).steps;
  }

  stateOf(step: Step): "done" | "skipped" | "open" {
    const state = this.states.find((one) => one.step === kNumbers[step]);
    if (state?.done) return "done";
    return state?.skipped ? "skipped" : "open";
  }

  /** Passes a step over, or ends the last one. */
  async finish(step: Step): Promise<void> {
    await setUpDoor.finishStep({ requestId: newRequestId(), step: kNumbers[step] });
    await this.read();
  }
}
