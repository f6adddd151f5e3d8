import type { Amount } from "../../api/pay";
import type { Face } from "./face";

/* What was: movements and what narrows them, months, receipts, statements. */

export const MOVEMENT_KINDS = [
  "transfer",
  "redPacket",
  "tally",
  "code",
  "poster",
  "refund",
  "playMoney",
  "moneyIn",
  "moneyOut",
  "cash",
  "fee",
] as const;

export type MovementKind = (typeof MOVEMENT_KINDS)[number];

/** Somebody whose name is known here. */
export interface Named {
  readonly userId: string;
  readonly name: string | null;
  /** Who they are, as the operator has seen it; null or absent for who is not verified. */
  readonly verifiedName?: string | null;
}

/** A movement of one's own money. */
export interface Movement {
  readonly id: string;
  /** Which of one's own it is; names its receipt. */
  readonly number: number;
  readonly receipt: string;
  /** `Back`: nobody took it from its card, a bank brought it back, or it came back of a fee. */
  readonly kind: MovementKind | "transferBack" | "redPacketBack" | "moneyOutBack" | "feeBack";
  /** Negative when it went out. */
  readonly moved: Amount;
  readonly at: number;
  readonly with: Named | null;
  /** Of a payment by code, instead of `with`: neither side learns who the other is. */
  readonly face?: Face | null;
  readonly payment?: string | null;
  /** Of a transfer in a conversation: nobody has taken it yet. */
  readonly waits?: boolean;
  /** Of what somebody asked for: what it was for. */
  readonly note?: string | null;
}

export interface MovementPage {
  readonly movements: readonly Movement[];
  /** Of the page before it in time; null where there is none. Where something is sought, there may be more although nothing was found. */
  readonly next: string | null;
}

/** What narrows a history; absent is everything. */
export interface Sought {
  readonly text?: string;
  readonly kind?: MovementKind;
  readonly direction?: "in" | "out";
}

export interface Flow {
  readonly in: Amount;
  readonly out: Amount;
}

export interface Month extends Flow {
  /** `2026-11`. */
  readonly month: string;
  readonly opening: Amount;
  readonly closing: Amount;
  readonly kinds: readonly (Flow & { readonly kind: string; readonly count: number })[];
  readonly days: readonly (Flow & { readonly day: number })[];
  readonly before: string | null;
  readonly after: string | null;
}

/** What the other side learned of whoever's receipt it is. */
export type Learned = "face" | "payee" | "name" | "sharers" | "room" | "bank" | "nothing";

export interface Receipt {
  readonly movement: Movement;
  readonly learned: Learned;
  /** The receipt number of the payment by a code that this is, or gives back. */
  readonly paidReceipt: string | null;
  /** For who was paid by a code: what of it they left to the house, or what of that came back with money back. */
  readonly fee: Amount | null;
  readonly refunds: readonly { readonly receipt: string; readonly amount: Amount; readonly at: number }[];
}

/** As a table, or as banks give it. */
export type StatementForm = "csv" | "camt053";

/** From the first day to the last: `2026-11-01`. */
export interface StatementDays {
  readonly from: string;
  readonly to: string;
}

export interface HistoryVerbs {
  readonly history: (currency: string, cursor: string | null, sought?: Sought) => Promise<MovementPage>;
  readonly month: (currency: string, month: string) => Promise<Month>;
  readonly receipt: (currency: string, number: string) => Promise<Receipt>;
  readonly receiptPdf: (currency: string, number: string, language: string) => Promise<Blob>;
  readonly statement: (form: StatementForm, currency: string, days: StatementDays, language: string) => Promise<Blob>;
}
