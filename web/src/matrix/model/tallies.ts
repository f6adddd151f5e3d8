import type { CardAmount } from "./cards.ts";
import type { Person } from "./people.ts";

/** What a message in a conversation stands for: money on a card, or money that is asked for. */
export interface MoneyRef {
  readonly kind: "card" | "tally";
  readonly id: string;
}

/** `onItsWay`: confirmed, and not there yet; `own`: the asker's, which nobody pays. */
export type TallyPartState = "asked" | "onItsWay" | "paid" | "declined" | "withdrawn" | "late" | "own";

export interface TallyPart {
  /** Null for who is gone. */
  readonly person: Person | null;
  readonly amount: CardAmount;
  readonly state: TallyPartState;
  /** Since when; milliseconds since 1970. */
  readonly at: number;
}

/** Money that somebody asks for in a conversation, of one person or of several. Every figure is the house's, none the message's. */
export interface Tally {
  readonly id: string;
  /** `settled`: whoever was asked has paid or declined. */
  readonly state: "open" | "settled" | "withdrawn" | "late";
  /** In all, with what is the asker's own. */
  readonly amount: CardAmount;
  /** What it is for; empty for nothing. */
  readonly note: string;
  /** Null for who is gone. */
  readonly asker: Person | null;
  /** How many are asked, and how many of them have paid. */
  readonly asked: number;
  readonly paid: number;
  /** This person's, who is asked. */
  readonly mine: Pick<TallyPart, "amount" | "state"> | null;
  /** Of whoever has a part; null for others of the conversation. */
  readonly parts: readonly TallyPart[] | null;
  /** From when on nobody is asked any more; milliseconds since 1970. */
  readonly until: number;
}

/** Money to be asked for. */
export interface TallyWanted {
  readonly amount: CardAmount;
  /** With `minor` for each or for none: then all pay alike. */
  readonly parts: readonly { readonly who: string; readonly minor?: number }[];
  readonly note: string;
}
