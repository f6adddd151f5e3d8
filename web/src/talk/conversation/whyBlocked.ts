import type { Blocked, RoomDetail } from "../../matrix/model";

/** What the room says, or that the house has suspended the person, which holds everywhere. */
export type WhyBlocked = Blocked | { readonly reason: "suspended" };

/** Why nothing can be written here now; null where it can, or where that is not known yet. */
export function whyBlocked(detail: RoomDetail | null, suspended: boolean): WhyBlocked | null {
  if (suspended && detail?.blocked?.reason !== "left") return { reason: "suspended" };
  return detail?.blocked ?? (detail && !detail.may.send ? { reason: "notAllowed" } : null);
}
