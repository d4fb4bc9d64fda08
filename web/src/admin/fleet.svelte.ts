import { createClient } from "@connectrpc/connect";
import { timestampMs } from "@bufbuild/protobuf/wkt";

import { ScreenRequest } from "../gen/koebel/v1/event_pb";
import { FleetService } from "../gen/koebel/v1/fleet_pb";
import { ScreenService, type Screen } from "../gen/koebel/v1/screen_pb";
import { httpTransport } from "../http";
import { refusalText } from "../page/door/refusal";
import { preferences } from "../page/preferences.svelte";
import { newRequestId } from "../request_id";
import type { Administration } from "./administration.svelte";
import { draftOf, merged, planOf, type Draft, type Field } from "./screen_plan";

const kAgainMs = 5_000;
/** While a television that was just paired comes in. */
const kSoonMs = 3_000;
/** What the server is changes seldom. */
const kServerMs = 60_000;
/** What gives no sign for so long is out of sight; whether it is missed the server says. */
const kUnseenMs = 15 * 60_000;

/**
 * The screens that hang, read again and again while somebody looks, and what is asked of them. Lives as long as the
 * page of screens. A newer answer is never replaced by an older one.
 */
export class Fleet {
  rows = $state.raw<readonly Screen[] | undefined>();
  /** The server's build; empty: not known. */
  build = $state("");
  now = $state(Date.now());
  /** Why the list could not be read. */
  problem = $state("");

  readonly #admin: Administration;
  readonly #screens = createClient(ScreenService, httpTransport);
  readonly #fleet = createClient(FleetService, httpTransport);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;
  #answered = 0;
  #serverAt = 0;
  #isWatching = false;

  constructor(admin: Administration) {
    this.#admin = admin;
  }

  /** Reads from now on; gives what ends it. */
  watch(): () => void {
    this.#isWatching = true;
    const onVisible = () => void (document.visibilityState === "visible" && this.read());
    document.addEventListener("visibilitychange", onVisible);
    void this.read();
    return () => {
      this.#isWatching = false;
      clearTimeout(this.#timer);
      document.removeEventListener("visibilitychange", onVisible);
    };
  }

  async read(): Promise<void> {
    clearTimeout(this.#timer);
    const mine = ++this.#asked;
    try {
      await this.#readServer();
      const { screens } = await this.#screens.listScreens({});
      if (mine > this.#answered) this.#show(screens, mine);
      this.problem = "";
    } catch (error) {
      this.problem = refusalText(error, preferences.text);
    }
    if (mine === this.#asked && this.#isWatching) this.#plan();
  }

  /** What it is changed to, on top of what somebody else changed meanwhile; or in what both changed the same. */
  async change(began: Draft, filledIn: Draft, screenId: string): Promise<{ readonly conflicts: readonly Field[]; readonly now: Draft }> {
    const { screens } = await this.#screens.listScreens({});
    const current = screens.find(({ settings, revoked }) => settings?.id === screenId && !revoked);
    const now = current ? draftOf(current) : began; // revoked meanwhile: the server says so
    const { draft, conflicts } = merged(began, filledIn, now);
    if (conflicts.length > 0) return { conflicts, now };
    await this.#screens.changeScreen({ requestId: newRequestId(), screenId, screen: planOf(draft) });
    await this.read();
    return { conflicts, now: draft };
  }

  async revoke(screenId: string): Promise<void> {
    await this.#screens.revokeScreen({ requestId: newRequestId(), screenId });
    await this.read();
  }

  async see(screenIds: readonly string[]): Promise<void> {
    await this.#screens.seeNewScreens({ screenIds: [...screenIds] });
    await this.read();
  }

  /** Of these; of none: of all that hang. */
  async identify(...screenIds: string[]): Promise<void> {
    await this.#fleet.askScreens({ requestId: newRequestId(), request: ScreenRequest.IDENTIFY, screenIds });
  }

  async reload(...screenIds: string[]): Promise<void> {
    await this.#fleet.askScreens({ requestId: newRequestId(), request: ScreenRequest.RELOAD, screenIds });
  }

  async blank(blanked: boolean, ...screenIds: string[]): Promise<void> {
    await this.#fleet.blankScreens({ requestId: newRequestId(), blanked, screenIds });
    await this.read();
  }

  /** One that was never seen is given the time a television needs to come in. */
  isUnseen(screen: Screen): boolean {
    return this.now - (lastSign(screen) ?? timeOf(screen.addedAt) ?? this.now) > kUnseenMs;
  }

  isOtherBuild({ state }: Screen): boolean {
    return this.build !== "" && state !== undefined && state.build !== "" && state.build !== this.build;
  }

  async #readServer(): Promise<void> {
    if (this.#admin.teams.length === 0) await this.#admin.readTeams();
    if (Date.now() - this.#serverAt < kServerMs) return;
    const { build, organisation } = await this.#admin.access.getSession({});
    this.build = build;
    this.#admin.organisation = organisation ?? this.#admin.organisation;
    this.#serverAt = Date.now();
  }

  #show(screens: readonly Screen[], mine: number): void {
    this.#answered = mine;
    this.now = Date.now();
    this.rows = screens.filter(({ revoked }) => !revoked);
    this.#admin.newScreens = this.rows.filter(({ isNew }) => isNew).length;
  }

  #plan(): void {
    if (document.visibilityState === "hidden") return;
    const isComing = this.rows?.some((one) => lastSign(one) === undefined && !this.isUnseen(one)) ?? false;
    this.#timer = setTimeout(() => void this.read(), isComing ? kSoonMs : kAgainMs);
  }
}

const timeOf = (at: Screen["addedAt"]) => (at ? timestampMs(at) : undefined);

/** When it was seen or said something, whichever is later. */
export function lastSign({ lastSeenAt, reportedAt }: Screen): number | undefined {
  const signs = [lastSeenAt, reportedAt].flatMap((at) => timeOf(at) ?? []);
  return signs.length > 0 ? Math.max(...signs) : undefined;
}
