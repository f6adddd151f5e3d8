import type { Cells } from "../cells.ts";
import type { TimelineItem } from "../model.ts";
import type { Memory } from "./memory.ts";

/** What this browser knows of a conversation without the house: the last look of it, and below that what waits to be sent. */
export class Remembered {
  readonly #waiting = new Map<string, readonly TimelineItem[]>();

  constructor(
    private readonly cells: Cells,
    private readonly memory: Memory,
  ) {}

  /** Shows it, for as long as nothing newer is known. */
  async paint(roomId: string): Promise<void> {
    const cell = this.cells.timelines.at(roomId);
    const isOld = () => cell.getSnapshot().freshness === "cached";
    if (!isOld()) return;
    const kept = (await this.memory.timeline(roomId)) ?? { ...cell.getSnapshot(), items: [] };
    const known = new Set(kept.items.map((item) => item.key));
    // Looked up only now: of two that paint at once the slower must not bring back what is gone.
    const waiting = (this.#waiting.get(roomId) ?? []).filter((item) => !known.has(item.key));
    if (isOld()) cell.set({ ...kept, items: [...kept.items, ...waiting] });
  }

  /** What waits in a room is this now. */
  async wait(roomId: string, items: readonly TimelineItem[]): Promise<void> {
    if (items.length === 0 && !this.#waiting.has(roomId)) return;
    this.#waiting.set(roomId, items);
    await this.paint(roomId);
  }

  /** From here on the live client shows what waits. */
  forgetWaiting(): void {
    this.#waiting.clear();
  }
}
