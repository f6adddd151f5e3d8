import { decoded } from "../words/decoded";

/** What the app leads here for. */
export type Giving =
  | { readonly kind: "transfer"; readonly room: string; readonly to: string }
  | { readonly kind: "packet"; readonly room: string; readonly shares: number };

export const SHARES_MAX = 100;

/** Reads `/give/transfer/ROOM/USER` and `/give/packet/ROOM/SHARES`; null for what leads nowhere. */
export function givingFrom(kind: string, room: string, who: string): Giving | null {
  const [where, whom] = [decoded(room), decoded(who)];
  if (kind === "transfer") return { kind, room: where, to: whom };
  const shares = Number(whom);
  return kind === "packet" && Number.isInteger(shares) ? { kind, room: where, shares: Math.min(SHARES_MAX, Math.max(1, shares)) } : null;
}
