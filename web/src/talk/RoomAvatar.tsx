import { Avatar, type AvatarSize, GroupAvatar } from "../design/Avatar/Avatar";
import type { RoomSummary } from "../matrix/model";

/** The picture of a conversation: the person's, the group's own, or the faces of those in it. */
export function RoomAvatar({ room, size }: { room: RoomSummary; size: AvatarSize }) {
  if (room.kind === "group" && !room.avatar.picture && room.faces.length > 1) return <GroupAvatar faces={room.faces} size={size} />;
  return <Avatar of={room.person?.avatar ?? room.avatar} size={size} />;
}
