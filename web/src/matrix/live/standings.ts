import type { Trust } from "../model.ts";

/** What the last look at each person found. A look that another one has overtaken counts for nothing: it may have seen what was before. */
export class Standings {
  readonly #found = new Map<string, Trust>();
  readonly #last = new Map<string, Promise<Trust>>();

  constructor(private readonly read: (userId: string) => Promise<Trust>) {}

  found(userId: string): Trust | undefined {
    return this.#found.get(userId);
  }

  /** Everybody who has been looked at, or is just being looked at. */
  get lookedAt(): readonly string[] {
    return [...this.#last.keys()];
  }

  isLookedAt(userId: string): boolean {
    return this.#last.has(userId);
  }

  async look(userId: string): Promise<void> {
    const look = this.read(userId);
    this.#last.set(userId, look);
    try {
      const trust = await look;
      if (this.#last.get(userId) === look) this.#found.set(userId, trust);
    } catch (error) {
      // Whoever asks next looks again.
      if (this.#last.get(userId) === look) this.#last.delete(userId);
      throw error;
    }
  }
}
