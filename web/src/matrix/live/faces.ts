import type { MatrixClient } from "matrix-js-sdk/lib/client";
import type { Room } from "matrix-js-sdk/lib/models/room";
import { toPerson } from "../mapping/people.ts";
import type { Person } from "../model.ts";

/** A person as this room names them; by the handle alone where the member is not loaded. */
export function personIn(room: Room | null, userId: string): Person {
  const member = room?.getMember(userId);
  if (!member) return toPerson({ userId, displayName: null, picture: null, nameShared: false });
  return toPerson({
    userId,
    displayName: member.rawDisplayName,
    picture: member.getMxcAvatarUrl() ?? null,
    // The SDK adds the user id where two members' names look alike.
    nameShared: member.name !== member.rawDisplayName && member.name.includes(`(${userId})`),
  });
}

/** A person in whichever room they were met. */
export function personMet(client: MatrixClient, userId: string): Person {
  const room = client.getRooms().find((one) => one.getMember(userId)?.rawDisplayName);
  return personIn(room ?? null, userId);
}
