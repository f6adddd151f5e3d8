import type { Amount } from "../../api/pay";
import type { Face } from "./face";

/* Notes at a cash desk. */

/** Both null for whoever is none. */
export interface CashDesk {
  /** How much is taken in in a day. */
  readonly limit: Amount | null;
  /** How much of it is left today. */
  readonly left: Amount | null;
}

/** Cash to be paid in that waits for the payment passkey. */
export interface AskedCash {
  /** Made once for what is to happen once. */
  readonly id: string;
  /** As it was typed: a handle, or a reference for paying in. */
  readonly to: string;
  readonly amount: Amount;
  readonly payee: Face;
  readonly ceremony: string;
  /** Null where a password stands in. */
  readonly options: PublicKeyCredentialRequestOptionsJSON | null;
}

export interface CashVerbs {
  readonly cashDesk: () => Promise<CashDesk>;
  /** The same `id` is the same money; null when it has moved already. */
  readonly askCashIn: (id: string, to: string, amount: Amount) => Promise<AskedCash | null>;
  readonly confirmCashIn: (asked: AskedCash) => Promise<void>;
}

/** What it can be refused for. */
export const CASH_CODES = ["notCashDesk", "cashDayLimit"] as const;

export type CashCode = (typeof CASH_CODES)[number];
