import type { Amount } from "../../api/pay";
import type { AccountAtBank } from "../../api/payBank";

/* Money between the wallet and a bank. */

export type { AccountAtBank };

/** How money is paid in. */
export interface WayIn {
  readonly account: AccountAtBank;
  readonly bic: string | null;
  /** Says on the payment whose it is. */
  readonly reference: string;
}

export type PayoutState = "waiting" | "sent" | "done" | "cancelled" | "back";

/** Money that was taken out, and where it is. */
export interface Payout {
  readonly id: string;
  readonly amount: Amount;
  /** Null for the bank that is none, and long after it is over. */
  readonly to: AccountAtBank | null;
  readonly at: number;
  readonly state: PayoutState;
  /** Why it came back: the bank's code, or the operator's words. */
  readonly reason: string | null;
}

/** Money to be taken out that waits for the payment passkey. */
export interface AskedOut {
  /** Made once for what is to happen once. */
  readonly id: string;
  readonly amount: Amount;
  /** As it will stand in the bank's file; null for the bank that is none. */
  readonly to: AccountAtBank | null;
  readonly ceremony: string;
  /** Null where a password stands in. */
  readonly options: PublicKeyCredentialRequestOptionsJSON | null;
}

export interface BankVerbs {
  readonly wayIn: () => Promise<WayIn>;
  readonly payouts: () => Promise<readonly Payout[]>;
  /** The same `id` is the same money. A payout when it stands there already. */
  readonly askOut: (id: string, amount: Amount, to: AccountAtBank | null) => Promise<AskedOut | Payout>;
  readonly confirmOut: (asked: AskedOut) => Promise<Payout>;
  /** Takes it back while it waits. */
  readonly cancelOut: (id: string) => Promise<Payout>;
}

/** What it can be refused for. */
export const BANK_CODES = ["bankAccountInvalid", "bankMissing", "payoutsTooMany", "payoutTooLate"] as const;

export type BankCode = (typeof BANK_CODES)[number];
