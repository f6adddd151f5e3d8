import type { MatrixClient } from "matrix-js-sdk/lib/client";
import type { CryptoApi } from "matrix-js-sdk/lib/crypto-api";
import type { MatrixEvent } from "matrix-js-sdk/lib/models/event";
import type { Room } from "matrix-js-sdk/lib/models/room";
import { inBackground } from "../background.ts";
import { CryptoEvent, EventShieldReason } from "../sdk.ts";

/** Shields that mean: it is not certain who sent this. (Not among them: that nobody compared the person's identity.) */
const DOUBTS: ReadonlySet<EventShieldReason | null> = new Set([
  EventShieldReason.UNKNOWN,
  EventShieldReason.UNSIGNED_DEVICE,
  EventShieldReason.UNKNOWN_DEVICE,
  EventShieldReason.AUTHENTICITY_NOT_GUARANTEED,
  EventShieldReason.MISMATCHED_SENDER_KEY,
  EventShieldReason.MISMATCHED_SENDER,
  EventShieldReason.SENT_IN_CLEAR,
]);

/** Of which messages it is not certain who sent them. */
export class Doubts {
  #known = new Map<string, boolean>();

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
  of(room: Room, event: MatrixEvent): boolean {
    if (event.isState() || event.isRedacted()) return false;
    if (!event.isEncrypted()) return inClear(room, event);
    const id = event.getId() ?? "";
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    if (!event.isBeingDecrypted() && !event.isDecryptionFailure() && event.getClearContent()) inBackground(this.#ask(room.roomId, id, event));
    return false;
  }

  async #ask(roomId: string, id: string, event: MatrixEvent): Promise<void> {
    const known = this.#known;
    known.set(id, false);
    const info = await this.crypto.getEncryptionInfoForEvent(event);
    const doubtful = info !== null && DOUBTS.has(info.shieldReason);
    known.set(id, doubtful);
    if (doubtful) this.onChange(roomId);
  }
}

/** Words that came unencrypted although the room was encrypted when they were said: the server may have written them. */
function inClear(room: Room, event: MatrixEvent): boolean {
  const type = event.getType();
  if (type !== "m.room.message" && type !== "m.sticker") return false;
  const encryption = room.currentState.getStateEvents("m.room.encryption", "");
  return encryption !== null && encryption.getTs() <= event.getTs();
}
