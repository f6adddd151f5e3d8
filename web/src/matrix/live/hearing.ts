import { fetchThatEnds, Silence } from "../../api/fetchThatEnds.ts";

/** Said by a proxy before the house, where there is one. */
const AWAY: ReadonlySet<number> = new Set([502, 503, 504]);

/** Whether the house answers at all, told by what is asked of it anyway: the long poll alone would tell half a minute later. */
export class Hearing {
  /** Called when the house falls silent, and when it is heard again. */
  onChange: () => void = () => {};
  #silent = false;
  #answers = 0;
  /** Gives up the question for news that waits for its answer. */
  #giveUpPoll: (() => void) | null = null;

  /** Something that was asked was given up, and nothing that was asked meanwhile or before has been answered since. */
  get silent(): boolean {
    return this.#silent;
  }

  readonly ask = (input: RequestInfo | URL, init?: RequestInit): Promise<Response> =>
    isPoll(input) ? this.#poll(input, init) : this.#ask(input, init);

  /** Of several servers the one at which the question for news waits may hang while the others go on: it is asked anew, which reaches another. */
  readonly pollAnew = (): void => this.#giveUpPoll?.();

  async #poll(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
    for (;;) {
      const anew = new AbortController();
      const giveUp = () => anew.abort();
      this.#giveUpPoll = giveUp;
      try {
        return await this.#ask(input, { ...init, signal: init.signal ? AbortSignal.any([init.signal, anew.signal]) : anew.signal });
      } catch (error) {
        if (!anew.signal.aborted || init.signal?.aborted) throw error;
      } finally {
        if (this.#giveUpPoll === giveUp) this.#giveUpPoll = null;
      }
    }
  }

  async #ask(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const before = this.#answers;
    try {
      const answer = await fetchThatEnds(input, init);
      if (!AWAY.has(answer.status)) this.#heard();
      return answer;
    } catch (error) {
      // One thing alone may hang in a house that is there.
      if (error instanceof Silence && this.#answers === before) this.#become(true);
      throw error;
    }
  }

  #heard(): void {
    this.#answers += 1;
    this.#become(false);
  }

  #become(silent: boolean): void {
    if (this.#silent === silent) return;
    this.#silent = silent;
    this.onChange();
  }
}

/** Asks for news since the last, and waits for them. */
function isPoll(input: RequestInfo | URL): boolean {
  const { pathname, searchParams } = new URL(input instanceof Request ? input.url : input);
  return pathname.endsWith("/sync") && searchParams.has("since");
}
