import type { RoomMessageEventContent } from "matrix-js-sdk/lib/@types/events";
import type { MatrixClient } from "matrix-js-sdk/lib/client";
import type { CryptoApi } from "matrix-js-sdk/lib/crypto-api";
import type { Room } from "matrix-js-sdk/lib/models/room";
import type { Core } from "../core.ts";
import type { Content } from "../mapping/plain.ts";
import { isDoubted } from "../mapping/trust.ts";
import { Problem } from "../model.ts";
import { problemOf } from "../problems.ts";
import { EventType } from "../sdk.ts";
import type { Entry, Wire } from "./outbox.ts";
import type { TrustKeeper } from "./trust.ts";

/** From the outbox to the SDK, past the question whether these people may be written to. */
export class SdkWire implements Wire {
  constructor(
    private readonly core: Core,
    private readonly client: MatrixClient,
    private readonly crypto: CryptoApi,
    private readonly trust: TrustKeeper,
    private readonly room: (roomId: string) => Promise<Room>,
    readonly listenAnew: () => void,
  ) {}

  /**
   * The SDK itself refuses where a *verified* person's identity has changed. We stop for everybody's, because a
   * server that wanted to read along would begin with a new identity for somebody whom nobody has verified.
   */
  readonly check = async (roomId: string): Promise<void> => {
    // The SDK would try for half a minute to hand out keys.
    if (!navigator.onLine) throw new Problem("offline");
    const room = await this.room(roomId);
    if (!room.maySendMessage()) throw new Problem("forbidden");
    if (!room.hasEncryptionStateEvent() && !(await this.crypto.isEncryptionEnabledInRoom(roomId))) return;
    if (this.core.session().verified !== true) await this.trust.refreshSelf();
    if (this.core.session().verified !== true) throw new Problem("thisDeviceUnverified");
    await room.loadMembersIfNeeded();
    const readers = (await room.getEncryptionTargetMembers()).map((member) => member.userId);
    const standing = await this.trust.ofAll(readers);
    if ([...standing.values()].some(isDoubted)) throw new Problem("identityChanged");
  };

  readonly send = async (entry: Entry, content: Content): Promise<string> => {
    const room = await this.room(entry.roomId);
    const tried = room.getEventForTxnId(entry.txn);
    const sending = tried
      ? this.client.resendEvent(tried, room)
      : this.client.sendEvent(entry.roomId, EventType.RoomMessage, content as unknown as RoomMessageEventContent, entry.txn);
    try {
      const { event_id: eventId } = await sending;
      this.core.patch({ suspended: false });
      return eventId;
    } catch (error) {
      throw sendProblem(error);
    }
  };

  readonly forget = (entry: Entry): void => {
    const tried = this.client.getRoom(entry.roomId)?.getEventForTxnId(entry.txn);
    if (tried?.status === "not_sent") this.client.cancelPendingEvent(tried);
  };
}

/** What the house refuses has a code, whatever its words speak of; what the crypto refuses comes as errors told apart by their words only. */
function sendProblem(error: unknown): unknown {
  const problem = problemOf(error);
  // Its files have gone up before: only the words can be too many.
  if (problem.code === "tooLarge") return new Problem("tooLong", null, problem.detail);
  if (problem.code !== "unknown") return error;
  const words = problem.detail;
  if (/verified user|verification violation|changed identity/i.test(words)) return new Problem("identityChanged", null, words);
  return /own device|cross-signing/i.test(words) ? new Problem("thisDeviceUnverified", null, words) : error;
}
