import { Refusal, UNREACHABLE } from "../api/http.ts";
import { Problem, type ProblemCode } from "./model.ts";

const MATRIX: Readonly<Record<string, ProblemCode>> = {
  M_LIMIT_EXCEEDED: "rateLimited",
  M_NOT_FOUND: "notFound",
  M_UNRECOGNIZED: "notFound",
  M_FORBIDDEN: "forbidden",
  M_GUEST_ACCESS_FORBIDDEN: "forbidden",
  M_BAD_STATE: "forbidden",
  M_UNKNOWN_TOKEN: "forbidden",
  M_MISSING_TOKEN: "forbidden",
  M_WEAK_PASSWORD: "weakPassword",
  M_PASSWORD_TOO_SHORT: "weakPassword",
  M_USER_SUSPENDED: "suspended",
  M_USER_DEACTIVATED: "deactivated",
  M_USER_IN_USE: "handleTaken",
  M_INVALID_USERNAME: "handleInvalid",
  M_EXCLUSIVE: "handleReserved",
  M_TOO_LARGE: "tooLarge",
  M_RESOURCE_LIMIT_EXCEEDED: "quotaFull",
  M_USER_LIMIT_EXCEEDED: "quotaFull",
};

const OWN: readonly ProblemCode[] = [
  "rateLimited", "serverError", "notFound", "forbidden", "wrongPassword", "weakPassword", "suspended", "deactivated",
  "handleTaken", "handleInvalid", "handleReserved", "registrationClosed", "registrationTokenInvalid", "passkeyRefused",
  "passkeyUnsupported", "ceremonyExpired", "lastWayIn", "recoveryRefused", "recoveryCodeInvalid", "linkUsedOrExpired",
  "tooLarge", "quotaFull",
];

/** Does the house refuse with this code what the suspended may not do? */
export function saysSuspended(code: unknown): boolean {
  return code === "M_USER_SUSPENDED" || code === "suspended";
}

/** Codes that mean something else for this verb than they usually do. */
export type Meanings = Readonly<Record<string, ProblemCode>>;

/** The way from whatever was thrown to what a screen can say. */
export function problemOf(error: unknown, meanings: Meanings = {}): Problem {
  if (error instanceof Problem) return error;
  const { status, code, retryAfterMs, detail } = seen(error);
  return new Problem(meanings[code] ?? codeOf(status, code), retryAfterMs, detail);
}

function codeOf(status: number | null, code: string): ProblemCode {
  if (code === UNREACHABLE) return "offline";
  const known = MATRIX[code] ?? OWN.find((own) => own === code);
  if (known) return known;
  // Said by a proxy before the house, or by a house that is just starting or ending: it is tried again.
  if (status === 502 || status === 503 || status === 504) return "offline";
  if (status === 413) return "tooLarge";
  if (status === 429) return "rateLimited";
  if (status === 404) return "notFound";
  if (status === 401 || status === 403) return "forbidden";
  return status !== null && status >= 500 ? "serverError" : "unknown";
}

interface Seen {
  readonly status: number | null;
  readonly code: string;
  readonly retryAfterMs: number | null;
  readonly detail: string;
}

/** Our own refusals, and the SDK's errors by their shape, so that nothing of the SDK is loaded here. */
function seen(error: unknown): Seen {
  if (error instanceof Refusal) {
    return { status: error.status, code: error.code, retryAfterMs: error.retryAfterMs, detail: String(error.body.error ?? error.body.detail ?? "") };
  }
  const thrown = error as { name?: string; message?: string; errcode?: string; httpStatus?: number; data?: { retry_after_ms?: number } } | null;
  const unreachable = thrown?.name === "ConnectionError" || thrown?.name === "AbortError" || thrown?.message === "Timeout";
  return {
    status: thrown?.httpStatus ?? null,
    code: unreachable ? UNREACHABLE : (thrown?.errcode ?? ""),
    retryAfterMs: thrown?.data?.retry_after_ms ?? null,
    detail: String(thrown?.message ?? error),
  };
}

/** Runs what a verb does; whatever goes wrong leaves as a `Problem`. */
export async function asProblem<T>(work: () => Promise<T>, meanings?: Meanings): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw problemOf(error, meanings);
  }
}
