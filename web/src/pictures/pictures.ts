import { Code, ConnectError, createClient } from "@connectrpc/connect";

import { ErrorSchema } from "../gen/koebel/v1/live_pb";
import { MediaService } from "../gen/koebel/v1/media_pb";
import { PinService } from "../gen/koebel/v1/pin_pb";
import { httpTransport } from "../http";
import { newRequestId } from "../request_id";
import { prepared } from "./prepared";

/** Sending may take this long on a bad line. */
const kSending = { timeoutMs: 60_000 };

/** Somebody's, or something's, picture: what a field that changes it needs. Each gives the path it then has. */
export interface PictureOf {
  set(file: File): Promise<string>;
  remove(): Promise<unknown>;
}

const media = createClient(MediaService, httpTransport);
const pins = createClient(PinService, httpTransport);

/** As the server would say it, had it all been sent. */
function tooManyBytes(): ConnectError {
  const detail = { desc: ErrorSchema, value: { reason: "IMAGE_TOO_MANY_BYTES" } };
  return new ConnectError("too many bytes", Code.InvalidArgument, undefined, [detail]);
}

/** What is sent of a file; throws where it is too much. */
export async function imageOf(file: File): Promise<Uint8Array<ArrayBuffer>> {
  const image = await prepared(file);
  const { mostBytes } = await media.getMyPhoto({});
  if (BigInt(image.length) > mostBytes) throw tooManyBytes();
  return image;
}

export const myPhoto: PictureOf & { path(): Promise<string> } = {
  path: async () => (await media.getMyPhoto({})).photoPath,
  set: async (file) => (await media.setMyPhoto({ requestId: newRequestId(), image: await imageOf(file) }, kSending)).photoPath,
  remove: () => media.removeMyPhoto({ requestId: newRequestId() }),
};

export const logo: PictureOf = {
  set: async (file) => (await media.setLogo({ requestId: newRequestId(), image: await imageOf(file) }, kSending)).logoPath,
  remove: () => media.removeLogo({ requestId: newRequestId() }),
};

export function photoOf(personId: string): PictureOf & { read(): Promise<{ photoPath: string; shown: boolean }> } {
  return {
    read: () => media.getPersonPhoto({ personId }),
    set: async (file) => (await media.setPersonPhoto({ requestId: newRequestId(), personId, image: await imageOf(file) }, kSending)).photoPath,
    remove: () => media.removePersonPhoto({ requestId: newRequestId(), personId }),
  };
}

/** What hangs on screens by hand. */
export function posterOf(pinId: string): PictureOf {
  return {
    set: async (file) => (await pins.setPinPicture({ requestId: newRequestId(), pinId, image: await imageOf(file) }, kSending)).picturePath,
    remove: () => pins.removePinPicture({ requestId: newRequestId(), pinId }),
  };
}

export function pictureOf(valueId: string): PictureOf {
  return {
    set: async (file) => (await media.setValuePicture({ requestId: newRequestId(), valueId, image: await imageOf(file) }, kSending)).picturePath,
    remove: () => media.removeValuePicture({ requestId: newRequestId(), valueId }),
  };
}
