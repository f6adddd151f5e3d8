import type { Amount } from "../../api/pay";
import type { Face } from "./face";

/* Receiving: somebody's code is scanned for an amount. */

/** `held`: on hold for ten minutes, and not for good before that. */
export type ChargeState = "waiting" | "paid" | "held" | "refused" | "undone";

/** How the till came to the code. */
export type CodeSource = "camera" | "typed" | "picture";

/** A payment as the one who receives it sees it. */
export interface Charge {
  readonly id: string;
  readonly receipt: string;
  readonly amount: Amount;
  readonly at: number;
  readonly state: ChargeState;
  /** When what is on hold is for good (milliseconds). */
  readonly goodsAt: number | null;
  readonly payer: Face;
  readonly refunded: Amount;
  /** The poster that was scanned; null where a code was shown at a till. */
  readonly poster?: string | null;
}

export interface ChargePage {
  readonly charges: readonly Charge[];
  readonly next: string | null;
  readonly today: { readonly count: number; readonly sum: Amount };
}

export interface TillVerbs {
  /** Asks for this amount with somebody's code; the same `id` is the same charge. */
  readonly charge: (id: string, code: string, amount: Amount, source: CodeSource) => Promise<Charge>;
  readonly chargeOf: (id: string) => Promise<Charge>;
  /** Resolves when the payer has answered, or after a while with the charge as it still is. */
  readonly whenAnswered: (id: string) => Promise<Charge>;
  readonly charges: (cursor: string | null) => Promise<ChargePage>;
  readonly refund: (key: string, id: string, amount: Amount) => Promise<Charge>;
  /** As whom payers see the owner of this till. */
  readonly ownFace: () => Promise<Face>;
  /** This browser becomes a till that can receive and give back, and nothing else. */
  readonly becomeCounter: (name: string) => Promise<void>;
}
