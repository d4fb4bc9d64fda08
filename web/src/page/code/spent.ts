import { reasonOf } from "../../live/reason";

/** Whether a code that was refused is of no more use. Who only has to wait, or was not heard, keeps what they typed. */
export function isSpent(error: unknown): boolean {
  return ["CODE_WRONG", "CODE_USED"].includes(reasonOf(error));
}
