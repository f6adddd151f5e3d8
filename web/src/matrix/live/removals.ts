import type { MatrixClient } from "matrix-js-sdk/lib/client";
import type { Core } from "../core.ts";
import { RoomEvent } from "../sdk.ts";
import { personIn } from "./faces.ts";

/** The conversation goes from the list, so that by whom it went is said in a place of its own. */
export function tellRemovals(core: Core, client: MatrixClient): void {
  const { removals, rooms } = core.cells;
  client.on(RoomEvent.MyMembership, (room, membership, before) => {
    const { roomId } = room;
    const others = removals.getSnapshot().filter((removal) => removal.roomId !== roomId);
    const event = room.getMember(client.getSafeUserId())?.events.member;
    const by = event?.getSender();
    const removed = before === "join" && (membership === "leave" || membership === "ban") && by !== undefined && by !== client.getUserId();
    const name = rooms.getSnapshot().find(({ id }) => id === roomId)?.name ?? room.name;
    removals.set(removed ? [{ roomId, name, by: personIn(room, by), at: event?.getTs() ?? 0 }, ...others] : others);
  });
}
