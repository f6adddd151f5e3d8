import type { MatrixClient } from "matrix-js-sdk/lib/client";
import type { CryptoApi } from "matrix-js-sdk/lib/crypto-api";
import type { MatrixEvent } from "matrix-js-sdk/lib/models/event";
import type { Room } from "matrix-js-sdk/lib/models/room";
import { inBackground } from "../background.ts";
import type { Doubt } from "../model.ts";
import { CryptoEvent, EventShieldReason } from "../sdk.ts";

/** What the SDK's shields mean to a reader. (Nothing: that nobody compared the person's identity.) */
const DOUBTS: ReadonlyMap<EventShieldReason | null, Doubt> = new Map([
  [EventShieldReason.UNKNOWN, "sender"],
  [EventShieldReason.UNSIGNED_DEVICE, "sender"],
  [EventShieldReason.UNKNOWN_DEVICE, "sender"],
  [EventShieldReason.MISMATCHED_SENDER_KEY, "sender"],
  [EventShieldReason.MISMATCHED_SENDER, "sender"],
  [EventShieldReason.SENT_IN_CLEAR, "sender"],
  [EventShieldReason.AUTHENTICITY_NOT_GUARANTEED, "copy"],
]);

/** Of which messages it is not proved who sent them, and why. */
export class Doubts {
  #known = new Map<string, Doubt | null>();

  constructor(
    client: MatrixClient,
    private readonly crypto: CryptoApi,
    private readonly onChange: (roomId: string) => void,
  ) {
    // Devices that came to be known may settle a doubt, or raise one.
    client.on(CryptoEvent.DevicesUpdated, () => {
      this.#known = new Map();
    });
  }

  /** What is known now; asks in the background. */
  of(room: Room, event: MatrixEvent): Doubt | null {
    if (event.isState() || event.isRedacted()) return null;
    if (!event.isEncrypted()) return inClear(room, event) ? "sender" : null;
    const id = event.getId() ?? "";
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    if (!event.isBeingDecrypted() && !event.isDecryptionFailure() && event.getClearContent()) inBackground(this.#ask(room.roomId, id, event));
    return null;
  }

  async #ask(roomId: string, id: string, event: MatrixEvent): Promise<void> {
    const known = this.#known;
    known.set(id, null);
    const info = await this.crypto.getEncryptionInfoForEvent(event);
    const doubt = DOUBTS.get(info?.shieldReason ?? null) ?? null;
    known.set(id, doubt);
    if (doubt !== null) this.onChange(roomId);
  }
}

/** Words that came unencrypted although the room was encrypted when they were said: the server may have written them. */
function inClear(room: Room, event: MatrixEvent): boolean {
  const type = event.getType();
  if (type !== "m.room.message" && type !== "m.sticker") return false;
  const encryption = room.currentState.getStateEvents("m.room.encryption", "");
  return encryption !== null && encryption.getTs() <= event.getTs();
}
