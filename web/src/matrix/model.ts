/**
 * What the screens know of Matrix: plain data and verbs.
 *
 * Every snapshot is frozen, keeps the identity of its unchanged parts, and can be structured-cloned, so that
 * the SDK and its crypto could move into a worker without touching a screen. No sentence for people stands
 * here: states and reasons are codes, and the screens say them in the reader's language.
 */

/** A piece of state for `useSyncExternalStore(x.subscribe, x.getSnapshot)`. Both functions are bound. */
export interface Watched<T> {
  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => T;
}

// ---------------------------------------------------------------- people and pictures

/** A file on the server. Opaque to screens: hand it to `media`. `key` is stable and usable as a React key. */
export interface MediaRef {
  readonly key: string;
  /** `mxc://` address, or `local:` for a file that is still on its way up. */
  readonly address: string;
  readonly mimetype: string;
  /** Bytes, where known. */
  readonly size: number | null;
  /** The key to a file that the server holds as ciphertext; null for a plain file (avatars, channels). */
  readonly secret: MediaSecret | null;
}

/** The spec's EncryptedFile, v2: AES-CTR with a 256-bit key. */
export interface MediaSecret {
  readonly key: string;
  readonly iv: string;
  readonly sha256: string;
}

/** Fetched, decrypted and held as an object URL while somebody looks at it. */
export type MediaState =
  | { readonly state: "loading" }
  | { readonly state: "ready"; readonly url: string; readonly size: number }
  | { readonly state: "failed"; readonly why: ProblemCode };

/** Draw `picture` if there is one, else the painted avatar that `seed` (a user id or room id) chooses. */
export interface Avatar {
  readonly picture: MediaRef | null;
  readonly seed: string;
}

/** A person as a screen names one. */
export interface Person {
  readonly userId: string;
  /** The part of the user id before the colon, without `@`. */
  readonly handle: string;
  /** Display name, with the handle added where two people in a room share a name; the handle without one. */
  readonly name: string;
  readonly avatar: Avatar;
}

/** A person found by exact handle. */
export interface FoundPerson extends Person {
  readonly ignored: boolean;
  readonly self: boolean;
  /** The one-to-one conversation that there already is. */
  readonly directRoomId: string | null;
}

// ---------------------------------------------------------------- session

export type Session =
  /** Reading what this browser remembers; show the shell. */
  | { readonly state: "starting" }
  | { readonly state: "signedOut"; readonly why: SignedOutReason }
  /** Another tab of this browser holds the keys; `takeOver()` moves them here. */
  | { readonly state: "openElsewhere"; readonly userId: string }
  | SignedIn;

/** `none`: never signed in here. `revoked`: the server ended this session. `keysLost`: the browser evicted the keys. */
export type SignedOutReason = "none" | "byPerson" | "revoked" | "keysLost";

export interface SignedIn {
  readonly state: "signedIn";
  readonly userId: string;
  readonly handle: string;
  readonly serverName: string;
  readonly deviceId: string;
  readonly displayName: string;
  readonly avatar: Avatar;
  /** Is this device signed by the person's own identity? Null until known. */
  readonly verified: boolean | null;
  /** Is there a recovery code (secret storage with the identity's keys in it)? Null until known. */
  readonly recoverySet: boolean | null;
  /** What stands between signing in and being done. */
  readonly next: NextStep;
  /** This device was confirmed, and then the person's identity was renewed on another one; until it is confirmed again. */
  readonly renewedElsewhere: boolean;
  /** Came in by the operator's one-time link, and has set no way in since. */
  readonly letIn: boolean;
  /** `cached`: painted from this browser, the server not yet heard. `live`: the first sync is in. */
  readonly freshness: "cached" | "live";
  /** The server cannot be reached; it is tried again by itself. */
  readonly offline: boolean;
}

/**
 * `unknown`: not yet known. `setRecovery`: a new person, who needs a recovery code and an identity.
 * `verify`: a new device, to be verified from another one or by the code. `later`: the person put that off, or was at something
 * else when `renewedElsewhere` came.
 */
export type NextStep = "unknown" | "setRecovery" | "verify" | "later" | "done";

// ---------------------------------------------------------------- rooms

export type RoomKind = "person" | "group" | "channel";

