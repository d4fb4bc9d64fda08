import { create } from "@bufbuild/protobuf";
import { createClient, type Client } from "@connectrpc/connect";

import type { Organisation, PersonCard, Value } from "../gen/koebel/v1/common_pb";
import { AccessService, type GetSessionResponse, type Me } from "../gen/koebel/v1/access_pb";
import { AdministrationService } from "../gen/koebel/v1/administration_pb";
import { AmendmentService } from "../gen/koebel/v1/amendment_pb";
import { ConversationService } from "../gen/koebel/v1/conversation_pb";
import type { EventBody } from "../gen/koebel/v1/event_pb";
import { FleetService } from "../gen/koebel/v1/fleet_pb";
import { InboxService } from "../gen/koebel/v1/inbox_pb";
import { GoalService } from "../gen/koebel/v1/goal_pb";
import { BoardsShown, LeaderboardService } from "../gen/koebel/v1/leaderboard_pb";
import { LeavingService } from "../gen/koebel/v1/leaving_pb";
import { ModerationService } from "../gen/koebel/v1/moderation_pb";
import { Role } from "../gen/koebel/v1/options_pb";
import { PeopleService, PublicitySchema } from "../gen/koebel/v1/people_pb";
import { PictureService } from "../gen/koebel/v1/picture_pb";
import { PrivacyService } from "../gen/koebel/v1/privacy_pb";
import { RecognitionService, type GetAllowanceResponse, type Recognition } from "../gen/koebel/v1/recognition_pb";
import { Connection } from "../live/connection";
import type { Status } from "../live/listeners";
import type { Paced } from "../live/paced";
import type { Rereads } from "../live/rereads";
import type { Watching } from "../live/watching";
import { newRequestId } from "../request_id";
import { Boards } from "./boards/boards.svelte";
import { reloadWhenCalm } from "./calm_reload";
import { clock } from "./clock.svelte";
import { Sending } from "./compose/sending.svelte";
import { Conversations } from "./conversation/conversations.svelte";
import { Drafts } from "./conversation/drafts";
import { PageGoals } from "./goals/page_goals.svelte";
import { Away } from "./me/away.svelte";
import { Places } from "./me/places.svelte";
import { Quiet } from "./me/quiet.svelte";
import { Opened } from "./feed/opened.svelte";
import { isFor, takesPart } from "./feed/people";
import { asSaid } from "./feed/rows";
import { RecognitionList, type Page, type Source } from "./feed/recognition_list.svelte";
import { Search } from "./feed/filter/search.svelte";
import { Reading } from "./feed/reading.svelte";
import { Inbox } from "./inbox/inbox.svelte";
import { Notices } from "./inbox/notices.svelte";
import { OwnLock } from "./lock.svelte";
import { Missed } from "./missed.svelte";
import { keep, recall } from "./storage";
import { WaitingForReview } from "./waiting.svelte";

/** News of what colleagues do around recognitions: nothing of the person's own figures changes with it. */
const kAround: ReadonlySet<string | undefined> = new Set(["reactionsChanged", "remarkPosted", "remarkRemoved", "ownPartChanged", "inboxChanged"]);
/** What may wait is asked for, once for all that comes at a time. */
const kQuietPace = { gapMs: 2_000, spreadMs: 500 };
/** Kept on the device, so that the tab is there from the start. */
const kHasBoards = "person.has_boards";

/** The signed-in employee's page: its connection and everything it shows. One per page. */
export class Employee {
  /** The person, as their own page shows them. */
  me = $state.raw() as Me;
  /** As it is now: administrators change it while pages are open. */
  organisation = $state.raw() as Organisation;
  readonly insecureTransport: boolean;
  readonly recognitions: Client<typeof RecognitionService>;
  readonly people: Client<typeof PeopleService>;
  readonly privacy: Client<typeof PrivacyService>;
  readonly administration: Client<typeof AdministrationService>;
  readonly access: Client<typeof AccessService>;
  readonly talk: Client<typeof ConversationService>;
  readonly amendments: Client<typeof AmendmentService>;
  readonly pictures: Client<typeof PictureService>;
  /** What is said around recognitions, for whatever shows them. */
  readonly conversations: Conversations;
  /** Comments that are being written. */
  readonly drafts: Drafts;
  /** What a report opened to moderators, of what is mine. */
  readonly opened: Opened;
  readonly feed: RecognitionList;
  readonly said: RecognitionList;
  /** What is looked for in the feed. */
  readonly search: Search;
  /** Up to where the feed was read. */
  readonly reading: Reading;
  readonly feedWatching: Watching;
  readonly sending: Sending;
  readonly boards: Boards;
  readonly places: Places;
  readonly away: Away;
  /** Whether what is said to them arrives on Mondays. */
  readonly quiet: Quiet;
  readonly inbox: Inbox;
  readonly notices: Notices;
  /** What the organisation reaches together. */
  readonly goals: PageGoals;
  /** Office screens they look after that are not seen. */
  readonly missed: Missed;
  /** Whether they may not thank or write for a while. */
  readonly lock: OwnLock;
  /** What waits for them as a curator. */
  readonly waiting: WaitingForReview;

