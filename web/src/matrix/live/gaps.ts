import type { MatrixClient } from "matrix-js-sdk/lib/client";
import type { Room } from "matrix-js-sdk/lib/models/room";
import { ClientEvent, RoomEvent } from "../sdk.ts";

/**
 * Lets a conversation begin anew where a sync has left something out. The SDK goes on with what it has when it knows anything of the
 * answer; but what was said here is known before any sync brings it, and then what others said before that would be dropped, and
 * nobody told. What has not come back from the house yet is therefore no reason to go on. `onBegin` hears of each beginning.
 */
export function beginAnewAfterGaps(client: MatrixClient, onBegin: (roomId: string) => void): void {
  client.on(ClientEvent.Room, (room) => {
    const find = room.getTimelineForEvent.bind(room);
    room.getTimelineForEvent = (eventId) => (isOnlyEcho(room, eventId) ? null : find(eventId));
  });
  client.on(RoomEvent.TimelineReset, (room) => room && onBegin(room.roomId));
}

/** The SDK forgets the transaction when the house's own copy has come. */
function isOnlyEcho(room: Room, eventId: string): boolean {
  const event = room.findEventById(eventId);
  const txn = event?.getTxnId();
  return txn !== undefined && room.getEventForTxnId(txn) === event;
}
