import type { Watched } from "./model.ts";
import { share } from "./share.ts";

/** One value that screens watch. A value that equals the one before changes nothing and tells nobody. */
export class Cell<T> implements Watched<T> {
  #value: T;
  readonly #listeners = new Set<() => void>();
  readonly #onUse: (used: boolean) => void;

  constructor(value: T, onUse: (used: boolean) => void = () => {}) {
    this.#value = share(undefined, value);
    this.#onUse = onUse;
  }

  readonly getSnapshot = (): T => this.#value;

  readonly subscribe = (listener: () => void): (() => void) => {
    // The same function given twice is two subscriptions.
    const own = () => listener();
    this.#listeners.add(own);
    if (this.#listeners.size === 1) this.#onUse(true);
    return () => {
      if (this.#listeners.delete(own) && this.#listeners.size === 0) this.#onUse(false);
    };
  };

  get used(): boolean {
    return this.#listeners.size > 0;
  }

  set(next: T): void {
    const shared = share(this.#value, next);
    if (Object.is(shared, this.#value)) return;
    this.#value = shared;
    for (const listener of [...this.#listeners]) listener();
  }
}

/** Cells by key; the same cell for the same key. */
export class Pool<T> {
  readonly #cells = new Map<string, Cell<T>>();

  constructor(
    private readonly first: (key: string) => T,
    private readonly onUse: (key: string) => void,
  ) {}

  at(key: string): Cell<T> {
    let cell = this.#cells.get(key);
    if (!cell) {
      cell = new Cell(this.first(key), () => this.onUse(key));
      this.#cells.set(key, cell);
    }
    return cell;
  }

  /** Keys that somebody watches. */
  used(): string[] {
    return [...this.#cells].filter(([, cell]) => cell.used).map(([key]) => key);
  }

  /** Back to what was before anything was known. */
  reset(): void {
    for (const [key, cell] of this.#cells) cell.set(this.first(key));
  }
}

const WITHOUT_FRAME_MS = 200;

/** Runs `work` once at the next frame, however often it is asked for; a hidden page has no frames, so by the clock there. */
export function oncePerFrame(work: () => void): () => void {
  let frame: number | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const run = () => {
    if (frame !== null) cancelAnimationFrame(frame);
    if (timer !== null) clearTimeout(timer);
    frame = timer = null;
    work();
  };
  return () => {
    if (timer !== null) return;
    timer = setTimeout(run, WITHOUT_FRAME_MS);
    if (typeof requestAnimationFrame === "function") frame = requestAnimationFrame(run);
  };
}
