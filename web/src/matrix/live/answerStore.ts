import type { ISyncResponse } from "matrix-js-sdk/lib/sync-accumulator";
import { NOTHING_UNREAD, type Unread } from "../mapping/unread.ts";
import { MemoryStore } from "../sdk.ts";
import { keepWayBack } from "./wayBack.ts";

type JoinedRooms = NonNullable<ISyncResponse["rooms"]["join"]>;

/** Remembers of the server's answers what the SDK itself does not keep, or in part only. */
export class AnswerStore extends MemoryStore {
  readonly #counts = new Map<string, Unread>();
  /** Called when something here has changed. */
  onChange: (roomId: string) => void = () => {};

  /** What the server counts as unread: the SDK adds counts of its own to it. */
  unread(roomId: string): Unread {
    return this.#counts.get(roomId) ?? NOTHING_UNREAD;
  }

  /** The SDK gives every answer to a sync here, when it has gone through it. */
  override async setSyncData(answer: ISyncResponse): Promise<void> {
    for (const [roomId, { timeline, unread_notifications: counts }] of Object.entries(answer.rooms?.join ?? {})) {
      const room = this.getRoom(roomId);
      const forgotten = room !== null && keepWayBack(room, timeline);
      if (this.#count(roomId, counts) || forgotten) this.onChange(roomId);
    }
  }

  /** Whether the server has said another number than before. */
  #count(roomId: string, counts: JoinedRooms[string]["unread_notifications"] | undefined): boolean {
    if (!counts) return false;
    const { notification_count: unread = 0, highlight_count: highlight = 0 } = counts;
    const before = this.unread(roomId);
    this.#counts.set(roomId, { unread, highlight });
    return before.unread !== unread || before.highlight !== highlight;
  }
}
