import type { Amount } from "../../api/pay";
import type { Face } from "./face";

/* A payment that its payer disputes. */

export const DISPUTE_REASONS = ["notReceived", "notAsAgreed", "wrongAmount", "paidTwice", "notMe", "other"] as const;

export type DisputeReason = (typeof DISPUTE_REASONS)[number];

/** `settled`: the payee gave back. `unpaid`: decided, and the payee did not have it. */
export type DisputeState = "open" | "answered" | "withdrawn" | "settled" | "deciding" | "refunded" | "unpaid" | "dismissed";

export interface Dispute {
  readonly id: string;
  readonly side: "payer" | "payee";
  readonly other: Face;
  readonly payment: string;
  readonly receipt: string;
  readonly amount: Amount;
  readonly refunded: Amount;
  readonly reason: DisputeReason;
  readonly words: string;
  readonly at: number;
  readonly state: DisputeState;
  /** Until when the payee is waited for (milliseconds). */
  readonly answerBy: number;
  readonly answer: { readonly words: string; readonly at: number } | null;
  readonly decision: { readonly refund: Amount; readonly reason: string; readonly at: number } | null;
  /** When somebody of the house looked at it (milliseconds). */
  readonly looks: readonly number[];
}

export interface DisputeVerbs {
  readonly disputes: () => Promise<readonly Dispute[]>;
  readonly dispute: (id: string) => Promise<Dispute>;
  /** Null where nobody disputes it. */
  readonly disputeOf: (payment: string) => Promise<Dispute | null>;
  readonly openDispute: (payment: string, reason: DisputeReason, words: string) => Promise<Dispute>;
  readonly answerDispute: (id: string, words: string) => Promise<Dispute>;
  readonly withdrawDispute: (id: string) => Promise<Dispute>;
}
