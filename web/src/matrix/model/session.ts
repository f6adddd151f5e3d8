import type { Avatar } from "./people.ts";

export type Session =
  /** Reading what this browser remembers; show the shell. */
  | { readonly state: "starting" }
  | { readonly state: "signedOut"; readonly why: SignedOutReason }
  /** Another tab of this browser holds the keys; `takeOver()` moves them here. */
  | { readonly state: "openElsewhere"; readonly userId: string }
  /** Another house answers at this address. What is remembered here stays, until its own is there again or the person signs out. */
  | { readonly state: "otherHouse"; readonly userId: string }
  | SignedIn;

/** `none`: never signed in here. `revoked`: the server ended this session. `keysLost`: the browser evicted the keys. `closed`: they closed their account. */
export type SignedOutReason = "none" | "byPerson" | "closed" | "revoked" | "keysLost";

export interface SignedIn {
  readonly state: "signedIn";
  readonly userId: string;
  readonly handle: string;
  readonly serverName: string;
  readonly deviceId: string;
  readonly displayName: string;
  readonly avatar: Avatar;
  /** Is this device signed by the person's own identity? Null until known. */
  readonly verified: boolean | null;
  /** Is there a recovery code (secret storage with the identity's keys in it)? Null until known. */
  readonly recoverySet: boolean | null;
  /** What stands between signing in and being done. */
  readonly next: NextStep;
  /** This device was confirmed, and then the person's identity was renewed on another one; until it is confirmed again. */
  readonly renewedElsewhere: boolean;
  /** Came in by the operator's one-time link, and has set no way in since. */
  readonly letIn: boolean;
  /** The house refuses what this person says, as far as it was heard; `me` asks anew. */
  readonly suspended: boolean;
  /** `cached`: painted from this browser, the server not yet heard. `live`: the first sync is in. */
  readonly freshness: "cached" | "live";
  /** The server cannot be reached; it is tried again by itself. */
  readonly offline: boolean;
}

/**
 * `unknown`: not yet known. `setRecovery`: a new person, who needs a recovery code and an identity.
 * `verify`: a new device, to be verified from another one or by the code. `later`: the person put that off, or was at something
 * else when `renewedElsewhere` came.
 */
export type NextStep = "unknown" | "setRecovery" | "verify" | "later" | "done";

export interface SignUp {
  readonly handle: string;
  readonly displayName?: string;
  /** Where the house asks for an invitation. */
  readonly registrationToken?: string;
}
