/** Everything that a verb can be refused for. */
export type ProblemCode =
  | "offline" | "rateLimited" | "serverError" | "notFound" | "forbidden"
  | "wrongPassword" | "weakPassword" | "suspended" | "deactivated"
  | "handleTaken" | "handleInvalid" | "handleReserved" | "registrationClosed" | "registrationTokenInvalid"
  | "passkeyRefused" | "passkeyCancelled" | "passkeyUnsupported" | "ceremonyExpired" | "lastWayIn"
  | "recoveryRefused" | "recoveryCodeInvalid" | "linkUsedOrExpired"
  | "tooLarge" | "tooLong" | "quotaFull" | "notAPicture" | "mediaBroken"
  | "identityChanged" | "thisDeviceUnverified" | "cancelled" | "unknown";

/** What verbs reject with. */
export class Problem extends Error {
  constructor(
    readonly code: ProblemCode,
    /** For `rateLimited`: when to try again. */
    readonly retryAfterMs: number | null = null,
    /** What the server said, for the console; never shown. */
    readonly detail = "",
  ) {
    super(detail ? `${code}: ${detail}` : code);
    this.name = "Problem";
  }
}
