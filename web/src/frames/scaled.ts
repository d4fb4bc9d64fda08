import type { Action } from "svelte/action";

/** A frame in its own pixels. */
export const kFrame = { width: 1920, height: 1080 };

/** Scales the frame inside to the width of this box, whatever that becomes. The box keeps the frame's shape by its padding. */
export const scaled: Action<HTMLElement> = (box) => {
  const frame = box.firstElementChild;
  if (!(frame instanceof HTMLElement)) throw new Error("a scaled box has a frame in it");
  const place = () => {
    frame.style.transform = `scale(${box.clientWidth / kFrame.width})`;
  };
  place();
  const resized = new ResizeObserver(place);
  resized.observe(box);
  return { destroy: () => resized.disconnect() };
};
