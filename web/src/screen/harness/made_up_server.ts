import { create, fromBinary, toBinary, type MessageInitShape } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { createRouterTransport, type Transport } from "@connectrpc/connect";

import type { EventBodySchema } from "../../gen/koebel/v1/event_pb";
import { FleetService } from "../../gen/koebel/v1/fleet_pb";
import { GoalService } from "../../gen/koebel/v1/goal_pb";
import { BoardKind, BoardsShown, LeaderboardService, PeriodKind, type BoardSchema } from "../../gen/koebel/v1/leaderboard_pb";
import { ClientFrameSchema, ServerFrameSchema, Subscribed_Status } from "../../gen/koebel/v1/live_pb";
import type { WallRecognitionSchema } from "../../gen/koebel/v1/recognition_pb";
import { ScreenService } from "../../gen/koebel/v1/screen_pb";
import { ShowService, ShowState, type ShowSchema } from "../../gen/koebel/v1/show_pb";
import type { Socket } from "../../live/channel";
import { person, values } from "./cases";
import { messages } from "./messages";

const kWall = "wall";
const kBoards = "wall:board";
const kEpoch = "epoch";
const kKept = 50;
const kDayMs = 86_400_000;
const kNames = ["Fatma Yıldız", "Kwame Mensah", "Noor de Graaf", "Annemarijn-Charlotte van Oosterwijk-Bloem", "Bram Kuipers"];
const kColleagues = kNames.map((name) => person(name));
const kWords = messages("nl");
const kSayings = [kWords.short, kWords.tiny, kWords.long, kWords.twelve, ...kWords.recent];

type Recognition = MessageInitShape<typeof WallRecognitionSchema>;

/**
 * A server in the page: answers the screen's calls, and is the other side of its WebSocket. Everything it says is made up;
 * the same each time. Lives as long as the page, and keeps no more than a wall holds.
 */
export class MadeUpServer {
  readonly transport: Transport;
  #socket: MadeUpSocket | undefined;
  #wall: Recognition[] = [];
  #seq = 0n;
  #version = 0n;
  #thanks = 0;
  #agoMs = 0;

