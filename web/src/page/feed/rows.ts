import type { EventBody } from "../../gen/koebel/v1/event_pb";
import type { Recognition } from "../../gen/koebel/v1/recognition_pb";

/** Where a recognition stands in a list, newest first. */
export type PlaceOf = (recognition: Recognition) => bigint;

/** In the feed: when it was given. */
export const inFeed: PlaceOf = ({ position }) => position;

/** In what is said to somebody: when it arrived with them. */
export const asSaid: PlaceOf = ({ position, saidPosition }) => (saidPosition > 0n ? saidPosition : position);

/** With a recognition in its place: newest first, each once; what was there under its id gives way. */
export function withRecognition(rows: readonly Recognition[], added: Recognition, placeOf: PlaceOf = inFeed): Recognition[] {
  const others = rows.filter(({ id }) => id !== added.id);
  const at = others.findIndex((other) => placeOf(other) < placeOf(added));
  return at < 0 ? [...others, added] : [...others.slice(0, at), added, ...others.slice(at)];
}

/** When it arrived is said once. */
function arrivedAs(known: Recognition | undefined, changed: Recognition): Recognition {
  const saidPosition = changed.saidPosition || (known?.saidPosition ?? 0n);
  return saidPosition === changed.saidPosition ? changed : { ...changed, saidPosition };
}

/** Which recognitions belong among rows. */
export interface Extent {
  /** Whether one that is new to the rows is one of them. */
  belongs(recognition: Recognition): boolean;
  /** The lowest position that was read; what changed below it is not shown yet. */
  readonly reach: bigint;
  /** Where one stands among the rows; when not given: as in the feed. */
  readonly placeOf?: PlaceOf | undefined;
  /** Whether one stays although this topic lost it: it is told on another topic when it is gone. */
  keeps?(recognition: Recognition): boolean;
}

/** What an event does to rows. */
export function applied(
  rows: readonly Recognition[],
  body: EventBody["body"],
  { belongs, reach, keeps, placeOf = inFeed }: Extent,
): readonly Recognition[] {
  switch (body.case) {
    case "recognitionGiven":
    case "recognitionChanged": {
      const { recognition } = body.value;
      if (recognition === undefined) return rows;
      // A changed one may be new here: hidden from the feed, but still the participants' own.
      const known = rows.find(({ id }) => id === recognition.id);
      const added = arrivedAs(known, recognition);
      return known !== undefined || (placeOf(added) >= reach && belongs(added)) ? withRecognition(rows, added, placeOf) : rows;
    }
    case "recognitionWithdrawn": {
      const { recognitionId } = body.value;
      const gone = rows.find(({ id }) => id === recognitionId);
      return gone === undefined || keeps?.(gone) === true ? rows : rows.filter((row) => row !== gone);
    }
    default:
      return rows;
  }
}

/** With an older page behind them; a row that came by event meanwhile stays as it is. */
export function withOlder(rows: readonly Recognition[], older: readonly Recognition[]): Recognition[] {
  const known = new Set(rows.map(({ id }) => id));
  return [...rows, ...older.filter(({ id }) => !known.has(id))];
}
