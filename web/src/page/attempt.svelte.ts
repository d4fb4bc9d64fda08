import { tick } from "svelte";

import { announcer } from "./announce.svelte";
import { refusalText } from "./door/refusal";
import { preferences } from "./preferences.svelte";

/** Something that is being done, or could not be. */
export class Attempt {
  isBusy = $state(false);
  problem = $state("");
  /** What was refused, for who asks why. */
  error: unknown;

  /** Whether it was done; one at a time. What was refused stands in `problem`. */
  async run(act: () => Promise<unknown>): Promise<boolean> {
    if (this.isBusy) return false;
    const pressed = document.activeElement;
    this.isBusy = true;
    this.problem = "";
    this.error = undefined;
    try {
      await act();
      return true;
    } catch (error) {
      this.error = error;
      this.problem = refusalText(error, preferences.text);
      announcer.say(this.problem);
      return false;
    } finally {
      this.isBusy = false;
      void tick().then(() => returnFocus(pressed));
    }
  }
}

/** A button that is off while it works loses the focus: who pressed it by keyboard goes on there, if it is still there. */
function returnFocus(to: Element | null): void {
  if (document.activeElement === document.body && to instanceof HTMLButtonElement && to.isConnected) to.focus({ preventScroll: true });
}
