import type { Person } from "./people.ts";

/** Money that stands in a conversation. Every figure is the house's, none the message's. */
export interface Card {
  readonly id: string;
  readonly kind: "transfer" | "equalPacket" | "randomPacket";
  /** `returned`: its day was over. */
  readonly state: "open" | "taken" | "declined" | "returned";
  readonly amount: CardAmount;
  /** Null for who is gone. */
  readonly sender: Person | null;
  /** Of a transfer. */
  readonly to: Person | null;
  /** How many shares there are, and how many nobody has. */
  readonly shares: number;
  readonly left: number;
  /** What this person took. */
  readonly mine: CardAmount | null;
  /** The first to take first. */
  readonly taken: readonly { readonly person: Person | null; readonly amount: CardAmount; readonly at: number }[];
  /** When what is left goes back; milliseconds since 1970. */
  readonly until: number;
}

/** Minor units, and a currency of ISO 4217. */
export interface CardAmount {
  readonly minor: number;
  readonly currency: string;
}
