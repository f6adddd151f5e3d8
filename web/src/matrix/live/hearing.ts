import { fetchThatEnds, Silence } from "../../api/fetchThatEnds.ts";

/** Said by a proxy before the house, where there is one. */
const AWAY: ReadonlySet<number> = new Set([502, 503, 504]);

/** So long somebody who looks at the page waits for news in one question, in milliseconds: of several servers one that hangs holds them no longer. */
const LOOKED_AT_POLL_MS = 8_000;
/** So long after its time a question for news is asked once more, in milliseconds. */
const LATE_MS = 4_000;

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
    isPoll(input) ? this.#poll(shorter(input), init) : this.#ask(input, init);

  /**
   * Of several servers the one at which the question for news waits may hang while the others go on: it is asked anew, which reaches
   * another. Where its answer is late, that happens by itself, once: a house that hangs altogether is to be known for one.
   */
  readonly pollAnew = (): void => this.#giveUpPoll?.();

  async #poll(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
    for (let attempt = 0; ; attempt++) {
      const anew = new AbortController();
      const giveUp = () => anew.abort();
      const late = attempt === 0 ? setTimeout(giveUp, timeOf(input) + LATE_MS) : undefined;
      this.#giveUpPoll = giveUp;
      try {
        return await this.#ask(input, { ...init, signal: init.signal ? AbortSignal.any([init.signal, anew.signal]) : anew.signal });
      } catch (error) {
        if (!anew.signal.aborted || init.signal?.aborted) throw error;
      } finally {
        clearTimeout(late);
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
  const { pathname, searchParams } = addressOf(input);
  return pathname.endsWith("/sync") && searchParams.has("since");
}

function shorter(poll: RequestInfo | URL): RequestInfo | URL {
  const isLookedAt = globalThis.document?.visibilityState === "visible";
  if (!isLookedAt || poll instanceof Request || timeOf(poll) <= LOOKED_AT_POLL_MS) return poll;
  const address = addressOf(poll);
  address.searchParams.set("timeout", String(LOOKED_AT_POLL_MS));
  return address;
}

/** How long it waits for news, in milliseconds. */
function timeOf(poll: RequestInfo | URL): number {
  return Number(addressOf(poll).searchParams.get("timeout") ?? 0);
}

function addressOf(input: RequestInfo | URL): URL {
  return new URL(input instanceof Request ? input.url : input);
}
