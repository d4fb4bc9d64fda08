/**
 * Of what is asked again and again only the newest answer counts. Who asks takes a way to know whether theirs still does, and
 * looks when it is here.
 */
export class Round {
  #now = 0;

  /** Asks anew: from here on earlier answers do not count. Gives whether this one still does. */
  begin(): () => boolean {
    this.end();
    return this.join();
  }

  /** Asks for more of the same. Gives whether nothing was begun or ended meanwhile. */
  join(): () => boolean {
    const mine = this.#now;
    return () => mine === this.#now;
  }

  /** What is on its way does not count any more. */
  end(): void {
    this.#now += 1;
  }
}
