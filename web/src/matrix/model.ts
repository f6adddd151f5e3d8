/**
 * What the screens know of Matrix: plain data and verbs.
 *
 * Every snapshot is frozen, keeps the identity of its unchanged parts, and can be structured-cloned, so that
 * the SDK and its crypto could move into a worker without touching a screen. No sentence for people stands
 * here: states and reasons are codes, and the screens say them in the reader's language.
 */

import type { Card } from "./model/cards.ts";
import type { Confirm, Device, DeviceList, ElsewherePurpose, House, Me, Passkey, Wallet } from "./model/ownWays.ts";
import type { FoundPerson, MediaRef, MediaSize, MediaState, Person } from "./model/people.ts";
import type { ProblemCode } from "./model/problems.ts";
import type { Removal, RoomDetail, RoomSummary } from "./model/rooms.ts";
import type { Session, SignUp } from "./model/session.ts";
import type { MoneyRef, Tally, TallyWanted } from "./model/tallies.ts";
import type { Timeline } from "./model/timeline.ts";
import type { Backup, Verification } from "./model/trust.ts";
import type { Watched } from "./model/watched.ts";

export * from "./model/cards.ts";
export * from "./model/ownWays.ts";
export * from "./model/people.ts";
export * from "./model/problems.ts";
export * from "./model/rooms.ts";
export * from "./model/session.ts";
export * from "./model/tallies.ts";
export * from "./model/timeline.ts";
export * from "./model/trust.ts";
export * from "./model/watched.ts";

/** State and verbs. Verbs reject with `Problem` and nothing else. */
export interface Matrix {
  // -- state
  readonly session: Watched<Session>;
  /** Newest first, invitations before conversations. */
  readonly rooms: Watched<readonly RoomSummary[]>;
  /** The newest first; until `noteRemoval`. */
  readonly removals: Watched<readonly Removal[]>;
  /** Same object for the same id. Null until known. Loads the members while subscribed. */
  readonly room: (roomId: string) => Watched<RoomDetail | null>;
  readonly timeline: (roomId: string) => Timeline;
  readonly media: (ref: MediaRef, size?: MediaSize) => Watched<MediaState>;
  readonly verification: Watched<Verification | null>;
  readonly backup: Watched<Backup>;
  readonly devices: Watched<DeviceList>;
  /** Devices on which the person signed in since they did here, or somebody else did: neither confirmed nor answered for by `knowDevice`. */
  readonly newDevices: Watched<readonly Device[]>;
  /** Counts how often sync told of a change to the person's own devices and keys: what `me` says may be old then. */
  readonly ownChanges: Watched<number>;
  readonly ignored: Watched<readonly Person[]>;
  readonly confirm: Watched<Confirm | null>;

  // -- before signing in (light: none of these loads the SDK)
  readonly house: () => Promise<House>;
  /** Resolves to null when the handle is free, else to why not. */
  readonly handleProblem: (handle: string) => Promise<ProblemCode | null>;
  /** Call once at start: reads what this browser remembers. */
  readonly restore: () => Promise<void>;
  /** Fetch SDK and crypto ahead, e.g. while a newcomer types a handle. */
  readonly preload: () => void;
  readonly takeOver: () => Promise<void>;
  readonly signUpWithPasskey: (who: SignUp) => Promise<void>;
  readonly signUpWithPassword: (who: SignUp & { readonly password: string }) => Promise<void>;
  readonly signInWithPasskey: () => Promise<void>;
  readonly signInWithPassword: (handle: string, password: string) => Promise<void>;
  readonly signInWithToken: (loginToken: string) => Promise<void>;
  /** Handle and recovery code instead of password and passkey; verifies the new device as well. */
  readonly signInWithRecovery: (handle: string, code: string) => Promise<void>;
  /** The operator's one-time link. */
  readonly letIn: (token: string) => Promise<void>;
  /** The person does not want to hear of `letIn` again; setting a passkey or a password says so as well. */
  readonly settleIn: () => Promise<void>;
  /** What an app that does not know passkeys wants confirmed; `session` is the one that the house gave it. */
  readonly askedElsewhere: (session: string) => Promise<ElsewherePurpose>;
  /** Confirms it by passkey. */
  readonly confirmElsewhere: (session: string) => Promise<true>;
  readonly signOut: () => Promise<void>;

  // -- conversations
  /** One-to-one, encrypted; gives the one that there is. Resolves to the room id. */
  readonly createDirect: (userId: string) => Promise<string>;
  /** Encrypted, by invitation. Resolves to the room id. */
  readonly createGroup: (name: string, userIds: readonly string[]) => Promise<string>;
  /** A public channel by id or alias. Resolves to the room id. */
  readonly join: (roomIdOrAlias: string) => Promise<string>;
  readonly accept: (roomId: string) => Promise<void>;
  readonly decline: (roomId: string) => Promise<void>;
  readonly leave: (roomId: string) => Promise<void>;
  readonly invite: (roomId: string, userId: string) => Promise<void>;
  readonly removeMember: (roomId: string, userId: string) => Promise<void>;
  /** Gives another member the rights of an owner, which cannot be taken back. */
  readonly makeOwner: (roomId: string, userId: string) => Promise<void>;
  /** The person has seen that they were removed there. */
  readonly noteRemoval: (roomId: string) => void;
  readonly rename: (roomId: string, name: string) => Promise<void>;
  readonly setMuted: (roomId: string, muted: boolean) => Promise<void>;

