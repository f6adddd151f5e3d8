import type { Amount } from "../../api/pay";
import type { Face } from "./face";
import type { Charge, ChargeState } from "./till";

/* The phone is asked, and told. */

/** Why a payment does not go through by itself. */
export type AskedWhy = "new" | "aboveLimit" | "soonAfter" | "picture";

/** Somebody has scanned one's code, and the house waits for a word. */
export interface Ask {
  readonly id: string;
  readonly payee: Face;
  readonly amount: Amount;
  readonly why: AskedWhy;
  readonly canHold: boolean;
  /** No answer by then is a refusal (milliseconds). */
  readonly until: number;
}

/** A payment as the one who paid sees it. */
export interface Payment {
  readonly id: string;
  readonly receipt: string;
  readonly amount: Amount;
  readonly at: number;
  readonly state: ChargeState;
  readonly goodsAt: number | null;
  readonly payee: Face;
  readonly refunded: Amount;
}

/** What has become of a code that did not go through. */
export const ATTEMPT_WORDS = [
  "code_already_used",
  "code_already_refused",
  "code_wrong_device",
  "code_expired",
  "clock_ahead",
  "clock_behind",
  "code_altered",
  "needs_confirmation",
  "wallet_frozen",
  "limit_day",
  "not_answered",
  "refused_by_payer",
  "funds_insufficient",
  "payee_full",
] as const;

export interface Attempt {
  readonly at: number;
  /** One of `ATTEMPT_WORDS`, or one that this page does not know yet. */
  readonly word: string;
  readonly amount: Amount | null;
  readonly payee: Face | null;
}

export interface AttemptPage {
  readonly attempts: readonly Attempt[];
  readonly next: string | null;
}

/** What the house says by itself. */
export type HouseEvent =
  /** Said again and again; `fresh` where the line was just taken up, and something may have been missed. */
  | { readonly type: "hello"; readonly now: number; readonly fresh: boolean }
  | { readonly type: "ask"; readonly ask: Ask }
  | { readonly type: "askEnded"; readonly id: string }
  | { readonly type: "charge"; readonly charge: Charge }
  | { readonly type: "payment"; readonly payment: Payment }
  /** Of a payment came back so much, this time. */
  | { readonly type: "refund"; readonly payment: Payment; readonly amount: Amount }
  | { readonly type: "movement" }
  /** Something has come of it, or somebody of the house looked. */
  | { readonly type: "dispute"; readonly id: string }
  /** It was made, paid, declined or withdrawn. */
  | { readonly type: "tally"; readonly id: string }
  /** It was frozen, or thaws. */
  | { readonly type: "wallet" }
  | { readonly type: "attempt"; readonly attempt: Attempt };

export interface AskedVerbs {
  /** Hears what the house says, until the returned function is called. The line is kept up while anybody hears. */
  readonly hear: (listener: (event: HouseEvent) => void) => () => void;
  readonly asks: () => Promise<readonly Ask[]>;
  readonly payForGood: (ask: Ask) => Promise<Payment>;
  readonly payOnHold: (ask: Ask) => Promise<Payment>;
  readonly refuse: (ask: Ask) => Promise<void>;
  readonly payment: (id: string) => Promise<Payment>;
  /** Takes back what is on hold. */
  readonly undo: (id: string) => Promise<Payment>;
  readonly attempts: (cursor: string | null) => Promise<AttemptPage>;
}
