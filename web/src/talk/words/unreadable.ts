import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { UnreadableItem } from "../../matrix/model";

/** Why a message cannot be read here, and what mends it. */
export function unreadableSentence(why: UnreadableItem["why"]): MessageDescriptor {
  switch (why) {
    case "waiting":
      return msg`The key to this message is still on its way.`;
    case "beforeThisDevice":
      return msg`Written before this device.`;
    case "notForUs":
      return msg`Written before you could read here.`;
    case "withheld":
      return msg`The sender’s app does not trust this device, so it kept this message back.`;
    case "unsigned":
      return msg`Sent from a device that its owner has not confirmed. It may be somebody else, so it is not shown.`;
    case "identityChanged":
      return msg`Held back until you say that it is still them.`;
    case "broken":
      return msg`This message arrived damaged. Ask for it again.`;
  }
}