  // -- saying (the first three resolve when the local echo stands; its `send` says the rest)
  readonly sendText: (roomId: string, text: string, replyTo?: string) => Promise<void>;
  /** Says that money stands here, or is asked for: once for each, however often it is said. `text` is for apps that know neither. */
  readonly sendMoney: (roomId: string, of: MoneyRef, text: string) => Promise<void>;
  /** Re-encoded, so that no place or camera data goes along; encrypted with its thumbnail where the room is. */
  readonly sendPicture: (roomId: string, picture: Blob, name: string, replyTo?: string) => Promise<void>;
  readonly sendFile: (roomId: string, file: Blob, name: string, replyTo?: string) => Promise<void>;
  /** Bytes of the largest file that the house takes; null where it names no limit. */
  readonly largestFile: () => Promise<number | null>;
  /** Could `sendPicture` make it anew? Never rejects. */
  readonly isPicture: (file: Blob) => Promise<boolean>;
  /** A failed item again, or one that waits, with the same transaction id, so that it cannot arrive twice. */
  readonly resend: (roomId: string, key: string) => Promise<void>;
  /** Forget a failed item, or one that waits. */
  readonly discard: (roomId: string, key: string) => Promise<void>;
  readonly react: (roomId: string, eventId: string, reaction: string) => Promise<void>;
  readonly unreact: (roomId: string, eventId: string, reaction: string) => Promise<void>;
  /** Delete a message for everyone. */
  readonly remove: (roomId: string, eventId: string) => Promise<void>;
  readonly markRead: (roomId: string) => Promise<void>;
  /** Say true while the person types; it ends by itself after some seconds. */
  readonly setTyping: (roomId: string, typing: boolean) => void;

  // -- money that stands in conversations; `roomId` says who is called what there
  readonly card: (roomId: string, id: string) => Promise<Card>;
  /** Accepts a transfer, opens a red packet; where others were faster, nothing happens. */
  readonly takeCard: (roomId: string, id: string) => Promise<Card>;
  readonly declineCard: (roomId: string, id: string) => Promise<Card>;
  /** Asks for money; the same `key` asks once. The conversation has yet to be told. */
  readonly askForMoney: (roomId: string, key: string, wanted: TallyWanted) => Promise<Tally>;
  readonly tally: (roomId: string, id: string) => Promise<Tally>;
  readonly declineTally: (roomId: string, id: string) => Promise<Tally>;
  /** Who asks for it ends what is not paid. */
  readonly withdrawTally: (roomId: string, id: string) => Promise<Tally>;

  // -- people
  /** By exact handle (`lantern`, `@lantern`, `@lantern:teahouse.example`); null where there is nobody. */
  readonly findPerson: (handle: string) => Promise<FoundPerson | null>;
  readonly block: (userId: string) => Promise<void>;
  readonly unblock: (userId: string) => Promise<void>;
  /** An empty one: the person goes by the handle. */
  readonly setDisplayName: (name: string) => Promise<void>;
  /** Null: back to the painted one. */
  readonly setAvatar: (picture: Blob | null) => Promise<void>;

  // -- trust
  /**
   * Makes the recovery code, the identity and the key backup, and tells the house the code's verifier.
   * Resolves to the code, to be shown once. Called again, it makes a new code and the old one ends. Until `codeKept`, a reload
   * asks for a new one: the person may not have it.
   */
  readonly setRecovery: () => Promise<string>;
  /** The person has read the code back. */
  readonly codeKept: () => Promise<void>;
  /** Unlocks identity and backup on this device; old messages come back. Rejects `recoveryCodeInvalid`. */
  readonly recoverWith: (code: string) => Promise<void>;
  /** Nobody has another device or the code: a new identity; old messages stay unreadable. Gives a new code. */
  readonly resetIdentity: () => Promise<string>;
  /** Verify later; nothing can be said in encrypted conversations until then. */
  readonly verifyLater: () => void;
  /** Another person is asked in the conversation with them, and invited into one first where there is none; without a user id, one's own other devices are. */
  readonly startVerification: (userId?: string) => Promise<void>;
  readonly acceptVerification: () => Promise<void>;
  readonly confirmEmoji: () => Promise<void>;
  readonly denyEmoji: () => Promise<void>;
  /** Ends a flow, or puts a finished one away. */
  readonly cancelVerification: () => Promise<void>;
  /** "Yes, it is still them": takes the new identity as theirs; an earlier verification is withdrawn. */
  readonly acceptNewIdentity: (userId: string) => Promise<void>;

  // -- one's own devices and ways in
  readonly refreshDevices: () => Promise<void>;
  /** The person has been asked about one of `newDevices`, and is not asked again. */
  readonly knowDevice: (deviceId: string) => Promise<void>;
  readonly renameDevice: (deviceId: string, name: string) => Promise<void>;
  readonly signOutDevices: (deviceIds: readonly string[]) => Promise<void>;
  /** Also sets a first one; the sheet of `confirm` asks who it is. */
  readonly changePassword: (next: string, signOutOthers: boolean) => Promise<void>;
  /** Leaves every conversation, ends every device and passkey, and gives up the handle for good. */
  readonly closeAccount: () => Promise<void>;
  readonly me: () => Promise<Me>;
  readonly dismissNotice: (id: string) => Promise<void>;
  readonly passkeys: () => Promise<readonly Passkey[]>;
  readonly addPasskey: (name: string) => Promise<Passkey>;
  readonly removePasskey: (id: string) => Promise<void>;
  /** A one-time token by which another Matrix app signs in; good until `expiresAt`. */
  readonly loginTokenForAnotherApp: () => Promise<{ readonly token: string; readonly expiresAt: number }>;
  readonly wallet: () => Promise<Wallet>;
  /** Until there is a payment passkey: an address that opens the wallet once, and soon. */
  readonly linkWallet: () => Promise<string>;
  readonly confirmWithPassword: (password: string) => Promise<void>;
  readonly confirmWithPasskey: () => Promise<void>;
  readonly cancelConfirm: () => void;
}
