import type { Me } from "../gen/koebel/v1/access_pb";
import type { TeamRecord } from "../gen/koebel/v1/administration_pb";
import type { Organisation, Value } from "../gen/koebel/v1/common_pb";
import type { EventBody } from "../gen/koebel/v1/event_pb";
import type { Show } from "../gen/koebel/v1/show_pb";
import type { Story } from "../gen/koebel/v1/story_pb";
import { preferences } from "../page/preferences.svelte";
import { Round } from "../round";
import type { Language } from "../text/languages";
import type { Text } from "../text/nl";
import { withShow } from "../shows/shows";
import { StudioNews } from "./news";
import { fragmentOf, placeIn, workedOn } from "./place";
import { studioServices } from "./services";

/**
 * What the studio's three columns share: the show that is put together, its stories, who works on it, the calls, and a word when
 * any of it changed. One per page, on its only thread; begins with `start` and ends with `stop`.
 */
export class Studio {
  readonly me: { readonly id: string };
  readonly organisation: Organisation;
  readonly services = studioServices;
  shows = $state.raw<readonly Show[]>([]);
  /** The one that is put together. There is one before any column is drawn. */
  show = $state.raw() as Show;
  /** Its stories, without their sources, newest first. */
  stories = $state.raw<readonly Story[]>([]);
  /** The open story; empty: none. */
  storyId = $state("");
  teams = $state.raw<readonly TeamRecord[]>([]);
  /** Whether it is known which shows there are. */
  isRead = $state(false);

  readonly #listeners = new Set<() => void>();
  /** Of going to another show, and of reading the stories of this one. */
  readonly #visits = new Round();
  readonly #readings = new Round();
  #news: StudioNews | undefined;

  constructor(me: Me, organisation: Organisation) {
    this.me = { id: me.card?.id ?? "" };
    this.organisation = organisation;
  }

  /** The organisation's, in their order; retired ones are on what was written with them. */
  get values(): readonly Value[] {
    return [...this.organisation.values].sort((a, b) => a.order - b.order);
  }

  get text(): Text {
    return preferences.text;
  }

  get language(): Language {
    return preferences.language;
  }

  /** Reads which shows there are, and opens the one of the address. Without a show there is nothing to open. */
  async start(): Promise<void> {
    this.#news ??= new StudioNews({
      concerns: (body) => this.#concerns(body),
      onNews: () => this.tell(),
      onReset: () => void this.#readAgain(),
    });
    await this.#readShows();
    void this.#readTeams();
    await this.visit();
    this.isRead = true;
  }

  stop(): void {
    this.#news?.stop();
    this.#listeners.clear();
  }

  /** Goes where the address says. */
  async visit(): Promise<void> {
    const { showId, storyId } = placeIn(location.hash);
    const show = this.shows.find(({ id }) => id === showId) ?? workedOn(this.shows);
    if (show === undefined) return;
    const stillCounts = this.#visits.begin();
    if (show.id !== (this.show as Show | undefined)?.id) {
      const found = await this.#storiesOf(show.id);
      if (!stillCounts()) return;
      this.#readings.end();
      this.stories = found;
      this.show = show;
    }
    this.storyId = show.id === showId ? storyId : "";
  }

  /** Opens a story of this show; empty: none. */
  open(storyId: string): void {
    this.storyId = storyId;
    history.replaceState(null, "", fragmentOf({ showId: this.show.id, storyId }));
  }

  /** Listens for changes of the current show: its stories, rundown, nominations, state. Gives how to stop. */
  changed = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Something changed, perhaps by oneself: everybody who listens reads again. */
  tell(): void {
    void this.#readStories();
    for (const listener of this.#listeners) listener();
  }

  /** As `tell`, when the show itself may be further too. */
  async refresh(): Promise<void> {
    await this.#readShows();
    this.tell();
  }

  #concerns(body: EventBody["body"]): boolean {
    const showId = (this.show as Show | undefined)?.id;
    switch (body.case) {
      case "showChanged":
        return this.#showChanged(body.value.show, body.value.removed) === showId;
      case "studioChanged":
      case "nominationsChanged":
        return body.value.showId === showId;
      default:
        return false;
    }
  }

  /** Gives which it was. */
  #showChanged(show: Show | undefined, removed: boolean): string {
    if (show === undefined) return "";
    this.shows = withShow(this.shows, show, removed);
    if (!removed && show.id === (this.show as Show | undefined)?.id) this.show = show;
    if ((this.show as Show | undefined) === undefined) void this.visit().catch(() => {});
    return show.id;
  }

  async #readShows(): Promise<void> {
    const { shows, snapshot } = await this.services.shows.listShows({});
    this.shows = shows;
    const now = shows.find(({ id }) => id === (this.show as Show | undefined)?.id);
    if (now !== undefined) this.show = now;
    this.#news?.follow("shows", snapshot);
  }

  async #storiesOf(showId: string): Promise<readonly Story[]> {
    const { stories, snapshot } = await this.services.stories.listStories({ showId });
    // Read before the columns read: what comes after it, each of them hears.
    this.#news?.follow("studio", snapshot);
    return stories;
  }

  async #readStories(): Promise<void> {
    const { id } = this.show;
    const stillCounts = this.#readings.begin();
    try {
      const { stories } = await this.services.stories.listStories({ showId: id });
      if (stillCounts()) this.stories = stories;
    } catch {
      // What is shown stays; the next news asks again.
    }
  }

  async #readTeams(): Promise<void> {
    try {
      this.teams = (await this.services.administration.listTeams({})).teams;
    } catch {
      // Without them candidates are not filtered by team.
    }
  }

  async #readAgain(): Promise<void> {
    try {
      await this.#readShows();
      this.stories = await this.#storiesOf(this.show.id);
      for (const listener of this.#listeners) listener();
    } catch {
      // Over a connection that is gone; the columns keep what they have, and the next visit reads.
    }
  }
}
