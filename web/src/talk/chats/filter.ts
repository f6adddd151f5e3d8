import type { RoomSummary } from "../../matrix/model";

export type Filter = "all" | "unread" | "groups" | "channels";

/** The chats that a chip and a search leave; invitations stand apart and are not filtered. */
export function chosen(rooms: readonly RoomSummary[], filter: Filter, search: string): readonly RoomSummary[] {
  const words = fold(search).split(/\s+/u).filter(Boolean);
  return rooms.filter((room) => !room.invite && fits(room, filter) && words.every((word) => searchable(room).includes(word)));
}

export function unreadRooms(rooms: readonly RoomSummary[]): number {
  return rooms.filter((room) => !room.invite && isUnread(room)).length;
}

/** A muted chat has its number, and does not call. */
export function isUnread(room: RoomSummary): boolean {
  return room.highlight > 0 || (room.unread > 0 && !room.muted);
}

function fits(room: RoomSummary, filter: Filter): boolean {
  switch (filter) {
    case "all":
      return true;
    case "unread":
      return room.unread > 0;
    case "groups":
      return room.kind === "group";
    case "channels":
      return room.kind === "channel";
  }
}

function searchable(room: RoomSummary): string {
  return fold(`${room.name} ${room.person?.handle ?? ""} ${room.lastLine?.text ?? ""}`);
}

/** Without case, accents and width: `ｗｅｉ` finds *Wei*, `elan` finds *Élan*. */
function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();
}
