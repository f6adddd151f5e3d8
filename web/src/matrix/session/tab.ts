const LOCK = "teahouse.keys";
const CHANNEL = "teahouse.tabs";

type Word = "giveUp" | "signedOut";

/**
 * One tab of this browser owns the keys, because two that wrote to them would spoil them. The lock goes with the
 * tab when it closes; another tab may ask for it, and the owner lets go.
 */
export class TabOwnership {
  readonly #channel = typeof BroadcastChannel === "function" ? new BroadcastChannel(CHANNEL) : null;
  #release: (() => void) | null = null;

  constructor(
    /** Called in the owner when another tab takes over; it lets go when the promise resolves. */
    onGiveUp: () => Promise<void>,
    /** Called when another tab signed out. */
    onSignedOut: () => void,
  ) {
    this.#channel?.addEventListener("message", async (event: MessageEvent<Word>) => {
      if (event.data === "signedOut") onSignedOut();
      if (event.data !== "giveUp" || !this.#release) return;
      await onGiveUp();
      this.release();
    });
  }

  /** Takes the keys if no other tab holds them. */
  tryOwn(): Promise<boolean> {
    return this.#request({ ifAvailable: true });
  }

  /** Asks the owner to let go and waits for it. */
  async takeOver(): Promise<void> {
    const owned = this.#request({});
    this.#channel?.postMessage("giveUp" satisfies Word);
    await owned;
  }

  release(): void {
    this.#release?.();
    this.#release = null;
  }

  tellSignedOut(): void {
    this.#channel?.postMessage("signedOut" satisfies Word);
  }

  /** Without Web Locks (a page that is not secure) every tab believes itself the owner, as there is no crypto either. */
  #request(options: LockOptions): Promise<boolean> {
    if (this.#release || !navigator.locks) return Promise.resolve(true);
    return new Promise((resolve, reject) => {
      navigator.locks
        .request(LOCK, options, (lock) => {
          if (!lock) return resolve(false);
          return new Promise<void>((release) => {
            this.#release = release;
            resolve(true);
          });
        })
        .catch(reject);
    });
  }
}
