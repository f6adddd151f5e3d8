import type { Person } from "./people.ts";

/**
 * `unverified`: has an identity that nobody compared; this is what most people are. `changed`: the identity is
 * another than before. `broken`: another than the one that was compared. `noIdentity`: cannot receive encrypted messages from us yet.
 */
export type Trust = "self" | "verified" | "unverified" | "changed" | "broken" | "noIdentity" | "unknown";

/** Comparing emoji with one's own other device or with another person; at most one at a time. */
export interface Verification {
  readonly id: string;
  /** True: the person's own other device. */
  readonly own: boolean;
  readonly person: Person;
  /** The other device's name, for one's own. */
  readonly deviceName: string | null;
  /** Of one's own: this device is confirmed, and confirms the other by it; else the other one confirms this. */
  readonly vouches: boolean;
  readonly byUs: boolean;
  /** The person has yet to accept the invitation to the conversation in which they are asked. */
  readonly invited: boolean;
  readonly stage: VerificationStage;
}

export type VerificationStage =
  /** `byUs`: waiting for them; else: `acceptVerification()` or `cancelVerification()`. */
  | { readonly name: "requested" }
  /** Both agreed; the emoji are on their way. */
  | { readonly name: "ready" }
  /** Seven emoji to compare: `confirmEmoji()`, `denyEmoji()`. */
  | { readonly name: "comparing"; readonly emoji: readonly Emoji[] }
  /** We said they match; waiting for the other side. */
  | { readonly name: "confirmed"; readonly emoji: readonly Emoji[] }
  | { readonly name: "done" }
  /** `declined`: the invitation to the conversation in which they were asked. `notNow`: they put the question away. */
  | { readonly name: "cancelled"; readonly why: "declined" | "notNow" | "byThem" | "mismatch" | "timeout" | "elsewhere" | "other" };

export interface Emoji {
  readonly symbol: string;
  /** The specification's English name ("Dog"), a key for translation. */
  readonly name: string;
}

export interface Backup {
  /** `locked`: there is one, and this device has not reached its key yet. */
  readonly state: "unknown" | "off" | "locked" | "on";
  /** Keys that are not in the backup yet. */
  readonly waiting: number;
  /** When `waiting` last fell to zero, in milliseconds since 1970; null before. */
  readonly savedAt: number | null;
  /** Old messages coming back from the backup. */
  readonly restoring: { readonly done: number; readonly total: number } | null;
}
