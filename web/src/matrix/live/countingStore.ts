import type { ISyncResponse } from "matrix-js-sdk/lib/sync-accumulator";
import { NOTHING_UNREAD, type Unread } from "../mapping/unread.ts";
import { MemoryStore } from "../sdk.ts";

/** Remembers what the server counts as unread: the SDK itself keeps that in part only, and adds counts of its own to it. */
export class CountingStore extends MemoryStore {
  readonly #counts = new Map<string, Unread>();
  /** Called when the server has said another number than before. */
  onCount: (roomId: string) => void = () => {};

  unread(roomId: string): Unread {
    return this.#counts.get(roomId) ?? NOTHING_UNREAD;
  }

  /** The SDK gives every answer to a sync here, when it has gone through it. */
  override async setSyncData(answer: ISyncResponse): Promise<void> {
    for (const [roomId, { unread_notifications }] of Object.entries(answer.rooms?.join ?? {})) {
      if (!unread_notifications) continue;
      const { notification_count = 0, highlight_count = 0 } = unread_notifications;
      const before = this.unread(roomId);
      this.#counts.set(roomId, { unread: notification_count, highlight: highlight_count });
      if (before.unread !== notification_count || before.highlight !== highlight_count) this.onCount(roomId);
    }
  }
}
