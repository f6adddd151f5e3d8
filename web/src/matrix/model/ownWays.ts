import type { ProblemCode } from "./problems.ts";

export interface DeviceList {
  readonly state: "loading" | "ready" | "failed";
  /** This device first, then the most recently seen. */
  readonly devices: readonly Device[];
}

export interface Device {
  readonly id: string;
  readonly name: string;
  readonly self: boolean;
  readonly verified: boolean | null;
  readonly lastSeen: number | null;
}

export interface Passkey {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
}

/** What the house says of the person (`/people/v1/me`). */
export interface Me {
  readonly hasPassword: boolean;
  readonly passkeys: number;
  readonly recoverySet: boolean;
  readonly suspended: { readonly reason: string; readonly since: number } | null;
  readonly notices: readonly Notice[];
}

export interface Notice {
  readonly id: string;
  readonly kind: "let_in" | "suspended" | "passkey_added" | "password_changed" | "recovered";
  readonly at: number;
}

export interface House {
  /** Another house at the same address has another. */
  readonly id: string;
  readonly serverName: string;
  readonly publicUrl: string;
  readonly registration: "open" | "token" | "closed";
  readonly passkeys: boolean;
}

/** The person's wallet, which stands at an address of its own. */
export interface Wallet {
  readonly url: string;
  /** A payment passkey opens it, and nothing else does. */
  readonly hasPasskey: boolean;
  /** There is money in it, or on its way back; the app is not told how much. */
  readonly hasMoney: boolean;
  /** What can be done with money in this house. */
  readonly verbs: readonly string[];
}

/** What an app that does not know passkeys wants confirmed. */
export type ElsewherePurpose = "identity" | "changePassword" | "removeDevice" | "connectApp" | "openWallet" | "deactivate" | "other";

/**
 * The server wants to be sure that it is the person (user-interactive auth). Show a sheet while this is not null;
 * answer with `confirmWithPassword`, `confirmWithPasskey` or `cancelConfirm`.
 */
export interface Confirm {
  readonly id: number;
  readonly purpose: "changePassword" | "removeDevice" | "addPasskey" | "removePasskey" | "setRecovery" | "connectApp" | "openWallet" | "deactivate";
  readonly ways: readonly ("password" | "passkey")[];
  /** Why the answer before was not good enough. */
  readonly problem: ProblemCode | null;
  readonly busy: boolean;
}
