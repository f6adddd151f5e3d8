import type { MatrixClient } from "matrix-js-sdk/lib/client";
import { inBackground } from "../background.ts";
import type { Core } from "../core.ts";
import { type Content, textAt } from "../mapping/plain.ts";
import type { Person, Removal, RoomSummary } from "../model.ts";
import { problemOf } from "../problems.ts";
import { RoomEvent } from "../sdk.ts";
import { personIn } from "./faces.ts";

/** How far back the house is asked by whom one was removed: nothing of the room is told after that. */
const LAST_EVENTS = 10;

interface MemberEvent {
  readonly state_key?: string;
  readonly sender: string;
  readonly origin_server_ts: number;
  readonly content: Content;
}

/** The conversation goes from the list, so that by whom it went is said in a place of its own. */
export function tellRemovals(core: Core, client: MatrixClient): void {
  const { removals, rooms } = core.cells;
  client.on(RoomEvent.MyMembership, (room, membership, before) => {
    const { roomId } = room;
    const others = removals.getSnapshot().filter((one) => one.roomId !== roomId);
    const event = room.getMember(client.getSafeUserId())?.events.member;
    const by = event?.getSender();
    if (event && by && before === "join" && (membership === "leave" || membership === "ban") && by !== client.getUserId()) {
      const name = rooms.getSnapshot().find(({ id }) => id === roomId)?.name ?? room.name;
      keep(core, [{ roomId, name, by: personIn(room, by), at: event.getTs(), reason: textAt(event.getContent(), "reason") }, ...others]);
    } else if (others.length < removals.getSnapshot().length) keep(core, others);
  });
}

/** Of the conversations that this browser remembers the first sync may not tell any more: asks by whom the person was removed meanwhile. */
export async function tellEarlierRemovals(core: Core, client: MatrixClient, remembered: readonly RoomSummary[]): Promise<void> {
  const { removals } = core.cells;
  for (const room of remembered.filter(({ id, invite }) => invite === null && client.getRoom(id) === null)) {
    if (removals.getSnapshot().some(({ roomId }) => roomId === room.id)) continue;
    const removal = await removalFrom(core, client, room);
    if (removal) keep(core, [removal, ...removals.getSnapshot()]);
  }
}

async function removalFrom(core: Core, client: MatrixClient, room: RoomSummary): Promise<Removal | null> {
  const me = client.getSafeUserId();
  const filter = encodeURIComponent(JSON.stringify({ types: ["m.room.member"] }));
  const path = `/_matrix/client/v3/rooms/${encodeURIComponent(room.id)}/messages?dir=b&limit=${LAST_EVENTS}&filter=${filter}`;
  try {
    const { chunk } = await core.http.call<{ readonly chunk: readonly MemberEvent[] }>("GET", path);
    const mine = chunk.find(({ state_key: userId }) => userId === me);
    if (!mine || mine.sender === me || !["leave", "ban"].includes(textAt(mine.content, "membership"))) return null;
    const { sender, origin_server_ts: at, content } = mine;
    return { roomId: room.id, name: room.name, by: metIn(room, sender), at, reason: textAt(content, "reason") };
  } catch (error) {
    // Left and forgotten on another device.
    if (["forbidden", "notFound"].includes(problemOf(error).code)) return null;
    throw error;
  }
}

function metIn(room: RoomSummary, userId: string): Person {
  const known = room.person ? [room.person, ...room.faces] : room.faces;
  return known.find((person) => person.userId === userId) ?? personIn(null, userId);
}

function keep(core: Core, removals: readonly Removal[]): void {
  core.cells.removals.set(removals);
  inBackground(core.memory.keepRemovals(removals));
}
