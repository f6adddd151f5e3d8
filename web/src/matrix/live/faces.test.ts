import type { MatrixClient } from "matrix-js-sdk/lib/client";
import type { Room } from "matrix-js-sdk/lib/models/room";
import { expect, test } from "vitest";
import { personIn, personMet } from "./faces.ts";

const LIN = "@lin:tea";

/** A room in which Lin has this membership, by an event with these contents. */
function room(membership: string, displayname: string | null, before: object = {}): Room {
  const rawDisplayName = displayname ?? LIN;
  const member = {
    userId: LIN, membership, rawDisplayName, name: rawDisplayName, getMxcAvatarUrl: () => undefined, events: { member: { getPrevContent: () => before } },
  };
  return { getMember: (userId: string) => (userId === LIN ? member : null) } as unknown as Room;
}

test("who left keeps the name by which one knew them; who is there and has none any more has none", () => {
  const before = { membership: "join", displayname: "Lin 林林", avatar_url: "mxc://tea/lin" };
  expect(personIn(room("leave", null, before), LIN)).toMatchObject({ name: "Lin 林林", avatar: { picture: { address: "mxc://tea/lin" } } });
  expect(personIn(room("join", null, before), LIN).name).toBe("lin");
  expect(personIn(room("leave", null, { displayname: 5 }), LIN).name).toBe("lin");
  expect(personIn(room("invite", "Lin", before), LIN).name).toBe("Lin");
});

test("a person is named as in a room where they still are, else as in one that has a name for them", () => {
  const met = (...rooms: Room[]) => personMet({ getRooms: () => rooms } as unknown as MatrixClient, LIN).name;
  expect(met(room("leave", null), room("leave", null, { displayname: "Lin" }))).toBe("Lin");
  expect(met(room("leave", null, { displayname: "Lin" }), room("join", "Lin Lin"))).toBe("Lin Lin");
  expect(met(room("leave", null))).toBe("lin");
  expect(met()).toBe("lin");
});
