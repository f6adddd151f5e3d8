import type { NextStep, Trust, VerificationStage } from "../model.ts";

/** What the crypto knows of a person's identity. */
export interface Standing {
  readonly known: boolean;
  readonly needsUserApproval: boolean;
  readonly isCrossSigningVerified: () => boolean;
  readonly wasCrossSigningVerified: () => boolean;
}

export function trustFrom(standing: Standing): Exclude<Trust, "self" | "unknown"> {
  if (!standing.known) return "noIdentity";
  if (standing.isCrossSigningVerified()) return "verified";
  return standing.needsUserApproval || standing.wasCrossSigningVerified() ? "changed" : "unverified";
}

/** Where a person stands with this device. */
export interface OwnStanding {
  readonly hasIdentity: boolean;
  readonly verified: boolean;
  readonly recoverySet: boolean;
  readonly later: boolean;
  /** A code was made here, and nobody has said that they have it. */
  readonly codeUnkept: boolean;
}

export function nextStep({ hasIdentity, verified, recoverySet, later, codeUnkept }: OwnStanding): NextStep {
  if (!hasIdentity) return "setRecovery";
  if (verified) return recoverySet && !codeUnkept ? "done" : "setRecovery";
  return later ? "later" : "verify";
}

type WhyCancelled = Extract<VerificationStage, { name: "cancelled" }>["why"];

/** The specification's cancellation codes, as far as a person can be told them apart. */
export function whyCancelled(code: string | null, byUs: boolean): WhyCancelled {
  switch (code) {
    case "m.mismatched_sas":
    case "m.mismatched_commitment":
    case "m.key_mismatch":
      return "mismatch";
    case "m.timeout":
      return "timeout";
    case "m.accepted":
      return "elsewhere";
    case "m.user":
      return byUs ? "byUs" : "byThem";
    default:
      return "other";
  }
}
