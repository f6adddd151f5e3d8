import type { Amount } from "../../api/pay";
import type { Limits } from "./phone";

/* What holds money back: limits, and the freeze. */

export interface OwnLimits extends Limits {
  /** Higher ones that were asked for, and when they begin to hold. */
  readonly raising: { readonly payment: Amount; readonly day: Amount; readonly from: number } | null;
}

/** No code goes through, and nothing goes out. */
export interface Frozen {
  readonly since: number;
  /** When it thaws by the recovery code; null where nobody asked for that. */
  readonly thawsAt: number | null;
  /** Whether the payment passkeys of now are forgotten then, because somebody with the recovery code said that they are gone. */
  readonly forgets: boolean;
}

export interface GuardVerbs {
  readonly limits: () => Promise<OwnLimits>;
  /** Lower ones hold at once; higher ones a day later, and the payment passkey confirms them. */
  readonly setLimits: (payment: Amount, day: Amount) => Promise<OwnLimits>;
  /** The limits stay as they are. */
  readonly keepLimits: () => Promise<OwnLimits>;
  readonly freeze: () => Promise<void>;
  /** From any browser, without signing in: by the freeze code, or by the recovery code. `lost`: no passkey of now may thaw it. */
  readonly freezeByCode: (handle: string, code: string, lost: boolean) => Promise<void>;
  /** A new freeze code; it can only freeze. Shown once. */
  readonly makeFreezeCode: () => Promise<string>;
  readonly unfreeze: () => Promise<void>;
  /** By the recovery code, from any browser; gives when it thaws. `gone`: the passkeys of now are forgotten then. */
  readonly unfreezeLate: (handle: string, code: string, gone: boolean) => Promise<number>;
  /** That passkey's device is gone: it confirms nothing any more. */
  readonly passkeyIsLost: (id: string) => Promise<void>;
}
