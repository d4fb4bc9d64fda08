import { createClient } from "@connectrpc/connect";

import { PictureService } from "../gen/koebel/v1/picture_pb";
import { sendingTransport } from "../http";
import { newRequestId } from "../request_id";
import { Round } from "../round";
import type { Text } from "../text/nl";
import { reasonText } from "../text/reason_text";
import type { DraftPicture } from "./draft_picture";
import { imageOf } from "./pictures";

/** What keeps a picture from being sent: the line, or what a call was refused with. */
export type PictureProblem = { readonly kind: "offline" } | { readonly kind: "refused"; readonly error: unknown };

/** The same in words; empty: nothing does. */
export function pictureProblemText(problem: PictureProblem | undefined, text: Text): string {
  if (problem === undefined) return "";
  return problem.kind === "offline" ? text.pictures.offline : reasonText(problem.error, text);
}

/** A picture on its way to a draft. It remembers what it sent, for who takes a recognition back to send it again. */
export class PictureSending {
  /** The picture on this device, while it is sent; empty: none is. */
  preview = $state("");
  /** How much of it has left: 0 to 1. */
  part = $state(0);
  problem = $state.raw<PictureProblem | undefined>();

  readonly #files = new Map<string, File>();
  readonly #round = new Round();

  /** Sends it, in the place of one that is on its way. Undefined: it was not sent, or another came. */
  async send(file: File): Promise<DraftPicture | undefined> {
    this.cancel();
    const stillCounts = this.#round.join();
    this.preview = URL.createObjectURL(file);
    try {
      const sent = await this.#upload(file, (part) => stillCounts() && (this.part = part));
      if (!stillCounts()) return undefined;
      this.#files.set(sent.id, file);
      return sent;
    } catch (error) {
      if (stillCounts()) this.problem = navigator.onLine ? { kind: "refused", error } : { kind: "offline" };
      return undefined;
    } finally {
      if (stillCounts()) this.#end();
    }
  }

  /** One that was used, under another name; undefined when this page did not send it. */
  async again(picture: DraftPicture): Promise<DraftPicture | undefined> {
    const file = this.#files.get(picture.id);
    const sent = file && (await this.send(file));
    return sent && { ...sent, alternativeText: picture.alternativeText };
  }

  /** Gives up what is on its way, and forgets what went wrong. */
  cancel(): void {
    this.#round.end();
    this.problem = undefined;
    this.#end();
  }

  async #upload(file: File, onSent: (part: number) => void): Promise<DraftPicture> {
    const client = createClient(PictureService, sendingTransport(onSent));
    const { pictureId, path, width, height } = await client.uploadPicture({ requestId: newRequestId(), image: await imageOf(file) });
    return { id: pictureId, path, width, height, alternativeText: "" };
  }

  #end(): void {
    if (this.preview !== "") URL.revokeObjectURL(this.preview);
    this.preview = "";
    this.part = 0;
  }
}
