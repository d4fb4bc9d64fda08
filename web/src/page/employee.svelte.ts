import type { GetSessionResponse, Me } from "../gen/koebel/v1/access_pb";
import type { Organisation, PersonCard, Value } from "../gen/koebel/v1/common_pb";
import type { EventBody } from "../gen/koebel/v1/event_pb";
import { Role } from "../gen/koebel/v1/options_pb";
import type { GetAllowanceResponse, Recognition } from "../gen/koebel/v1/recognition_pb";
import { Connection } from "../live/connection";
import type { Status } from "../live/listeners";
import { newRequestId } from "../request_id";
import { Round } from "../round";
import { Boards } from "./boards/boards.svelte";
import { boardsSource, knownShown } from "./boards/boards_source";
import { reloadWhenCalm } from "./calm_reload";
import { clock } from "./clock.svelte";
import { Sending } from "./compose/sending.svelte";
import { Drafts } from "./conversation/drafts";
import { feedSource } from "./feed/feed_source";
import { Search } from "./feed/filter/search.svelte";
import { Lists } from "./feed/lists";
import { Opened } from "./feed/opened.svelte";
import { isFor, takesPart } from "./feed/people";
import { Reading } from "./feed/reading.svelte";
import { PageGoals } from "./goals/page_goals.svelte";
import { Inbox } from "./inbox/inbox.svelte";
import { Notices } from "./inbox/notices.svelte";
import { OwnLock } from "./lock.svelte";
import { Away } from "./me/away.svelte";
import { MayWait } from "./me/may_wait";
import { Places } from "./me/places.svelte";
import { Quiet } from "./me/quiet.svelte";
import { SaidToMe } from "./me/said_to_me.svelte";
import { Missed } from "./missed.svelte";
import { servicesOver } from "./services";
import { Nominations } from "./shows/nominations.svelte";
import { Shows } from "./shows/shows.svelte";
import { StageQuestions } from "./stage/questions.svelte";
import { keep, recall } from "./storage";
import { WaitingForReview } from "./waiting.svelte";

/** News of what colleagues do around recognitions: nothing of the person's own figures changes with it. */
const kAround: ReadonlySet<string | undefined> = new Set(["reactionsChanged", "remarkPosted", "remarkRemoved", "ownPartChanged", "inboxChanged", "stageChanged"]);

/** The signed-in employee's page: its connection and everything it shows. One per page. */
export class Employee {
  /** The person, as their own page shows them. */
  me = $state.raw() as Me;
  /** As it is now: administrators change it while pages are open. */
  organisation = $state.raw() as Organisation;
  status = $state<Status>("connecting");
  /** How many look at the feed; 0: fewer than the server tells. */
  watchers = $state(0);
  allowance = $state.raw<Pick<GetAllowanceResponse, "left" | "cap" | "weekly"> | undefined>();
  /** How often the list of stopped colleagues changed on this page. */
  stops = $state(0);
  readonly insecureTransport: boolean;

  readonly #onSignedOut: () => void;
  readonly #allowanceRound = new Round();
  readonly #connection = this.#connect();
  readonly #arrivals = this.#connection.rereads(() => void this.#arrive());

  readonly #services = servicesOver(this.#connection.transport);
  readonly recognitions = this.#services.recognitions;
  readonly people = this.#services.people;
  readonly privacy = this.#services.privacy;
  readonly administration = this.#services.administration;
  readonly access = this.#services.access;
  readonly talk = this.#services.talk;
  readonly amendments = this.#services.amendments;
  readonly pictures = this.#services.pictures;

