import type { Snapshot } from "../gen/koebel/v1/common_pb";

/** Where one topic was applied to: everything up to `seq` of the history named `epoch`. */
export interface Place {
  readonly epoch: string;
  readonly seq: bigint;
}

/** Where several topics of one history stand; what a page keeps beside its rows. */
export interface Places {
  readonly epoch: string;
  readonly seqs: ReadonlyMap<string, bigint>;
}

/** The places a snapshot's rows were read at. */
export function placesOf(snapshot: Snapshot): Places {
  return { epoch: snapshot.epoch, seqs: new Map(snapshot.heads.map((head) => [head.topic, head.seq])) };
}

/** Places as JSON text for storage. Keep rows and places in one item, or a crash parts them. */
export function writePlaces(places: Places): string {
  return JSON.stringify({
    epoch: places.epoch,
    seqs: [...places.seqs].map(([topic, seq]) => [topic, seq.toString()]),
  });
}

/** Reads what `writePlaces` wrote; undefined when it is anything else. */
export function readPlaces(text: string | null): Places | undefined {
  if (text === null) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || !("epoch" in value) || !("seqs" in value)) return undefined;
    if (typeof value.epoch !== "string" || !Array.isArray(value.seqs)) return undefined;
    const seqs = new Map<string, bigint>();
    for (const pair of value.seqs as unknown[]) {
      if (!Array.isArray(pair) || typeof pair[0] !== "string" || typeof pair[1] !== "string") return undefined;
      seqs.set(pair[0], BigInt(pair[1]));
    }
    return { epoch: value.epoch, seqs };
  } catch {
    return undefined;
  }
}

/** Whether rows read at `places` are older than what was already applied up to `applied`. */
export function isBehind(places: Places, applied: Places): boolean {
  if (places.epoch !== applied.epoch) return false;
  return [...applied.seqs].some(([topic, seq]) => (places.seqs.get(topic) ?? seq) < seq);
}
