import type { Amount } from "../api/pay";
import { Problem, type Watched } from "../matrix/model";
import type { AskedVerbs } from "./model/asked";
import { BANK_CODES, type BankVerbs } from "./model/bank";
import { CASH_CODES, type CashVerbs } from "./model/cash";
import type { DisputeVerbs } from "./model/dispute";
import type { Frozen, GuardVerbs } from "./model/guard";
import type { HistoryVerbs, Named } from "./model/history";
import type { PhoneVerbs } from "./model/phone";
import { POSTER_CODES, type PosterVerbs } from "./model/posters";
import type { TallyVerbs } from "./model/tallies";
import type { TillVerbs } from "./model/till";

/* What the screens know of the wallet: plain data and verbs, as `matrix/model.ts` has them for the chats. */

export * from "./model/asked";
export * from "./model/bank";
export * from "./model/cash";
export * from "./model/dispute";
export type * from "./model/face";
export type * from "./model/guard";
export * from "./model/history";
export type * from "./model/phone";
export * from "./model/posters";
export type * from "./model/tallies";
export type * from "./model/till";
export type { Amount };

/** Why nobody is signed in: nobody was, the person signed out, or the house has ended the session. */
export type SignedOutWhy = "none" | "byPerson" | "ended";

/** What the session may do: everything, receive and give back only, or, of who has left the house, take out only. */
export type Scope = "full" | "receive" | "takeOut";

export type Session = { readonly state: "signedOut"; readonly why: SignedOutWhy } | { readonly state: "signedIn"; readonly scope: Scope };

/** Whose wallet it is, in which house. */
export interface House {
  readonly serverName: string;
  /** Where the app is. */
  readonly appUrl: string;
  /** Under which law the wallet runs; `sandbox` is play money. */
  readonly regime: string;
  /** What can be done with money under it. */
  readonly verbs: readonly string[];
  /** How far below zero one may go. */
  readonly creditLimit: Amount;
  /** What a payee leaves to the house of what they take by codes, in hundredths of a percent. */
  readonly payeeFee: number;
}

export interface Owner extends Named {
  readonly passkeys: number;
  readonly frozen: Frozen | null;
}

export interface Balance {
  readonly balance: Amount;
  readonly heldOut: Amount;
  readonly heldIn: Amount;
}

export interface PaymentPasskey {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
  /** Since when its device is said to be gone; null or absent for one that is there. */
  readonly lostAt?: number | null;
}

export interface SessionShown {
  readonly id: string;
  readonly name: string;
  readonly scope: string;
  readonly createdAt: number;
  readonly isThis: boolean;
}

/** A transfer that the house has understood, and for which it waits for the payment passkey. */
export interface Asked {
  /** Made once for what is to happen once. */
  readonly id: string;
  readonly to: string;
  readonly amount: Amount;
  readonly payee: Named;
  readonly ceremony: string;
  /** Null where a password stands in. */
  readonly options: PublicKeyCredentialRequestOptionsJSON | null;
}

/** Money for a conversation. */
export interface CardWanted {
  /** The Matrix room. */
  readonly room: string;
  readonly kind: "transfer" | "equalPacket" | "randomPacket";
  readonly amount: Amount;
  /** Of a transfer. */
  readonly to?: string;
  /** Of a red packet. */
  readonly shares?: number;
}

/** Money for a conversation that waits for the payment passkey. */
export interface AskedCard {
  /** Made once for what is to happen once. */
  readonly id: string;
  readonly wanted: CardWanted;
  /** Of a transfer. */
  readonly payee: Named | null;
  readonly ceremony: string;
  /** Null where a password stands in. */
  readonly options: PublicKeyCredentialRequestOptionsJSON | null;
}

/** The money is on a card, of which the conversation has yet to be told. */
export interface CardMade {
  readonly card: string;
  readonly room: string;
}

