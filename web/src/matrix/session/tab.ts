const LOCK = "teahouse.keys";
const CHANNEL = "teahouse.tabs";
/** An owner that does not answer in this time is frozen; it finds out that it lost the keys when it wakes. */
const ANSWERS_WITHIN_MS = 4_000;

type Word = "giveUp" | "signedOut";

/**
 * One tab of this browser owns the keys, because two that wrote to them would spoil them. The lock goes with the
 * tab when it closes; another tab may ask for it, and the owner lets go.
 */
export class TabOwnership {
  readonly #channel = new BroadcastChannel(CHANNEL);
  readonly #onGiveUp: () => void;
  #release: (() => void) | null = null;

  constructor(
    /** Called in the owner when another tab takes over: from then on it must not touch the keys. */
    onGiveUp: () => void,
    /** Called when another tab signed out. */
    onSignedOut: () => void,
  ) {
    this.#onGiveUp = onGiveUp;
    this.#channel.addEventListener("message", (event: MessageEvent<Word>) => {
      if (event.data === "signedOut") onSignedOut();
      else if (this.#release) this.#giveUp();
    });
  }

  /** Takes the keys if no other tab holds them. */
  tryOwn(): Promise<boolean> {
    return this.#request({ ifAvailable: true });
  }

  /** Asks the owner to let go and waits for it. */
  async takeOver(): Promise<void> {
    const owned = this.#request({ signal: AbortSignal.timeout(ANSWERS_WITHIN_MS) });
    this.#channel.postMessage("giveUp" satisfies Word);
    if (!(await owned)) await this.#request({ steal: true });
  }

  release(): void {
    this.#release?.();
    this.#release = null;
  }

  tellSignedOut(): void {
    this.#channel.postMessage("signedOut" satisfies Word);
  }

  #giveUp(): void {
    this.#onGiveUp();
    this.release();
  }

  /** Without Web Locks (a page that is not secure) there is no crypto either: no tab can spoil anything. */
  #request(options: LockOptions): Promise<boolean> {
    if (this.#release || !navigator.locks) return Promise.resolve(true);
    return new Promise((resolve, reject) => {
      const hold = (lock: Lock | null) => {
        resolve(lock !== null);
        return lock && new Promise<void>((release) => (this.#release = release));
      };
      navigator.locks.request(LOCK, options, hold).catch((error: DOMException) => {
        if (this.#release) {
          // Stolen from this tab.
          this.#release = null;
          this.#onGiveUp();
        } else if (error.name === "TimeoutError" || error.name === "AbortError") resolve(false);
        else reject(error);
      });
    });
  }
}