  readonly lists = new Lists(this.#connection, this.recognitions, this.talk);
  /** What is said around recognitions, for whatever shows them. */
  readonly conversations = this.lists.conversations;
  /** Up to where the feed was read. */
  readonly reading = new Reading(this.recognitions, (pace, act) => this.#connection.paced(pace, act));
  readonly feedWatching = this.#connection.watch("feed", (count) => (this.watchers = count));
  /** What a report opened to moderators, of what is mine. */
  readonly opened = new Opened(() => this.privacy.listOpened({}));
  readonly places = new Places(this.#connection, (key) => this.#services.boards.getPlace({ key }));
  readonly away = new Away(this.#services.leaving);
  /** Whether what is said to them arrives on Mondays. */
  readonly quiet = new Quiet(this.privacy);
  /** What the organisation reaches together. */
  readonly goals = new PageGoals(this.#services.goals, this.#connection);
  readonly shows = new Shows(this.#services.shows, this.#connection, () => {
    this.nominations.heard();
    this.stage.heard();
  });
  /** What they are asked for the stage. */
  readonly stage = new StageQuestions(this.#services.stage, this.#connection, () => clock.now);
  /** Office screens they look after that are not seen. */
  readonly missed = new Missed(this.#services.fleet);
  /** Whether they may not thank or write for a while. */
  readonly lock = new OwnLock(this.#services.moderation);
  /** What waits for them as a curator. */
  readonly waiting = new WaitingForReview(this.#services.moderation);
  readonly notices = new Notices(
    () => !this.away.isAway,
    () => this.inbox.readPosition,
  );
  readonly #mayWait = new MayWait(
    this.quiet,
    { isMe: (card) => this.isMe(card), isMine: (teamId) => this.#teamIds.includes(teamId) },
    (pace, act) => this.#connection.paced(pace, act),
    () => void Promise.all([this.feed.load(), this.said.list.load()]),
  );
  readonly feed = this.lists.of({
    ...feedSource(this.recognitions, this.reading, this.#mayWait, (topic) => this.#isOwn(topic)),
    keeps: (recognition, topic) => this.keeps(recognition, topic),
    onEvent: (body) => {
      if (body.case === "organisationChanged") this.organisation = body.value.organisation ?? this.organisation;
      this.inbox.heard(body);
    },
  });
  /** What is looked for in the feed. */
  readonly search = new Search({
    recognitions: this.recognitions,
    list: (source) => this.lists.of(source),
    keeps: (recognition, topic) => this.keeps(recognition, topic),
    mayWait: (recognition) => this.#mayWait.has(recognition),
    now: () => clock.exact(),
    timeZone: () => this.organisation.timeZone,
  });
  readonly said: SaidToMe;
  /** Comments that are being written. */
  readonly drafts: Drafts;
  readonly sending: Sending;
  readonly nominations: Nominations;
  readonly boards: Boards;
  readonly inbox: Inbox;

  /** `onSignedOut` is called when the session is over. */
  constructor(session: GetSessionResponse & { me: Me; organisation: Organisation }, onSignedOut: () => void) {
    this.me = session.me;
    this.organisation = session.organisation;
    this.insecureTransport = session.insecureTransport;
    this.#onSignedOut = onSignedOut;
    const draftsKey = `person.${this.#id}.remarks`;
    this.drafts = new Drafts({ read: () => recall(draftsKey), write: (drafts) => keep(draftsKey, drafts) });
    this.nominations = new Nominations(this.#services.nominations, this.#connection, this.#id);
    this.said = new SaidToMe(this.recognitions, this.lists, this.away, this.#id, (body) => this.#hear(body));
    this.sending = new Sending(this.recognitions, this.#id, (left) => this.hasLeft(left));
    this.boards = new Boards(this.#connection, boardsSource(this.#services.boards, this.people), this.#id, () => clock.exact(), knownShown());
    this.inbox = new Inbox(this.#connection, this.#services.inbox, this.#id, (items) => this.notices.heard(items));
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
    return takesPart(recognition, this.#id, this.#teamIds);
  }

  /** Whether somebody is this person, by name. */
  isMe(card: PersonCard | undefined): boolean {
    return card !== undefined && card.id !== "" && card.id === this.#id;
  }

  /** What is unread and may be said: while away it waits. */
  get unreadNow(): number {
    return this.away.isAway ? 0 : this.said.unread;
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
    return !this.#isOwn(topic) && (this.isMe(recognition.giver) || isFor(recognition, this.#id));
  }

  /** Today begins in sight: what lies far below it, and is shown nowhere else, is let go. */
  tidy(): void {
    this.feed.shorten();
    const shown = [this.feed, this.said.list, this.search.list].flatMap(({ rows }) => rows.map(({ id }) => id));
    this.conversations.keepOnly(new Set(shown));
  }

  /** So many credits to give. */
  hasLeft(left: number): void {
    this.#allowanceRound.end(); // an answer on its way may be of before
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

  #connect(): Connection {
    return new Connection({
      onStatus: (status) => {
        this.status = status;
        this.sending.connected(false);
        if (status === "live") void this.#arrive();
        else this.boards.disconnected();
        if (status === "signed_out") this.#onSignedOut();
      },
      onNotice: (notice) => this.boards.notice(notice),
      onOtherBuild: () => reloadWhenCalm(() => this.sending.inFlight !== undefined),
      onClock: (offsetMs) => clock.correct(offsetMs),
      onRefused: () => this.#onSignedOut(),
    });
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
    if (this.said.list.isAdrift) void this.said.list.load();
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
    this.shows.arrive();
    this.stage.arrive();
    const stillCounts = this.#allowanceRound.begin();
    try {
      const allowance = await this.recognitions.getAllowance({});
      this.allowance = stillCounts() || this.allowance === undefined ? allowance : { ...allowance, left: this.allowance.left };
    } catch {
      // The header shows what it knew; the next connection asks again.
    }
  }

  /** What the person's own topic says beside rows. */
  #hear(body: EventBody["body"]): void {
    if (body.case === "screensMissed") return void this.missed.refresh();
    if (body.case === "reviewChanged") return void this.waiting.refresh();
    if (body.case === "nominationsChanged") return this.nominations.heard();
    if (body.case === "inboxChanged") this.nominations.heard(); // one was asked, nominated, or is not any more
    if (body.case === "lockChanged") return this.lock.tell(body.value.lock);
    if (kAround.has(body.case)) return;
    this.places.refresh();
    if (body.case === "recognitionGiven" || body.case === "recognitionChanged") this.sending.changed(body.value.recognition);
    if (body.case === "recognitionGiven" && (body.value.recognition?.saidPosition ?? 0n) > 0n) this.#mayWait.ask();
    if (body.case === "recognitionChanged") void this.opened.load();
    if (body.case === "allowanceChanged") this.hasLeft(body.value.left);
    if (body.case === "saidToMeRead") {
      void this.away.refresh(); // on another device one may have gone, or come back
      void this.quiet.refresh(); // or chosen otherwise
    }
  }

  get #id(): string {
    return this.me.card?.id ?? "";
  }

  #isOwn(topic: string): boolean {
    return topic === `person:${this.#id}`;
  }

  get #teamIds(): readonly string[] {
    return this.me.teams.map(({ id }) => id);
  }
}
