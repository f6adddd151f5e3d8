import type { UnreadableItem } from "../model.ts";

/** A failure of ours beside the SDK's: the list of the sender's devices is still under way. */
export const ASKING_WHO_SENT_IT = "ASKING_WHO_SENT_IT";

/** What a person can be told of a message that does not decrypt. */
export function whyUnreadable(failure: string): UnreadableItem["why"] {
  switch (failure) {
    case "MEGOLM_UNKNOWN_INBOUND_SESSION_ID":
    case ASKING_WHO_SENT_IT:
      return "waiting";
    case "UNSIGNED_SENDER_DEVICE":
    case "UNKNOWN_SENDER_DEVICE":
      return "unsigned";
    case "SENDER_IDENTITY_PREVIOUSLY_VERIFIED":
      return "identityChanged";
    case "MEGOLM_KEY_WITHHELD":
    case "MEGOLM_KEY_WITHHELD_FOR_UNVERIFIED_DEVICE":
      return "withheld";
    case "OLM_UNKNOWN_MESSAGE_INDEX":
    case "HISTORICAL_MESSAGE_USER_NOT_JOINED":
      return "notForUs";
    case "HISTORICAL_MESSAGE_BACKUP_UNCONFIGURED":
    case "HISTORICAL_MESSAGE_WORKING_BACKUP":
      return "beforeThisDevice";
    default:
      return "broken";
  }
}
