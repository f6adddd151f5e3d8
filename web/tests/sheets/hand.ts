/** Does on the page what a person would do; each step waits until its thing is there. */
export interface Hand {
  /** Waits until the selector finds something (and enough of it for `nth`, counted from 0; negative from the end). */
  readonly see: (selector: string, nth?: number) => Promise<HTMLElement>;
  readonly press: (selector: string, nth?: number) => Promise<void>;
  readonly type: (selector: string, text: string) => Promise<void>;
}

/** Longer than any debounce of ours, in milliseconds. */
const PATIENCE = 4_000;

export const hand: Hand = {
  see: async (selector, nth = 0) => {
    const until = performance.now() + PATIENCE;
    for (;;) {
      const found = [...document.querySelectorAll<HTMLElement>(selector)].at(nth);
      if (found) return found;
      if (performance.now() > until) throw new Error(`Nothing is at ${selector} (${nth})`);
      await new Promise(requestAnimationFrame);
    }
  },
  press: async (selector, nth = 0) => (await hand.see(selector, nth)).click(),
  type: async (selector, text) => {
    const field = (await hand.see(selector)) as HTMLInputElement;
    // React listens to the browser's own setter, not to an assignment.
    const owner = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(owner.prototype, "value")?.set?.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  },
};