/** Money has moved. */
export interface Done {
  readonly id: string;
  readonly amount: Amount;
  readonly at: number;
  /** Null for what came from the bank. */
  readonly to: Named | null;
  /** What both sides call it. */
  readonly receipt: string;
}

/** State and verbs. Verbs reject with `Problem` and nothing else. */
export interface Wallet
  extends PhoneVerbs,
    TillVerbs,
    AskedVerbs,
    GuardVerbs,
    PosterVerbs,
    HistoryVerbs,
    DisputeVerbs,
    TallyVerbs,
    BankVerbs,
    CashVerbs {
  readonly session: Watched<Session>;
  /** In the sandbox, on a machine without passkeys: the password is wanted, as long as this is not null. */
  readonly standIn: Watched<{ readonly answer: (password: string) => void; readonly cancel: () => void } | null>;
  readonly house: () => Promise<House>;
  readonly signInWithLink: (token: string) => Promise<void>;
  readonly signInWithPasskey: () => Promise<void>;
  readonly signOut: () => Promise<void>;
  readonly me: () => Promise<Owner>;
  readonly passkeys: () => Promise<readonly PaymentPasskey[]>;
  readonly addPasskey: (name: string) => Promise<PaymentPasskey>;
  readonly removePasskey: (id: string) => Promise<void>;
  readonly sessions: () => Promise<readonly SessionShown[]>;
  readonly endSession: (id: string) => Promise<void>;
  /** Signs out everywhere, here too. */
  readonly endSessions: () => Promise<void>;
  readonly balance: () => Promise<readonly Balance[]>;
  /** Play money. The same `id` brings it once. */
  readonly playMoney: (id: string, amount: Amount) => Promise<Done>;
  /** Asks the house for a transfer; the same `id` is the same transfer. `Done` when it stands there already, because an answer was lost. */
  readonly ask: (id: string, to: string, amount: Amount) => Promise<Asked | Done>;
  /** Who somebody of a conversation is, as the house says it. */
  readonly cardPayee: (room: string, to: string) => Promise<Named>;
  /** Asks the house to put money on a card; the same `id` is the same card. */
  readonly askCard: (id: string, wanted: CardWanted) => Promise<AskedCard | CardMade>;
  readonly confirmCard: (asked: AskedCard) => Promise<CardMade>;
  /** Confirms it with the payment passkey: this amount, to this person. */
  readonly confirm: (asked: Asked) => Promise<Done>;
}

/** What the wallet can be refused for, beyond what everything in the house can. */
export const MONEY_CODES = [
  "paymentPasskeyNeeded",
  "signInTooOld",
  "lastPaymentPasskey",
  "paymentPasskeyMissing",
  "payeeUnknown",
  "payeeIsSelf",
  "amountInvalid",
  "currencyUnknown",
  "fundsInsufficient",
  "walletFrozen",
  "balanceTooLarge",
  "ledgerBusy",
  "idUsedOtherwise",
  "notInRoom",
  "notInRegime",
  "payeeNotVerified",
  "cardsTooMany",
  "tallyOver",
  "codeAgain",
  "codeRefused",
  "codeMalformed",
  "codeKeyDiffers",
  "codePhoneEnded",
  "askEnded",
  "cannotBeHeld",
  "refundTooMuch",
  "undoTooLate",
  "freezeRefused",
  "notFrozen",
  "passkeyLost",
  "statementTooLarge",
  "receiptUnprintable",
  "disputeInvalid",
  "disputeExists",
  "disputeNotPossible",
  "disputesTooMany",
  "disputeOver",
  "passwordRefused",
  ...POSTER_CODES,
  ...BANK_CODES,
  ...CASH_CODES,
] as const;

export type MoneyCode = (typeof MONEY_CODES)[number];

/** A refusal in the wallet's own words. */
export class MoneyProblem extends Problem {
  constructor(
    readonly money: MoneyCode,
    /** Of another scheme's code: whose it is; null where that is not known. */
    readonly scheme: string | null = null,
  ) {
    super("unknown", null, money);
  }
}
