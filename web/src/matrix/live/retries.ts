import type { MatrixClient } from "matrix-js-sdk/lib/client";
import type { MatrixEvent } from "matrix-js-sdk/lib/models/event";
import { inBackground } from "../background.ts";
import { whyUnreadable } from "../mapping/unreadable.ts";

const FIRST_AFTER_MS = 6_000;
const LATEST_AFTER_MS = 5 * 60_000;

type CryptoBackend = Parameters<MatrixEvent["attemptDecryption"]>[0];

/**
 * Tries unreadable messages of open conversations again. The SDK looks for a missing key in the backup once per try,
 * and another device may put it there only afterwards.
 */
export class Retries {
  readonly #waiting = new Map<string, { readonly timer: ReturnType<typeof setTimeout>; readonly events: readonly MatrixEvent[] }>();
  readonly #afterMs = new Map<string, number>();

  constructor(private readonly client: MatrixClient) {}

  /** Call with what an open conversation shows. */
  consider(roomId: string, events: readonly MatrixEvent[]): void {
    const hopeful = events.filter(mayComeYet);
    if (hopeful.length === 0) this.forget(roomId);
    if (hopeful.length === 0 || this.#waiting.has(roomId)) return;
    const afterMs = this.#afterMs.get(roomId) ?? FIRST_AFTER_MS;
    this.#afterMs.set(roomId, Math.min(afterMs * 2, LATEST_AFTER_MS));
    const timer = setTimeout(() => this.#again(roomId, hopeful), afterMs);
    this.#waiting.set(roomId, { timer, events: hopeful });
  }

  /** The conversation was closed, or everything in it can be read. */
  forget(roomId: string): void {
    clearTimeout(this.#waiting.get(roomId)?.timer);
    this.#waiting.delete(roomId);
    this.#afterMs.delete(roomId);
  }

  stop(): void {
    for (const roomId of [...this.#waiting.keys()]) this.forget(roomId);
  }

  /** Keys have come: nobody waits for the clock. */
  now(): void {
    for (const [roomId, { events }] of [...this.#waiting]) {
      this.forget(roomId);
      this.#again(roomId, events);
    }
  }

  /** A failure tells the room again, which comes back here. */
  #again(roomId: string, events: readonly MatrixEvent[]): void {
    this.#waiting.delete(roomId);
    const crypto = this.client.getCrypto();
    if (!crypto) return;
    for (const event of events.filter(mayComeYet)) {
      inBackground(event.attemptDecryption(crypto as unknown as CryptoBackend, { isRetry: true }));
    }
  }
}

function mayComeYet(event: MatrixEvent): boolean {
  if (!event.isDecryptionFailure() || event.isRedacted()) return false;
  const why = whyUnreadable(event.decryptionFailureReason ?? "");
  return why === "waiting" || why === "beforeThisDevice";
}
