import type { Http } from "../api/http.ts";
import type { MatrixApi } from "../api/matrix.ts";
import type { PeopleApi } from "../api/people.ts";
import type { Cells } from "./cells.ts";
import type { MediaLibrary } from "./media/library.ts";
import type { Matrix, SignedIn } from "./model.ts";
import type { Confirmer } from "./session/confirm.ts";
import type { Memory, StoredSession } from "./session/memory.ts";
import type { Remembered } from "./session/remembered.ts";

/** What the live client is given by the light part of this folder. */
export interface Core {
  readonly stored: StoredSession;
  readonly http: Http;
  readonly matrix: MatrixApi;
  readonly people: PeopleApi;
  readonly memory: Memory;
  readonly remembered: Remembered;
  readonly library: MediaLibrary;
  readonly confirmer: Confirmer;
  readonly largestFile: () => Promise<number | null>;
  readonly cells: Cells;
  readonly session: () => SignedIn;
  /** Changes what the screens know of the session. */
  readonly patch: (change: Partial<Omit<SignedIn, "state">>) => void;
  /** Asks the house for the person's own name and picture. */
  readonly refreshProfile: () => Promise<void>;
  /** Remembers beyond this visit. */
  readonly keep: (change: Partial<StoredSession>) => Promise<void>;
  /** The house knows this session no more. */
  readonly unknown: () => void;
  /** The person is leaving or has left: the house refuses what was still on its way. */
  readonly left: () => boolean;
}

/** The verbs that need the SDK. */
export type LiveVerbs = Pick<
  Matrix,
  | "createDirect" | "createGroup" | "join" | "accept" | "decline" | "leave" | "invite" | "removeMember" | "makeOwner" | "rename" | "setMuted"
  | "sendText" | "sendMoney" | "sendPicture" | "sendFile" | "resend" | "discard" | "react" | "unreact" | "remove" | "markRead" | "setTyping"
  | "block" | "unblock" | "setRecovery" | "recoverWith" | "resetIdentity" | "startVerification" | "acceptVerification"
  | "confirmEmoji" | "denyEmoji" | "cancelVerification" | "acceptNewIdentity" | "refreshDevices" | "knowDevice"
>;

/** The running client. */
export interface Live extends LiveVerbs {
  readonly loadOlder: (roomId: string) => Promise<void>;
  /** A room's detail or timeline has got its first watcher, or lost its last. */
  readonly onUse: (roomId: string) => void;
  readonly stop: () => void;
}
