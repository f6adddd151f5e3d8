import type { MatrixClient } from "matrix-js-sdk/lib/client";
import type { CryptoApi } from "matrix-js-sdk/lib/crypto-api";
import type { MatrixEvent } from "matrix-js-sdk/lib/models/event";
import { inBackground } from "../background.ts";
import { ASKING_WHO_SENT_IT } from "../mapping/unreadable.ts";
import { CryptoEvent, MatrixEventEvent } from "../sdk.ts";

/** The SDK's names for: readable, but not proved to come from the person whose name it bears. */
const REASONS: ReadonlySet<string> = new Set(["UNKNOWN_SENDER_DEVICE", "UNSIGNED_SENDER_DEVICE", "SENDER_IDENTITY_PREVIOUSLY_VERIFIED"]);
/** The oldest are let go; opening their conversation anew asks again. */
const HELD_MAX_EVENTS = 1_000;

type CryptoBackend = Parameters<MatrixEvent["attemptDecryption"]>[0];

/**
 * Messages that are held back because it is not proved whose they are. Somebody's first words can come before the list of their
 * devices: then the list is asked for. Whenever something new is known of a person, what was held back of them is tried again.
 */
export class Unproven {
  readonly #held = new Map<string, MatrixEvent>();
  readonly #asked = new Set<string>();

  constructor(
    client: MatrixClient,
    private readonly crypto: CryptoApi,
  ) {
    client.on(MatrixEventEvent.Decrypted, (event) => this.#look(event));
    client.on(CryptoEvent.DevicesUpdated, (userIds) => this.tryAgain(userIds));
    client.on(CryptoEvent.UserTrustStatusChanged, (userId) => this.tryAgain([userId]));
  }

  /** Why the event cannot be read; null where it can. */
  failureOf(event: MatrixEvent): string | null {
    if (!event.isDecryptionFailure()) return null;
    if (isUnproven(event) && this.#asked.has(event.getSender() ?? "")) return ASKING_WHO_SENT_IT;
    return event.decryptionFailureReason ?? "UNKNOWN_ERROR";
  }

  /** Something new is known of these people. */
  tryAgain(userIds: readonly string[]): void {
    for (const userId of userIds) this.#asked.delete(userId);
    for (const event of this.#held.values()) {
      if (!userIds.includes(event.getSender() ?? "")) continue;
      inBackground(event.attemptDecryption(this.crypto as unknown as CryptoBackend, { isRetry: true }));
    }
  }

  #look(event: MatrixEvent): void {
    const id = event.getId() ?? "";
    const known = this.#held.has(id);
    if (!isUnproven(event)) {
      this.#held.delete(id);
      return;
    }
    this.#held.set(id, event);
    const [oldest] = this.#held.keys();
    if (this.#held.size > HELD_MAX_EVENTS && oldest !== undefined) this.#held.delete(oldest);
    if (!known) inBackground(this.#ask(event.getSender() ?? ""));
  }

  /** Where no devices are known after this, the list is still under way, and its arrival tries again. */
  async #ask(userId: string): Promise<void> {
    if (this.#asked.has(userId)) return;
    this.#asked.add(userId);
    const devices = (await this.crypto.getUserDeviceInfo([userId], true)).get(userId);
    if (devices !== undefined && devices.size > 0) this.tryAgain([userId]);
  }
}

function isUnproven(event: MatrixEvent): boolean {
  return event.isDecryptionFailure() && REASONS.has(event.decryptionFailureReason ?? "");
}
