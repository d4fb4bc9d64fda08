import { announcer } from "../page/announce.svelte";
import { preferences } from "../page/preferences.svelte";
import { reasonText } from "../text/reason_text";

/** Something that is being done, or could not be. */
export class Attempt {
  isBusy = $state(false);
  problem = $state("");

  /** Whether it was done; one at a time. What was refused stands in `problem`. */
  async run(act: () => Promise<unknown>): Promise<boolean> {
    if (this.isBusy) return false;
    this.isBusy = true;
    this.problem = "";
    try {
      await act();
      return true;
    } catch (error) {
      this.problem = reasonText(error, preferences.text);
      announcer.say(this.problem);
      return false;
    } finally {
      this.isBusy = false;
    }
  }
}