export interface RoomSummary {
  readonly id: string;
  readonly kind: RoomKind;
  readonly name: string;
  readonly avatar: Avatar;
  /** The other person of a one-to-one conversation. */
  readonly person: Person | null;
  /** Up to four others, for a group's avatar where it has no picture. */
  readonly faces: readonly Person[];
  readonly memberCount: number;
  readonly encrypted: boolean;
  readonly lastLine: LastLine | null;
  /** Milliseconds since 1970 of the last line, or of the invitation. */
  readonly time: number;
  readonly unread: number;
  /** Unread messages that mention the person. */
  readonly highlight: number;
  readonly muted: boolean;
  readonly typing: readonly Person[];
  /** Set while the person is invited and has not answered. */
  readonly invite: Invite | null;
}

export interface LastLine {
  readonly kind: TimelineItem["kind"];
  /** The words of a text or caption, a file's name; empty for the other kinds. */
  readonly text: string;
  readonly sender: Person;
  readonly own: boolean;
  readonly state: SendState["state"];
  /** Of one's own: somebody has read it. */
  readonly read: boolean;
  /** For `membership` and `notice` lines: what happened. */
  readonly what: MembershipChange | RoomChange | null;
  /** For `membership` lines: to whom. */
  readonly whom: Person | null;
}

export interface Invite {
  readonly by: Person;
  readonly at: number;
  readonly encrypted: boolean;
}

export interface RoomDetail {
  readonly id: string;
  readonly kind: RoomKind;
  readonly name: string;
  readonly topic: string;
  readonly avatar: Avatar;
  readonly encrypted: boolean;
  readonly muted: boolean;
  /** Sorted: self first, then owners, moderators, members by name, invited last. */
  readonly members: readonly Member[];
  /** False until every member is loaded. */
  readonly complete: boolean;
  /** What a member who joins now can read. */
  readonly history: "fromJoining" | "fromInvitation" | "everything" | "anyone";
  readonly may: {
    readonly send: boolean;
    readonly invite: boolean;
    readonly remove: boolean;
    readonly rename: boolean;
  };
  /** Why nothing can be sent now, or null. */
  readonly blocked: Blocked | null;
}

export interface Member extends Person {
  readonly self: boolean;
  readonly membership: "joined" | "invited";
  readonly role: "owner" | "moderator" | "member";
  readonly trust: Trust;
}

/**
 * `unverified`: has an identity that nobody compared; this is what most people are. `changed`: the identity is
 * another than before. `broken`: another than the one that was compared. `noIdentity`: cannot receive encrypted messages from us yet.
 */
export type Trust = "self" | "verified" | "unverified" | "changed" | "broken" | "noIdentity" | "unknown";

export type Blocked =
  /** Ask plainly: is it still them? `acceptNewIdentity(userId)` on yes. `compared`: those of them whose signs were compared before. */
  | { readonly reason: "identityChanged"; readonly people: readonly Person[]; readonly compared: readonly Person[] }
  /** This device is not verified yet; what it sent nobody could trust. */
  | { readonly reason: "thisDeviceUnverified" }
  /** The room's rules do not let this person speak. */
  | { readonly reason: "notAllowed" }
  | { readonly reason: "left" }
  /** The other person of a one-to-one conversation has left. */
  | { readonly reason: "alone" };

// ---------------------------------------------------------------- timeline

export interface TimelineView {
  readonly roomId: string;
  readonly freshness: "cached" | "live";
  /** Oldest first. Day lines are the screen's. */
  readonly items: readonly TimelineItem[];
  /** The beginning of what this person may read is in `items`. */
  readonly atStart: boolean;
  readonly older: "idle" | "loading" | "failed";
  /** Key of the last item that was read when the room was opened; the *new* line stands below it. */
  readonly readUpTo: string | null;
  readonly typing: readonly Person[];
}

/** One conversation. `timeline(id)` gives the same object for the same id; it is live while subscribed. */
export interface Timeline extends Watched<TimelineView> {
  /** Loads one older page; calling it while it runs is harmless. Never rejects: see `older`. */
  readonly loadOlder: () => Promise<void>;
}

export type TimelineItem =
  | TextItem
  | PictureItem
  | FileItem
  | DeletedItem
  | UnreadableItem
  | UnknownItem
  | MembershipItem
  | NoticeItem;

interface ItemBase {
  /** Stable from local echo to the end: the transaction id where this device sent it, else the event id. */
  readonly key: string;
  /** Null until the server has it. */
  readonly eventId: string | null;
  readonly sender: Person;
  readonly own: boolean;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly send: SendState;
}

interface SaidBase extends ItemBase {
  readonly reply: Quote | null;
  readonly reactions: readonly Reaction[];
  readonly edited: boolean;
  /** May this person delete it? */
  readonly mayDelete: boolean;
  readonly doubt: Doubt | null;
}

