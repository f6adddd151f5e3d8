import type { MatrixClient } from "matrix-js-sdk/lib/client";
import type { MatrixEvent } from "matrix-js-sdk/lib/models/event";
import type { Room } from "matrix-js-sdk/lib/models/room";
import { RoomEvent } from "../sdk.ts";

/**
 * Lets what was said here stand where the house has put it. The SDK leaves it where it was when it was sent, before all that came
 * while it was on its way; and its other way, to keep what is on its way apart, refuses to send anything after one failure.
 */
export function placeAsTheHouse(client: MatrixClient): void {
  client.on(RoomEvent.LocalEchoUpdated, (event, room, _id, before) => {
    if (before !== undefined && before !== null && event.status === null) toEnd(room, event);
  });
}

/** A sync brings what was said in its order: what it has just brought back is the newest so far. */
function toEnd(room: Room, event: MatrixEvent): void {
  // The SDK's own list. Taken out and put in by its verbs, the event would be told and counted as a new one.
  const events = room.getLiveTimeline().getEvents();
  const at = events.indexOf(event);
  if (at !== -1) events.push(...events.splice(at, 1));
}
