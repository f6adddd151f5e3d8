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
  // Who stayed who they were is at most no longer vouched for, since this person's own identity was renewed.
  if (!standing.needsUserApproval) return "unverified";
  return standing.wasCrossSigningVerified() ? "broken" : "changed";
}

/** Was compared, and the comparing went with this person's own former identity, through nothing that the other did? */
export function hasLapsed(standing: Standing): boolean {
  return standing.known && standing.wasCrossSigningVerified() && !standing.isCrossSigningVerified() && !standing.needsUserApproval;
}

/** Whether it must be asked first if it is still them. */
export function isDoubted(trust: Trust): boolean {
  return trust === "changed" || trust === "broken";
}

/** Where a person stands with this device. */
export interface OwnStanding {
  readonly hasIdentity: boolean;
  readonly verified: boolean;
  readonly recoverySet: boolean;
  readonly later: boolean;
  readonly renewedElsewhere: boolean;
  /** A code was made here, and nobody has said that they have it. */
  readonly codeUnkept: boolean;
}

export function nextStep({ hasIdentity, verified, recoverySet, later, renewedElsewhere, codeUnkept }: OwnStanding): NextStep {
  if (!hasIdentity) return "setRecovery";
  if (verified) return recoverySet && !codeUnkept ? "done" : "setRecovery";
  return later || renewedElsewhere ? "later" : "verify";
}

type WhyCancelled = Extract<VerificationStage, { name: "cancelled" }>["why"];

/** The specification's cancellation codes, as far as a person can be told them apart. */
export function whyCancelled(code: string | null): WhyCancelled {
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
      return "byThem";
    default:
      return "other";
  }
}