/**
 * Why it is not proved who sent a message. `sender`: a device that its owner never signed, or words in clear among
 * encrypted ones. `copy`: its key came out of the person's own backup, which does not prove where it was made; this is
 * true of everything that an honest backup brings back.
 */
export type Doubt = "sender" | "copy";

export interface TextItem extends SaidBase {
  readonly kind: "text";
  readonly text: string;
  /** `notice` is said by a machine, `emote` is an action (`/me`). */
  readonly tone: "said" | "emote" | "notice";
  readonly mentionsMe: boolean;
}

export interface PictureItem extends SaidBase {
  readonly kind: "picture";
  readonly media: MediaRef;
  /** A smaller one for the bubble; the full picture where there is none. */
  readonly thumbnail: MediaRef;
  /** Pixels, to reserve the place before the picture is there; 0 where unknown. */
  readonly width: number;
  readonly height: number;
  readonly name: string;
  readonly caption: string;
}

export interface FileItem extends SaidBase {
  readonly kind: "file";
  readonly media: MediaRef;
  /** Sound and video are files until they have players of their own. */
  readonly sort: "file" | "audio" | "video";
  readonly name: string;
  readonly caption: string;
  /** Bytes, where known. */
  readonly size: number | null;
}

export interface DeletedItem extends ItemBase {
  readonly kind: "deleted";
  /** Null where the sender deleted it. */
  readonly by: Person | null;
}

export interface UnreadableItem extends ItemBase {
  readonly kind: "unreadable";
  /**
   * `waiting`: the key may still come. `beforeThisDevice`: in the backup, not restored yet. `notForUs`: sent before
   * this person could read here. `withheld`: the sender's app does not trust this device. `unsigned`: from a device that
   * its owner never signed. `identityChanged`: held back until this person says that it is still them. `broken`: does not
   * decrypt.
   */
  readonly why: "waiting" | "beforeThisDevice" | "notForUs" | "withheld" | "unsigned" | "identityChanged" | "broken";
}

/** A kind of message that this app does not know; `text` is its readable fallback, possibly empty. */
export interface UnknownItem extends SaidBase {
  readonly kind: "unknown";
  readonly type: string;
  readonly text: string;
}

export type MembershipChange =
  | "joined" | "left" | "invited" | "declined" | "withdrawn" | "removed" | "banned" | "unbanned"
  | "renamed" | "newPicture";

export interface MembershipItem extends ItemBase {
  readonly kind: "membership";
  readonly what: MembershipChange;
  /** To whom it happened; `sender` did it. */
  readonly whom: Person;
  /** For `renamed`: the name before. */
  readonly before: string;
}

export type RoomChange = "created" | "named" | "topic" | "picture" | "encrypted" | "history" | "rules" | "powers";

export interface NoticeItem extends ItemBase {
  readonly kind: "notice";
  readonly what: RoomChange;
  /** The new name or topic; empty otherwise. */
  readonly text: string;
}

export type SendState =
  /** `progress` 0..1 while a file goes up. */
  | { readonly state: "sending"; readonly progress: number | null }
  /**
   * There is no network; it goes out by itself, in its turn, when there is one. `resend` tries now, `discard` forgets it.
   * `kept`: it survives a reload; files that are too large for that do not.
   */
  | { readonly state: "waiting"; readonly kept: boolean }
  /** On the server; `readBy` counts others whose read mark stands here or later. */
  | { readonly state: "sent"; readonly readBy: number }
  /** Not sent, and nothing was: `resend` or `discard`. */
  | { readonly state: "failed"; readonly why: ProblemCode };

export interface Quote {
  readonly eventId: string;
  /** Null where the message is not loaded or was deleted. */
  readonly of: {
    readonly key: string;
    readonly sender: Person;
    readonly kind: "text" | "picture" | "file" | "unknown";
    readonly text: string;
    readonly thumbnail: MediaRef | null;
  } | null;
}

export interface Reaction {
  /** The emoji, or the short text. */
  readonly key: string;
  readonly count: number;
  readonly own: boolean;
  readonly people: readonly Person[];
}

// ---------------------------------------------------------------- trust

/** Comparing emoji with one's own other device or with another person; at most one at a time. */
export interface Verification {
  readonly id: string;
  /** True: the person's own other device. */
  readonly own: boolean;
  readonly person: Person;
  /** The other device's name, for one's own. */
  readonly deviceName: string | null;
  readonly byUs: boolean;
  readonly stage: VerificationStage;
}

