import type { Avatar } from "../../matrix/model";
import type { Named } from "../model";

/** `@lantern:teahouse.example` → `@lantern`. */
export function handleOf({ userId }: Named): string {
  return userId.split(":")[0] ?? userId;
}

/** Who somebody is, as the operator has seen it; else what they call themselves, or else their handle. */
export function nameOf(somebody: Named): string {
  return somebody.verifiedName || somebody.name || handleOf(somebody);
}

/** The painted thing that stands for somebody: pictures are the chats'. */
export function faceOf({ userId }: Named): Avatar {
  return { seed: userId, picture: null };
}
