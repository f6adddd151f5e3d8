/** The parts of a keyboard event that decide whether Enter sends. */
export interface EnterKey {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly isComposing: boolean;
  /** Deprecated, and the only thing by which Safari tells the Enter that ends a composition: it is 229 then. */
  readonly keyCode: number;
}

/** Sends by Enter on a real keyboard; with a finger Enter is a new line, and Ctrl or Command with it sends everywhere. */
export function enterSends(event: EnterKey, touch: boolean): boolean {
  if (event.key !== "Enter" || event.isComposing || event.keyCode === 229) return false;
  if (event.ctrlKey || event.metaKey) return true;
  return !touch && !event.shiftKey && !event.altKey;
}
