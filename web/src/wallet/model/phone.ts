import type { Amount } from "../../api/pay";
import type { PayCode } from "../codes/payCode";

/* The phone that shows codes: one a person. */

/** What goes through without a finger. */
export interface Limits {
  readonly payment: Amount;
  readonly day: Amount;
  readonly leftToday: Amount;
}

/** What this browser holds for showing codes; known without network. */
export interface MyPhone {
  readonly id: string;
  readonly name: string;
  /** As the house last said them; null before it has. */
  readonly limits: Limits | null;
  /** So many one-time numbers that nobody has seen yet. */
  readonly unseen: number;
  /** Another phone shows the codes now. */
  readonly ended: boolean;
}

/** A phone as the house knows it. */
export interface CodePhone {
  readonly id: string;
  readonly name: string;
  readonly since: number;
  readonly endedAt: number | null;
}

export interface PhoneVerbs {
  /** Null where this browser shows no codes. Never asks the house. */
  readonly myPhone: () => Promise<MyPhone | null>;
  /** Makes this browser the one that shows codes; the payment passkey confirms it, and the one before ends. */
  readonly setUpPhone: (name: string) => Promise<MyPhone>;
  /** Fetches one-time numbers; refused with `codePhoneEnded` where another phone has taken over, which this browser then remembers. */
  readonly refill: () => Promise<MyPhone>;
  /** The one-time number for one opening of the page, `shown` as long as it is good; null where there is none left. */
  readonly takeAlias: (shown: string | null) => Promise<string | null>;
  /** The code that holds now for that number; `minor` 0 for whatever the till asks. */
  readonly codeOf: (alias: string, minor: number) => Promise<PayCode>;
  /** The house's clock, as far as this browser knows it. */
  readonly houseNow: () => number;
  readonly phones: () => Promise<readonly CodePhone[]>;
  readonly endPhone: (id: string) => Promise<void>;
}
