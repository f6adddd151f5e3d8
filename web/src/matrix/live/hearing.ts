import { fetchThatEnds, Silence } from "../../api/fetchThatEnds.ts";

/** Said by a proxy before the house, where there is one. */
const AWAY: ReadonlySet<number> = new Set([502, 503, 504]);

/** Whether the house answers at all, told by what is asked of it anyway: the long poll alone would tell half a minute later. */
export class Hearing {
  /** Called when the house falls silent, and when it is heard again. */
  onChange: () => void = () => {};
  #silent = false;
  #answers = 0;

  /** Something that was asked was given up, and nothing that was asked meanwhile or before has been answered since. */
  get silent(): boolean {
    return this.#silent;
  }

  readonly ask = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
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
  };

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
