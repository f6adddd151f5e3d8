import { handleOf, serverOf } from "../mapping/people.ts";
import type { SignedIn } from "../model.ts";
import type { StoredSession } from "./memory.ts";

/** A session as this browser remembers it, before the server is heard. */
export function fromMemory(stored: StoredSession): SignedIn {
  const { userId, deviceId, displayName, avatar, verified, recoverySet, renewedElsewhere, letIn, later, codeUnkept } = stored;
  return {
    state: "signedIn",
    userId,
    handle: handleOf(userId),
    serverName: serverOf(userId),
    deviceId,
    displayName,
    avatar,
    verified,
    recoverySet,
    renewedElsewhere,
    letIn,
    suspended: false,
    next: verified && recoverySet && !codeUnkept ? "done" : later && verified === false ? "later" : "unknown",
    freshness: "cached",
    offline: false,
  };
}
