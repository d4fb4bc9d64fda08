import { createClient } from "@connectrpc/connect";

import { Scope } from "../../gen/koebel/v1/options_pb";
import { TokenService, type CreateTokenResponse, type Token } from "../../gen/koebel/v1/token_pb";
import { httpTransport } from "../../http";
import { newRequestId } from "../../request_id";
import { reasonText } from "../../text/reason_text";
import { announcer } from "../announce.svelte";
import { preferences } from "../preferences.svelte";
import type { Bounds } from "./lengths";

/** What a new one is to be. */
export interface Wanted {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly days: number;
}

/** API tokens on a page: one's own, or, for an administrator, the organisation's and everybody's. */
export class Tokens {
  rows = $state.raw<readonly Token[] | undefined>();
  next = $state("");
  /** The one that was just made: its secret is here and nowhere else, until the page is left or it was kept. */
  made = $state.raw<CreateTokenResponse | undefined>();
  bounds = $state.raw<Bounds>({ usualDays: 90, mostDays: 365 });
  problem = $state("");
  isBusy = $state(false);

  readonly #isAdmins: boolean;
  readonly #service = createClient(TokenService, httpTransport);

  constructor(isAdmins: boolean) {
    this.#isAdmins = isAdmins;
  }

  read(pageToken = ""): Promise<boolean> {
    return this.#attempt(() => this.#read(pageToken));
  }

  /** Whether it was made. */
  make({ name, scopes, days }: Wanted): Promise<boolean> {
    return this.#attempt(async () => {
      this.made = await this.#service.createToken({
        requestId: newRequestId(),
        name,
        scopes: [...scopes],
        lifetimeDays: days,
        ofOrganisation: this.#isAdmins,
      });
      announcer.say(preferences.text.tokens.made(name));
      await this.#read("");
    });
  }

  async revoke({ id }: Token): Promise<void> {
    const isDone = await this.#attempt(() => this.#service.revokeToken({ requestId: newRequestId(), tokenId: id }));
    if (!isDone) return;
    this.rows = this.rows?.filter((row) => row.id !== id);
    if (this.made?.token?.id === id) this.made = undefined;
    announcer.say(preferences.text.tokens.revoked);
  }

  async #read(pageToken: string): Promise<void> {
    const page = await this.#service.listTokens({ everybodys: this.#isAdmins, pageToken });
    this.rows = pageToken === "" ? page.tokens : [...(this.rows ?? []), ...page.tokens];
    this.next = page.nextPageToken;
    this.bounds = page;
  }

  async #attempt(act: () => Promise<unknown>): Promise<boolean> {
    if (this.isBusy) return false;
    this.isBusy = true;
    this.problem = "";
    try {
      await act();
      return true;
    } catch (error) {
      this.problem = reasonText(error, preferences.text);
      announcer.say(this.problem);
      return false;
    } finally {
      this.isBusy = false;
    }
  }
}