  status = $state<Status>("connecting");
  /** How many look at the feed; 0: fewer than the server tells. */
  watchers = $state(0);
  allowance = $state.raw<Pick<GetAllowanceResponse, "left" | "cap" | "weekly"> | undefined>();
  unread = $state(0);
  /** How often the list of stopped colleagues changed on this page. */
  stops = $state(0);
  readPosition = $state(0n);

  readonly #connection: Connection;
  readonly #arrivals: Rereads;
  readonly #quietNews: Paced;

  /** `onSignedOut` is called when the session is over. */
  constructor(session: GetSessionResponse & { me: Me; organisation: Organisation }, onSignedOut: () => void) {
    this.me = session.me;
    this.organisation = session.organisation;
    this.insecureTransport = session.insecureTransport;
    this.#connection = new Connection({
      onStatus: (status) => {
        this.status = status;
        this.sending.connected(false);
        if (status === "live") void this.#arrive();
        else this.boards.disconnected();
        if (status === "signed_out") onSignedOut();
      },
      onNotice: (notice) => this.boards.notice(notice),
      onOtherBuild: () => reloadWhenCalm(() => this.sending.inFlight !== undefined),
      onClock: (offsetMs) => clock.correct(offsetMs),
      onRefused: onSignedOut,
    });
    this.#arrivals = this.#connection.rereads(() => void this.#arrive());
    this.recognitions = createClient(RecognitionService, this.#connection.transport);
    this.administration = createClient(AdministrationService, this.#connection.transport);
    this.people = createClient(PeopleService, this.#connection.transport);
    this.privacy = createClient(PrivacyService, this.#connection.transport);
    this.quiet = new Quiet(this.privacy);
    // What waits is not there, what arrived has reactions and comments already.
    this.#quietNews = this.#connection.paced(kQuietPace, () => void Promise.all([this.feed.load(), this.said.load()]));
    this.opened = new Opened(() => this.privacy.listOpened({}));
    this.access = createClient(AccessService, this.#connection.transport);
    this.talk = createClient(ConversationService, this.#connection.transport);
    this.amendments = createClient(AmendmentService, this.#connection.transport);
    this.pictures = createClient(PictureService, this.#connection.transport);
    this.conversations = new Conversations(this.talk, (recognitionId) => this.readOne(recognitionId));
    const draftsKey = `person.${session.me.card?.id ?? ""}.remarks`;
    this.drafts = new Drafts({ read: () => recall(draftsKey), write: (drafts) => keep(draftsKey, drafts) });
    this.sending = new Sending(this.recognitions, session.me.card?.id ?? "", (left) => this.hasLeft(left));
    this.reading = new Reading(this.recognitions, (pace, act) => this.#connection.paced(pace, act));
    this.feed = this.listOf({
      page: async (beforePosition) => {
        const page = await this.recognitions.listFeed({ beforePosition, pageSize: 20 });
        this.reading.take(page.readPosition);
        return page;
      },
      belongs: (recognition, topic) => {
        const isAsked = topic !== `person:${this.#id}` && this.mayWait(recognition);
        if (isAsked) this.#quietNews.ask();
        return !isAsked;
      },
      keeps: (recognition, topic) => this.keeps(recognition, topic),
      onEvent: (body) => {
        if (body.case === "organisationChanged") this.organisation = body.value.organisation ?? this.organisation;
        this.inbox.heard(body);
      },
    });
    this.search = new Search({
      recognitions: this.recognitions,
      list: (source) => this.listOf(source),
      keeps: (recognition, topic) => this.keeps(recognition, topic),
      mayWait: (recognition) => this.mayWait(recognition),
      now: () => clock.exact(),
      timeZone: () => this.organisation.timeZone,
    });
    const boards = createClient(LeaderboardService, this.#connection.transport);
    this.boards = new Boards(
      this.#connection,
      {
        list: async () => {
          const list = await boards.listBoards({});
          keep(kHasBoards, list.shown !== BoardsShown.OFF);
          return list;
        },
        board: (key) => boards.getBoard({ key }),
        appear: (isOnBoards) => this.#appear(isOnBoards),
      },
      session.me.card?.id ?? "",
      () => clock.exact(),
      recall(kHasBoards) === true ? BoardsShown.RANKS : BoardsShown.UNSPECIFIED,
    );
    this.places = new Places(this.#connection, (key) => boards.getPlace({ key }));
    this.away = new Away(createClient(LeavingService, this.#connection.transport));
    this.goals = new PageGoals(createClient(GoalService, this.#connection.transport), this.#connection);
    this.missed = new Missed(createClient(FleetService, this.#connection.transport));
    const moderation = createClient(ModerationService, this.#connection.transport);
    this.lock = new OwnLock(moderation);
    this.waiting = new WaitingForReview(moderation);
    this.notices = new Notices(
      () => !this.away.isAway,
      () => this.inbox.readPosition,
    );
    this.inbox = new Inbox(this.#connection, createClient(InboxService, this.#connection.transport), this.#id, (items) =>
      this.notices.heard(items),
    );
    this.feedWatching = this.#connection.watch("feed", (count) => (this.watchers = count));
    this.said = this.listOf({
      page: (before) => this.#saidPage(before),
      placeOf: asSaid,
      // To who is thanked no giver is without a name: that one is the person's own.
      belongs: ({ giver }) => giver !== undefined && giver.id !== "" && giver.id !== this.#id,
      onEvent: (body, before) => this.#personal(body, before),
    });
  }

  /** Every value in the organisation's order; retired ones too, for what was said with them. */
  get values(): readonly Value[] {
    return [...this.organisation.values].sort((a, b) => a.order - b.order);
  }

  /** Those that can be chosen. */
  get choosable(): readonly Value[] {
    return this.values.filter(({ retired }) => !retired);
  }

  /** Whether the person gave it or is thanked, as far as the page can see. */
  takesPart(recognition: Recognition): boolean {
    return takesPart(recognition, this.#id, this.me.teams.map(({ id }) => id));
  }

  /** What is unread and may be said: while away it waits. */
  get unreadNow(): number {
    return this.away.isAway ? 0 : this.unread;
  }

  /** Whether somebody is this person, by name. */
  isMe(card: PersonCard | undefined): boolean {
    return card !== undefined && card.id !== "" && card.id === this.#id;
  }

  /** The same of the inbox. */
  get inboxNow(): number {
    return this.away.isAway ? 0 : this.inbox.unread;
  }

  get isAdmin(): boolean {
    return this.me.roles.includes(Role.ADMIN);
  }

  get isCurator(): boolean {
    return this.me.roles.includes(Role.CURATOR);
  }

  /** What leaves the feed may have been taken off it: it stays with giver and people thanked. Taken back, their own topic says so. */
  keeps(recognition: Recognition, topic: string): boolean {
    return topic !== `person:${this.#id}` && (this.isMe(recognition.giver) || isFor(recognition, this.#id));
  }

  /**
   * Whether it may be said to the person and wait for Monday: they are "a colleague" in it, or one of the team. The server
   * knows; it is asked before such a one is shown.
   */
  mayWait({ giver, recipients, team }: Recognition): boolean {
    if (!this.quiet.mayBeOn || this.isMe(giver)) return false;
    return recipients.some(({ id }) => id === "") || (team !== undefined && this.me.teams.some(({ id }) => id === team.id));
  }

  /** A list of recognitions that stays exact, and what is said around them with it. */
  listOf(source: Source): RecognitionList {
    return new RecognitionList(this.#connection, {
      ...source,
      onPage: (page: Page, isAnew) => {
        this.conversations.read(page);
        if (isAnew) this.conversations.reread();
      },
      onNews: (topic, event, isShown) => this.conversations.tell(topic, event, isShown),
    });
  }

  /** Today begins in sight: what lies far below it, and is shown nowhere else, is let go. */
  tidy(): void {
    this.feed.shorten();
    const shown = [this.feed, this.said, this.search.list].flatMap(({ rows }) => rows.map(({ id }) => id));
    this.conversations.keepOnly(new Set(shown));
  }

  /** One recognition, as a page of its own. */
  async readOne(recognitionId: string): Promise<Page> {
    const { recognition, mine, snapshot } = await this.recognitions.getRecognition({ recognitionId });
    return { recognitions: recognition ? [recognition] : [], mine: mine ? [mine] : [], more: false, snapshot };
  }

  /** So many credits to give. */
  hasLeft(left: number): void {
    if (this.allowance !== undefined) this.allowance = { ...this.allowance, left };
  }

  /** Takes a recognition out of everyone's sight but the giver's and theirs who were thanked. */
  hide(recognitionId: string, reason: string): Promise<unknown> {
    return this.recognitions.hide({ requestId: newRequestId(), recognitionId, reason });
  }

  /** With another photo, or shown with one from now on. */
  async readMe(): Promise<void> {
    try {
      const { me } = await this.access.getSession({});
      if (me !== undefined && me.card?.id === this.me.card?.id) this.me = me;
    } catch {
      // The next visit shows it.
    }
  }

  start(): void {
    this.#connection.start();
  }

  stop(): void {
    this.notices.stop();
    this.#connection.stop();
  }

  /** Still the same person's session, whatever the connection was told. */
  resume(): void {
    this.#connection.resume();
  }

  /** Everything said so far was read; other devices hear it too. */
  async markRead(): Promise<void> {
    const [first] = this.said.rows;
    const newest = first === undefined ? 0n : asSaid(first);
    if ((this.unread === 0 && !this.away.isAway) || newest <= this.readPosition || this.status !== "live") return;
    this.unread = 0;
    try {
      await this.recognitions.markSaidToMeRead({ requestId: newRequestId(), readPosition: newest });
    } catch {
      // The next visit says it again.
    }
  }

  /**
   * Connected. Somebody else may have signed in in this browser since the last time: then nothing of
   * this page may go out in their name.
   */
  async #arrive(): Promise<void> {
    if (this.status !== "live") return;
    this.#arrivals.cancel();
    try {
      const { me, organisation } = await this.access.getSession({});
      if (me?.card?.id !== this.me.card?.id) return location.reload();
      this.organisation = organisation ?? this.organisation; // as it became meanwhile
    } catch {
      return this.#arrivals.again();
    }
    this.#arrivals.done();
    this.sending.connected(this.status === "live");
    await this.#refresh();
  }

  async #refresh(): Promise<void> {
    if (this.feed.isAdrift) void this.feed.load();
    if (this.said.isAdrift) void this.said.load();
    this.conversations.arrive();
    if (this.inbox.isAdrift) void this.inbox.load();
    this.search.arrive();
    void this.boards.arrive();
    this.places.refresh();
    void this.opened.load();
    void this.away.refresh();
    void this.quiet.refresh();
    void this.missed.refresh();
    void this.lock.refresh();
    if (this.isCurator) void this.waiting.refresh();
    this.goals.arrive();
    try {
      this.allowance = await this.recognitions.getAllowance({});
    } catch {
      // The header shows what it knew; the next connection asks again.
    }
  }

  /** Every other channel stays as it is; from here on it is the person's own choice. */
  async #appear(isOnBoards: boolean): Promise<bigint> {
    const { publicity = create(PublicitySchema) } = await this.people.getPublicity({});
    publicity.boards = isOnBoards;
    publicity.chosen = true;
    return (await this.people.setPublicity({ requestId: newRequestId(), publicity })).position;
  }

  async #saidPage(beforePosition: bigint) {
    const page = await this.recognitions.listSaidToMe({ beforePosition, pageSize: 20 });
    this.unread = page.unread;
    this.readPosition = page.readPosition;
    return page;
  }

  /** What the person's own topic says beside rows. */
  #personal(body: EventBody["body"], before: readonly Recognition[]): void {
    if (body.case === "screensMissed") return void this.missed.refresh();
    if (body.case === "reviewChanged") return void this.waiting.refresh();
    if (body.case === "lockChanged") return this.lock.tell(body.value.lock);
    if (kAround.has(body.case)) return;
    this.places.refresh();
    if (body.case === "recognitionGiven" || body.case === "recognitionChanged") this.sending.changed(body.value.recognition);
    if (body.case === "recognitionChanged") void this.opened.load();
    if (body.case === "allowanceChanged") this.hasLeft(body.value.left);
    if (body.case === "saidToMeRead") {
      this.unread = body.value.unread;
      this.readPosition = body.value.readPosition;
      void this.away.refresh(); // on another device one may have gone, or come back
      void this.quiet.refresh(); // or chosen otherwise
      return;
    }
    if (body.case === "recognitionGiven" && (body.value.recognition?.saidPosition ?? 0n) > 0n) this.#quietNews.ask();
    const unreadIn = (rows: readonly Recognition[]) => rows.filter((row) => asSaid(row) > this.readPosition).length;
    this.unread = Math.max(0, this.unread + unreadIn(this.said.rows) - unreadIn(before));
  }

  get #id(): string {
    return this.me.card?.id ?? "";
  }
}