export type VerificationStage =
  /** `byUs`: waiting for them; else: `acceptVerification()` or `cancelVerification()`. */
  | { readonly name: "requested" }
  /** Both agreed; the emoji are on their way. */
  | { readonly name: "ready" }
  /** Seven emoji to compare: `confirmEmoji()`, `denyEmoji()`. */
  | { readonly name: "comparing"; readonly emoji: readonly Emoji[] }
  /** We said they match; waiting for the other side. */
  | { readonly name: "confirmed"; readonly emoji: readonly Emoji[] }
  | { readonly name: "done" }
  | { readonly name: "cancelled"; readonly why: "byThem" | "byUs" | "mismatch" | "timeout" | "elsewhere" | "other" };

export interface Emoji {
  readonly symbol: string;
  /** The specification's English name ("Dog"), a key for translation. */
  readonly name: string;
}

export interface Backup {
  /** `locked`: there is one, and this device has not reached its key yet. */
  readonly state: "unknown" | "off" | "locked" | "on";
  /** Keys that are not in the backup yet. */
  readonly waiting: number;
  /** When `waiting` last fell to zero, in milliseconds since 1970; null before. */
  readonly savedAt: number | null;
  /** Old messages coming back from the backup. */
  readonly restoring: { readonly done: number; readonly total: number } | null;
}

// ---------------------------------------------------------------- one's own devices and ways in

export interface DeviceList {
  readonly state: "loading" | "ready" | "failed";
  /** This device first, then the most recently seen. */
  readonly devices: readonly Device[];
}

export interface Device {
  readonly id: string;
  readonly name: string;
  readonly self: boolean;
  readonly verified: boolean | null;
  readonly lastSeen: number | null;
}

export interface Passkey {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
}

/** What the house says of the person (`/people/v1/me`). */
export interface Me {
  readonly hasPassword: boolean;
  readonly passkeys: number;
  readonly recoverySet: boolean;
  readonly suspended: { readonly reason: string; readonly since: number } | null;
  readonly notices: readonly Notice[];
}

export interface Notice {
  readonly id: string;
  readonly kind: "let_in" | "suspended" | "passkey_added" | "password_changed" | "recovered";
  readonly at: number;
}

export interface House {
  readonly serverName: string;
  readonly publicUrl: string;
  readonly registration: "open" | "token" | "closed";
  readonly passkeys: boolean;
}

/** What an app that does not know passkeys wants confirmed. */
export type ElsewherePurpose = "identity" | "changePassword" | "removeDevice" | "connectApp" | "deactivate" | "other";

/**
 * The server wants to be sure that it is the person (user-interactive auth). Show a sheet while this is not null;
 * answer with `confirmWithPassword`, `confirmWithPasskey` or `cancelConfirm`.
 */
export interface Confirm {
  readonly id: number;
  readonly purpose: "changePassword" | "removeDevice" | "addPasskey" | "removePasskey" | "setRecovery" | "connectApp" | "deactivate";
  readonly ways: readonly ("password" | "passkey")[];
  /** Why the answer before was not good enough. */
  readonly problem: ProblemCode | null;
  readonly busy: boolean;
}

// ---------------------------------------------------------------- problems

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

// ---------------------------------------------------------------- the door

/** State and verbs. Verbs reject with `Problem` and nothing else. */
export interface Matrix {
  // -- state
  readonly session: Watched<Session>;
  /** Newest first, invitations before conversations. */
  readonly rooms: Watched<readonly RoomSummary[]>;
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
  readonly rename: (roomId: string, name: string) => Promise<void>;
  readonly setMuted: (roomId: string, muted: boolean) => Promise<void>;

  // -- saying (the first three resolve when the local echo stands; its `send` says the rest)
  readonly sendText: (roomId: string, text: string, replyTo?: string) => Promise<void>;
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
  /** Without a user id: one's own other devices. */
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
  readonly me: () => Promise<Me>;
  readonly dismissNotice: (id: string) => Promise<void>;
  readonly passkeys: () => Promise<readonly Passkey[]>;
  readonly addPasskey: (name: string) => Promise<Passkey>;
  readonly removePasskey: (id: string) => Promise<void>;
  /** A one-time token by which another Matrix app signs in; good until `expiresAt`. */
  readonly loginTokenForAnotherApp: () => Promise<{ readonly token: string; readonly expiresAt: number }>;
  readonly confirmWithPassword: (password: string) => Promise<void>;
  readonly confirmWithPasskey: () => Promise<void>;
  readonly cancelConfirm: () => void;
}

export interface SignUp {
  readonly handle: string;
  readonly displayName?: string;
  /** Where the house asks for an invitation. */
  readonly registrationToken?: string;
}

/** `thumbnail`: at most 96 px, for avatars. Encrypted files come whole whatever is asked. */
export type MediaSize = "full" | "thumbnail";
