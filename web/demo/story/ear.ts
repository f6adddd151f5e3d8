/** All that was sent to somebody, and all that they sent, as it went over the wire. */
export class Ear {
  readonly #heard: string[] = [];
  readonly #said: string[] = [];

  hears(text: string): void {
    this.#heard.push(text);
  }

  says(text: string): void {
    this.#said.push(text);
  }

  /** Whether it was ever sent to them. */
  knows(what: string): boolean {
    return this.#heard.some((text) => text.includes(what));
  }

  /** Whether they ever sent it. */
  told(what: string): boolean {
    return this.#said.some((text) => text.includes(what));
  }

  /** Asks like anybody, and listens in. */
  readonly fetch: typeof fetch = async (input, init) => {
    if (typeof init?.body === "string") this.says(init.body);
    const answer = await fetch(input, init);
    this.hears(await answer.clone().text());
    return answer;
  };
}
