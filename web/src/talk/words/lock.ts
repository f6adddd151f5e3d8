import type { MessageDescriptor } from "@lingui/core";
import { msg, plural } from "@lingui/core/macro";
import type { RoomDetail, RoomSummary } from "../../matrix/model";

/** Who can read a room: nobody but `count` people, or a wider circle; `doubted`: whether somebody in it is who they were is an open question. */
export type Readers =
  | { readonly circle: "members"; readonly count: number }
  | { readonly circle: "doubted" }
  | { readonly circle: "house" }
  | { readonly circle: "anyone" };

/** An invited person counts where the history is theirs from the invitation on: they hold the keys already. */
export function readersOf(summary: Pick<RoomSummary, "encrypted" | "kind" | "memberCount">, detail: RoomDetail | null): Readers {
  if (summary.kind === "channel") return { circle: "anyone" };
  if (!summary.encrypted) return { circle: "house" };
  if (detail?.members.some(({ trust }) => trust === "changed" || trust === "broken")) return { circle: "doubted" };
  if (!detail?.complete) return { circle: "members", count: summary.memberCount };
  const members = detail.members.filter((member) => member.membership === "joined" || detail.history !== "fromJoining");
  return { circle: "members", count: members.length };
}

/** The line that stands in every conversation. */
export function lockLine(readers: Readers): MessageDescriptor {
  if (readers.circle === "anyone") return msg`Anyone can read this`;
  if (readers.circle === "doubted") return msg`Not certain who can read this`;
  if (readers.circle === "house") return msg`Not encrypted: the house can read this`;
  return msg`${plural(
    { count: readers.count },
    {
      0: "Only you can read this",
      1: "Only you can read this",
      2: "Only you two can read this",
      3: "Only you three can read this",
      4: "Only you four can read this",
      5: "Only you five can read this",
      6: "Only you six can read this",
      7: "Only you seven can read this",
      8: "Only you eight can read this",
      9: "Only you nine can read this",
      10: "Only you ten can read this",
      other: "Only you # can read this",
    },
  )}`;
}

/** Who else can read it. */
export function whoElse(readers: Readers): MessageDescriptor {
  switch (readers.circle) {
    case "members":
      return msg`Nobody else: not the house, not an office.`;
    case "doubted":
      return msg`Somebody here has new keys. Until you know that it is them, what you write could reach somebody else.`;
    case "house":
      return msg`This room is not encrypted. The house can read it, and so can whoever has power over the house.`;
    case "anyone":
      return msg`This channel is public. Anyone can read it, and the house too.`;
  }
}

/** What a member who joins now can read. */
export function historyLine(history: RoomDetail["history"]): MessageDescriptor {
  switch (history) {
    case "fromJoining":
      return msg`Who joins later reads only what is said after they joined.`;
    case "fromInvitation":
      return msg`Who is invited later reads what is said from the invitation on.`;
    case "everything":
      return msg`Who joins later can read everything that was said before.`;
    case "anyone":
      return msg`Anyone can read everything, even without joining.`;
  }
}
