import { timestampMs } from "@bufbuild/protobuf/wkt";

import type { Pin } from "../gen/koebel/v1/pin_pb";

/** What a curator hung here by hand. */
export interface Hung {
  id: string;
  text: string;
  picture: string;
  from: number;
  until: number;
}

export function toHung({ id, text, picturePath, from, until }: Pin): Hung {
  return { id, text, picture: picturePath, from: from ? timestampMs(from) : 0, until: until ? timestampMs(until) : 0 };
}

export function hangs(pin: Hung, now: number): boolean {
  return pin.from <= now && now < pin.until;
}
