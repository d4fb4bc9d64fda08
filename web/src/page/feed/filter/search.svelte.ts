import type { MessageInitShape } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import type { Client } from "@connectrpc/connect";
import { SvelteMap } from "svelte/reactivity";

import type { PersonCard, TeamCard } from "../../../gen/koebel/v1/common_pb";
import type { FeedFilterSchema, Recognition, RecipientSuggestion, RecognitionService } from "../../../gen/koebel/v1/recognition_pb";
import { reasonOf } from "../../../live/reason";
import type { Page, RecognitionList, Source } from "../recognition_list.svelte";
import { feedKindOf, isEmpty, isPossible, isSame, kNoFilter, type Filter } from "./filter";
import { spanOf } from "./period";

const kPageSize = 20;
/** The server counts no further. */
export const kMostMatches = 100;

/** What a search needs of the page around it. */
export interface SearchParts {
  readonly recognitions: Pick<Client<typeof RecognitionService>, "listFeed">;
  /** A list that stays exact. */
  list(source: Source): RecognitionList;
  /** Whether a recognition stays although this topic lost it. */
  keeps(recognition: Recognition, topic: string): boolean;
  /** Whether one that was given may be for who gets it quietly: nothing of it is shown before it arrives. */
  mayWait(recognition: Recognition): boolean;
  now(): number;
  timeZone(): string;
}

/**
 * What somebody looks for in the feed. The rows are what the server found; what happens to them is followed. What is given
 * meanwhile is only counted: whether it fits, the server knows.
 */
export class Search {
  filter = $state.raw<Filter>(kNoFilter);
  readonly isOn: boolean = $derived(!isEmpty(this.filter));
  readonly list: RecognitionList;
  /** How many fit; `kMostMatches` stands for so many and more. Undefined: not known yet. */
  matches = $state<number | undefined>();
  /** Given since the server was asked. */
  news = $state(0);
  /** The server does not look for this. */
  isRefused = $state(false);

  /** Who was chosen, by id: their names, which an address does not have. */
  readonly people = new SvelteMap<string, PersonCard>();
  readonly teams = new SvelteMap<string, TeamCard>();

  readonly #parts: SearchParts;
  #given = new Set<string>();

  constructor(parts: SearchParts) {
    this.#parts = parts;
    this.list = parts.list({
      page: (beforePosition) => this.#page(beforePosition),
      belongs: () => false,
      keeps: (recognition, topic) => parts.keeps(recognition, topic),
      onEvent: (body, before) => {
        if (body.case === "recognitionGiven") this.#isGiven(body.value.recognition, before);
        if (body.case === "recognitionWithdrawn") this.#isGone(body.value.recognitionId, before);
      },
    });
  }

  /** Looks for something else, or for nothing. */
  open(filter: Filter): void {
    if (isSame(filter, this.filter)) return;
    this.filter = filter;
    this.list.stop();
    this.#forget();
    if (this.isOn) void this.list.load();
  }

  /** The same once more. What is shown stays until the answer is here. */
  async again(): Promise<void> {
    await this.list.load();
  }

  /** Somebody is chosen from what was suggested. */
  remember({ case: kind, value }: RecipientSuggestion["recipient"]): void {
    if (kind === "person") this.people.set(value.id, value);
    if (kind === "team") this.teams.set(value.id, value);
  }

  /** Connected: asks again if nothing is followed. */
  arrive(): void {
    if (this.isOn && this.list.isAdrift && !this.isRefused) void this.list.load();
  }

  async #page(beforePosition: bigint): Promise<Page> {
    if (!isPossible(this.filter)) return this.#refused();
    const { filter } = this;
    try {
      const page = await this.#parts.recognitions.listFeed({ beforePosition, pageSize: kPageSize, filter: this.#asked() });
      if (beforePosition === 0n && filter === this.filter) {
        this.#forget();
        this.matches = page.matches;
      }
      return page;
    } catch (error) {
      if (reasonOf(error) === "FILTER_INVALID" && filter === this.filter) return this.#refused();
      throw error;
    }
  }

  #refused(): Page {
    this.isRefused = true;
    return { recognitions: [], more: false };
  }

  #asked(): MessageInitShape<typeof FeedFilterSchema> {
    const { query, valueId, teamId, personId } = this.filter;
    const { from, until } = spanOf(this.filter, this.#parts.now(), this.#parts.timeZone());
    return {
      query,
      valueId,
      teamId,
      personId,
      kind: feedKindOf(this.filter),
      ...(from === undefined ? {} : { from: timestampFromMs(from) }),
      ...(until === undefined ? {} : { until: timestampFromMs(until) }),
    };
  }

  /** Over however many topics it comes, it is one. */
  #isGiven(recognition: Recognition | undefined, before: readonly Recognition[]): void {
    if (recognition === undefined || before.some(({ id }) => id === recognition.id) || this.#parts.mayWait(recognition)) return;
    this.#given.add(recognition.id);
    this.news = this.#given.size;
  }

  #isGone(recognitionId: string, before: readonly Recognition[]): void {
    if (this.#given.delete(recognitionId)) this.news = this.#given.size;
    const isShown = ({ id }: Recognition) => id === recognitionId;
    const left = before.some(isShown) && !this.list.rows.some(isShown);
    if (left && this.matches !== undefined && this.matches < kMostMatches) this.matches -= 1;
  }

  #forget(): void {
    this.#given.clear();
    this.news = 0;
    this.matches = undefined;
    this.isRefused = false;
  }
}
