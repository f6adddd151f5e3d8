import type { MatrixClient } from "matrix-js-sdk/lib/client";
import type { Room } from "matrix-js-sdk/lib/models/room";
import type { RoomMember } from "matrix-js-sdk/lib/models/room-member";
import { toPerson } from "../mapping/people.ts";
import { textAt } from "../mapping/plain.ts";
import type { Person } from "../model.ts";

/** A person as this room names them; by the handle alone where the member is not loaded. */
export function personIn(room: Room | null, userId: string): Person {
  const member = room?.getMember(userId);
  if (!member) return toPerson({ userId, displayName: null, picture: null, nameShared: false });
  const before = beforeLeaving(member);
  return toPerson({
    userId,
    displayName: isNamed(member) ? member.rawDisplayName : textAt(before, "displayname"),
    picture: member.getMxcAvatarUrl() ?? textAt(before, "avatar_url"),
    // The SDK adds the user id where two members' names look alike.
    nameShared: member.name !== member.rawDisplayName && member.name.includes(`(${userId})`),
  });
}

/** A person in whichever room they were met, best in one where they still are. */
export function personMet(client: MatrixClient, userId: string): Person {
  const met = client.getRooms().filter((room) => room.getMember(userId));
  const there = met.find((room) => room.getMember(userId)?.membership === "join");
  const named = met.find((room) => personIn(room, userId).name !== personIn(null, userId).name);
  return personIn(there ?? named ?? null, userId);
}

/** What somebody was called who is not there: an event that says that they left carries no name. Who is there and has taken their name away has none. */
function beforeLeaving({ membership, events }: RoomMember) {
  return (membership !== "join" && events.member?.getPrevContent()) || {};
}

/** The SDK puts the user id where there is no name. */
function isNamed({ rawDisplayName, userId }: RoomMember): boolean {
  return rawDisplayName !== userId;
}
