import type { Amount } from "../../api/pay";
import type { Payment } from "./asked";
import type { Face } from "./face";

/* Codes that payees show: who scans one pays, and who shows one is paid. */

/** Whom a scanned code would pay, as the house knows them; of the code itself nothing is believed. */
export interface PosterRead {
  readonly poster: string;
  readonly payee: Face;
  /** What the payee calls it. */
  readonly label: string | null;
  /** Of a code for one payment; else the payer says how much. */
  readonly amount: Amount | null;
  readonly reference: string | null;
  readonly until: number | null;
  readonly paidBefore: boolean;
  /** It may be held for ten minutes. */
  readonly canHold: boolean;
  /** What may still go to posters today; null where that is not counted. */
  readonly leftToday: Amount | null;
  /** The name in the code itself, where it is not theirs. */
  readonly otherName: string | null;
  /** Where the code departs from its specification. */
  readonly unusual: readonly string[];
}

/** A payment of what was scanned; the same `id` is the same payment. */
export interface PosterPayment {
  readonly id: string;
  readonly read: PosterRead;
  readonly amount: Amount;
  readonly hold: boolean;
}

export type PosterState = "open" | "paid" | "expired" | "withdrawn";

/** A code of one's own. */
export interface Poster {
  readonly id: string;
  readonly label: string | null;
  /** Of a code for one payment; null on a poster. */
  readonly amount: Amount | null;
  readonly reference: string | null;
  readonly at: number;
  readonly until: number | null;
  readonly state: PosterState;
  /** How often it was paid, and how much that is. */
  readonly count: number;
  readonly sum: Amount;
}

/** One of them with its QR: a path of unit squares. */
export interface PosterOnScreen {
  readonly poster: Poster;
  readonly qrPath: string;
  readonly qrSize: number;
}

export interface PosterPage {
  readonly posters: readonly Poster[];
  readonly next: string | null;
}

/** A poster, or with an amount a code for one payment. */
export interface PosterWanted {
  readonly label?: string;
  readonly amount?: Amount;
  readonly reference?: string;
  readonly minutes?: number;
}

/** To print: a picture, or paper of that size. */
export type PosterPaper = "svg" | "a6" | "a5";

export interface PosterVerbs {
  /** Asks the house whom a scanned code would pay. */
  readonly readPoster: (text: string) => Promise<PosterRead>;
  /** Pays it; the payment passkey confirms exactly this payee and amount. */
  readonly payPoster: (payment: PosterPayment) => Promise<Payment>;
  readonly posters: (cursor: string | null) => Promise<PosterPage>;
  readonly poster: (id: string) => Promise<PosterOnScreen>;
  /** The same `key` is the same code. */
  readonly makePoster: (key: string, wanted: PosterWanted) => Promise<Poster>;
  /** Nobody pays it from now on. */
  readonly withdrawPoster: (id: string) => Promise<void>;
  readonly posterPaper: (id: string, paper: PosterPaper) => Promise<Blob>;
}

/** What one of these codes can be refused for. */
export const POSTER_CODES = [
  "codeMisread",
  "codeOfPayer",
  "codeForeign",
  "posterUnknown",
  "posterWithdrawn",
  "posterExpired",
  "posterPaid",
  "posterAltered",
  "posterDayLimit",
  "posterInvalid",
  "postersTooMany",
  "posterUnprintable",
  "payeeChanged",
] as const;

export type PosterCode = (typeof POSTER_CODES)[number];
