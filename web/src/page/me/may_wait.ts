import type { PersonCard } from "../../gen/koebel/v1/common_pb";
import type { Recognition } from "../../gen/koebel/v1/recognition_pb";
import type { Pace, Paced } from "../../live/paced";
import type { Quiet } from "./quiet.svelte";

/** Whom it may be for. */
interface Person {
  isMe(card: PersonCard | undefined): boolean;
  isMine(teamId: string): boolean;
}

/** Once for all that comes at a time. */
const kPace: Pace = { gapMs: 2_000, spreadMs: 500 };

/** What may be said to the person and wait for Monday. The server knows; it is asked before such a one is shown. */
export class MayWait {
  readonly #quiet: Quiet;
  readonly #person: Person;
  readonly #asking: Paced;

  /** `read` asks the server: what waits is not there, what arrived has reactions and comments already. */
  constructor(quiet: Quiet, person: Person, paced: (pace: Pace, act: () => void) => Paced, read: () => void) {
    this.#quiet = quiet;
    this.#person = person;
    this.#asking = paced(kPace, read);
  }

  /** Whether one may: they are "a colleague" in it, or one of the team. */
  has({ giver, recipients, team }: Recognition): boolean {
    if (!this.#quiet.mayBeOn || this.#person.isMe(giver)) return false;
    return recipients.some(({ id }) => id === "") || (team !== undefined && this.#person.isMine(team.id));
  }

  /** One such came, or one arrived. */
  ask(): void {
    this.#asking.ask();
  }
}
