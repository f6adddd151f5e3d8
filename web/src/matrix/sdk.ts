/**
 * All that is taken from matrix-js-sdk, in one place: this becomes one chunk, which is fetched when there is a
 * session or a newcomer is about to have one. (Not the SDK's index: that would bring its calls and widgets along.)
 */
export { EventType, RelationType } from "matrix-js-sdk/lib/@types/event";
export { ConditionKind, PushRuleKind } from "matrix-js-sdk/lib/@types/PushRules";
export { Preset } from "matrix-js-sdk/lib/@types/partials";
export { ClientEvent, MatrixClient, PendingEventOrdering } from "matrix-js-sdk/lib/client";
export {
  CryptoEvent, EventShieldReason, OnlySignedDevicesIsolationMode, VerificationPhase, VerificationRequestEvent, VerifierEvent,
} from "matrix-js-sdk/lib/crypto-api";
export { HttpApiEvent } from "matrix-js-sdk/lib/http-api";
export { logger } from "matrix-js-sdk/lib/logger";
export { MatrixEventEvent } from "matrix-js-sdk/lib/models/event";
export { Direction } from "matrix-js-sdk/lib/models/event-timeline";
export { RoomEvent } from "matrix-js-sdk/lib/models/room";
export { RoomMemberEvent } from "matrix-js-sdk/lib/models/room-member";
export { RoomStateEvent } from "matrix-js-sdk/lib/models/room-state";
export { MemoryStore } from "matrix-js-sdk/lib/store/memory";
export { SyncState } from "matrix-js-sdk/lib/sync";