  constructor() {
    this.transport = createRouterTransport(({ service }) => {
      service(ScreenService, { getWall: () => this.#getWall() });
      service(FleetService, { reportState: () => ({}) });
      service(GoalService, { listGoals: () => ({ goals: { goals: [], position: 1n }, snapshot: snapshot("goals", 0n) }) });
      service(ShowService, { listShows: () => ({ shows: [this.#show()] }) });
      service(LeaderboardService, {
        listBoards: () => ({ shown: BoardsShown.RANKS, boards: [kBoard], snapshot: snapshot(kBoards, 0n) }),
        getBoard: () => ({ board: this.#board(), snapshot: snapshot(kBoards, 0n) }),
      });
    });
  }

  get thanks(): number {
    return this.#thanks;
  }

  /**
   * So many events: colleagues are thanked, now and then it is taken back, a show is moved, or of a kind that pages do not know.
   * `agoMs`: how long ago.
   */
  happens(count: number, agoMs = 0): void {
    this.#agoMs = agoMs;
    for (let index = 0; index < count; index++) {
      const turn = Number(this.#seq % 100n);
      if (turn % 20 === 19) this.#takenBack();
      else if (turn === 50) this.#tell(undefined);
      else if (turn === 70) this.#tell({ case: "showChanged", value: { show: this.#show() } });
      else this.#thanked();
    }
  }

  /** A board moves. */
  boardMoves(): void {
    this.#socket?.says({ case: "state", value: { topic: kBoards, version: ++this.#version, state: { case: "board", value: this.#board() } } });
  }

  pings(): void {
    this.#socket?.says({ case: "ping", value: { t: 1n, heads: [{ topic: kWall, seq: this.#seq }] } });
  }

  /** The network is lost, and comes back. */
  drops(): void {
    this.#socket?.onclose?.(new CloseEvent("close", { code: 1006 }));
  }

  /** History was rewound: the screen reads its wall again. */
  resets(): void {
    this.#socket?.says({ case: "subscribed", value: { topic: kWall, status: Subscribed_Status.RESET, epoch: kEpoch } });
  }

  /** Stands in the place of the browser's WebSocket. */
  accepts(socket: MadeUpSocket): void {
    this.#socket = socket;
    socket.says({ case: "welcome", value: { build: "build", now: timestampFromMs(Date.now()) } });
  }

  hears(bytes: Uint8Array): void {
    const { frame } = fromBinary(ClientFrameSchema, bytes);
    if (frame.case === "unsubscribe") this.#letsGo(frame.value.topic);
    if (frame.case !== "subscribe") return;
    const { topic, from } = frame.value;
    const head = topic === kWall ? this.#seq : 0n;
    // It keeps no history: whoever missed something starts from the wall.
    const status = from === head ? Subscribed_Status.LIVE : Subscribed_Status.RESET;
    this.#socket?.says({ case: "subscribed", value: { topic, status, epoch: kEpoch, head } });
  }

  /** A topic is followed again only once this was heard. */
  #letsGo(topic: string): void {
    this.#socket?.says({ case: "subscribed", value: { topic, status: Subscribed_Status.ENDED, epoch: kEpoch } });
  }

  #thanked(): void {
    const turn = Number(this.#seq);
    const card = (step: number) => kColleagues[(turn + step) % kColleagues.length] ?? person("");
    const recognition: Recognition = {
      id: `r${turn}`,
      position: this.#seq + 1n,
      giver: card(0),
      recipients: Array.from({ length: 1 + (turn % 4) }, (_, index) => card(index + 1)),
      message: `${kSayings[turn % kSayings.length] ?? ""} (${turn})`,
      valueIds: [values()[turn % 6]?.id ?? ""],
      customerMoment: turn % 3 === 0 ? kWords.moment : "",
      givenAt: timestampFromMs(Date.now() - this.#agoMs),
    };
    this.#wall = [recognition, ...this.#wall].slice(0, kKept);
    this.#thanks++;
    this.#tell({ case: "recognitionShown", value: { recognition } });
  }

  #takenBack(): void {
    const gone = this.#wall.shift();
    if (gone?.id === undefined) return this.#thanked();
    this.#thanks--;
    this.#tell({ case: "recognitionWithdrawn", value: { recognitionId: gone.id } });
  }

  #tell(body: MessageInitShape<typeof EventBodySchema>["body"]): void {
    this.#seq++;
    this.#socket?.says({ case: "event", value: { topic: kWall, seq: this.#seq, id: `e${this.#seq}`, ...(body ? { body: { body } } : {}) } });
  }

  #getWall() {
    return {
      settings: { id: "s", name: "Kantine", sound: true },
      organisation: { name: "Zwaluw Thuistechniek", timeZone: "Europe/Amsterdam", language: "nl", publicUrl: "https://koebel.example", displayAddress: "koebel.example", values: values() },
      recognitions: this.#wall,
      thanksThisWeek: this.#thanks,
      topics: [kWall],
      snapshot: snapshot(kWall, this.#seq),
    };
  }

  /** In a week or two, always in another one. */
  #show(): MessageInitShape<typeof ShowSchema> {
    const at = (days: number) => timestampFromMs(Date.now() + days * kDayMs);
    const days = 8 + Number((this.#seq / 100n) % 5n);
    return { id: "show", month: "2026-12", state: ShowState.COLLECTING, closesAt: at(days - 4), airsAt: at(days) };
  }

  #board(): MessageInitShape<typeof BoardSchema> {
    const first = Number(this.#version);
    const top = kColleagues.map((_, index) => ({ rank: index + 1, score: 20 - index, person: kColleagues[(index + first) % kColleagues.length] ?? person("") }));
    return { key: kBoard, shown: BoardsShown.RANKS, top, size: 31, position: this.#version };
  }
}

const kBoard = { kind: BoardKind.GIVEN, periodKind: PeriodKind.WEEK, period: 1n };

function snapshot(topic: string, seq: bigint) {
  return { epoch: kEpoch, heads: [{ topic, seq }] };
}

/** A WebSocket whose other side is a made-up server. */
export class MadeUpSocket implements Socket {
  readonly #server: MadeUpServer;
  binaryType: BinaryType = "arraybuffer";
  readyState = 1;
  onopen: Socket["onopen"] = null;
  onmessage: Socket["onmessage"] = null;
  onclose: Socket["onclose"] = null;

  constructor(server: MadeUpServer) {
    this.#server = server;
    queueMicrotask(() => server.accepts(this));
  }

  send(data: Uint8Array<ArrayBuffer>): void {
    this.#server.hears(data);
  }

  close(): void {
    this.readyState = 3;
  }

  says(frame: MessageInitShape<typeof ServerFrameSchema>["frame"]): void {
    if (frame === undefined) return;
    const { buffer } = toBinary(ServerFrameSchema, create(ServerFrameSchema, { frame })).slice();
    this.onmessage?.(new MessageEvent("message", { data: buffer }));
  }
}
