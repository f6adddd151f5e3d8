import type { Ask, HouseEvent } from "../model";

/** What waits for a word, as the line tells it. */
export class WaitingAsks {
  #asks: readonly Ask[] = [];
  /** Asked since the line last came up: newer than the answer to what was asked then. */
  #since: readonly Ask[] = [];

  constructor(
    private readonly read: () => Promise<readonly Ask[]>,
    private readonly onChange: (asks: readonly Ask[]) => void,
  ) {}

  readonly hear = (event: HouseEvent): void => {
    if (event.type === "ask") {
      this.#since = joined(this.#since, [event.ask]);
      this.#become(joined(this.#asks, [event.ask]));
    }
    if (event.type === "askEnded") this.drop(event.id);
    // After each time that the line was down: what was asked meanwhile.
    if (event.type === "hello" && event.fresh) void this.#readAnew();
  };

  readonly drop = (id: string): void => {
    this.#since = without(this.#since, [id]);
    this.#become(without(this.#asks, [id]));
  };

  async #readAnew(): Promise<void> {
    this.#since = [];
    // A question that is not heard of here ends by itself.
    const found = await this.read().catch(() => null);
    if (found) this.#become(joined(found, this.#since));
  }

  #become(asks: readonly Ask[]): void {
    this.#asks = asks;
    this.onChange(asks);
  }
}

function joined(older: readonly Ask[], newer: readonly Ask[]): readonly Ask[] {
  return [
    ...without(
      older,
      newer.map(({ id }) => id),
    ),
    ...newer,
  ];
}

function without(asks: readonly Ask[], ids: readonly string[]): readonly Ask[] {
  return asks.filter(({ id }) => !ids.includes(id));
}
