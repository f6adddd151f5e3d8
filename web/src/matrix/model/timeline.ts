import type { MediaRef, Person } from "./people.ts";
import type { ProblemCode } from "./problems.ts";
import type { MoneyRef } from "./tallies.ts";
import type { Watched } from "./watched.ts";

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
  /** The card of which it tells, and for which the words stand in elsewhere; null for mere words. */
  readonly card: MoneyRef | null;
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

/** Somebody asked to compare signs, and what became of it where that is known and was no comparison: that has a line of its own. */
export type Outcome = "asked" | "differed" | "inVain";

/** `owner`: somebody was made one. `compared`: this person has compared signs. */
export type RoomChange =
  | "created" | "named" | "topic" | "picture" | "encrypted" | "history" | "rules" | "powers" | "owner"
  | Outcome | "compared";

export interface NoticeItem extends ItemBase {
  readonly kind: "notice";
  readonly what: RoomChange;
  /** The new name or topic; empty otherwise. */
  readonly text: string;
  /** For `owner`: who. */
  readonly whom: Person | null;
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
    readonly kind: "text" | "money" | "picture" | "file" | "unknown";
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
