import type { EventBody } from "../../gen/koebel/v1/event_pb";
import type { Recognition } from "../../gen/koebel/v1/recognition_pb";

/** With a recognition in its place: newest first, each once; what was there under its id gives way. */
export function withRecognition(rows: readonly Recognition[], added: Recognition): Recognition[] {
  const others = rows.filter(({ id }) => id !== added.id);
  const at = others.findIndex(({ position }) => position < added.position);
  return at < 0 ? [...others, added] : [...others.slice(0, at), added, ...others.slice(at)];
}

/** What an event does to rows. `belongs` says which new recognitions belong among them. */
export function applied(
  rows: readonly Recognition[],
  body: EventBody["body"],
  belongs: (recognition: Recognition) => boolean = () => true,
): readonly Recognition[] {
  switch (body.case) {
    case "recognitionGiven": {
      const given = body.value.recognition;
      return given !== undefined && belongs(given) ? withRecognition(rows, given) : rows;
    }
    case "recognitionChanged": {
      const changed = body.value.recognition;
      const isHere = rows.some(({ id }) => id === changed?.id);
      return changed !== undefined && isHere ? withRecognition(rows, changed) : rows;
    }
    case "recognitionWithdrawn": {
      const { recognitionId } = body.value;
      return rows.some(({ id }) => id === recognitionId) ? rows.filter(({ id }) => id !== recognitionId) : rows;
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
