import type { Frame, FrameLink } from "../gen/koebel/v1/frame_pb";

/** So many links of a credit chain stand on one picture. */
export const kLinksOnFace = 10;

/** The links of a chain by picture, filled evenly, so that none is left alone. A chain of one is no chain. */
export function chainFaces(chain: readonly FrameLink[]): readonly (readonly FrameLink[])[] {
  if (chain.length < 2) return [];
  const faces = Math.ceil(chain.length / kLinksOnFace);
  const each = Math.ceil(chain.length / faces);
  return Array.from({ length: faces }, (_, index) => chain.slice(index * each, (index + 1) * each));
}

/** How many pictures a frame has, one after another: a story its chain too, a reel each shout-out, a board one for every line that opens. */
export function facesOf({ body }: Pick<Frame, "body">): number {
  switch (body.case) {
    case "story":
      return 1 + chainFaces(body.value.chain).length;
    case "reel":
      return Math.max(1, body.value.shoutOuts.length);
    case "board":
      return body.value.lines.length + 1;
    default:
      return 1;
  }
}
