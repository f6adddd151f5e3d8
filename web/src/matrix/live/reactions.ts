import type { MatrixClient } from "matrix-js-sdk/lib/client";
import type { MatrixEvent } from "matrix-js-sdk/lib/models/event";
import type { Room } from "matrix-js-sdk/lib/models/room";
import { EventType, RelationType } from "../sdk.ts";

/** Reactions to messages. The server and the members' apps see them: the specification does not encrypt them. */
export class Reactions {
  constructor(private readonly client: MatrixClient) {}

  async add(room: Room, eventId: string, key: string): Promise<void> {
    if (this.#own(room, eventId, key)) return;
    const txn = this.client.makeTxnId();
    const content = { "m.relates_to": { rel_type: RelationType.Annotation as const, event_id: eventId, key } };
    try {
      await this.client.sendEvent(room.roomId, EventType.Reaction, content, txn);
    } catch (error) {
      const failed = room.getEventForTxnId(txn);
      if (failed?.status === "not_sent") this.client.cancelPendingEvent(failed);
      throw error;
    }
  }

  async remove(room: Room, eventId: string, key: string): Promise<void> {
    const own = this.#own(room, eventId, key);
    const id = own?.getId();
    if (id !== undefined) await this.client.redactEvent(room.roomId, id);
  }

  #own(room: Room, eventId: string, key: string): MatrixEvent | null {
    const groups = room.relations.getChildEventsForEvent(eventId, "m.annotation", "m.reaction")?.getSortedAnnotationsByKey() ?? [];
    const events = groups.find(([one]) => one === key)?.[1] ?? new Set();
    return [...events].find((event) => event.getSender() === room.myUserId && !event.isRedacted()) ?? null;
  }
}
