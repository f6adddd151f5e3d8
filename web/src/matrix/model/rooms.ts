import type { Avatar, Person } from "./people.ts";
import type { MembershipChange, RoomChange, SendState, TimelineItem } from "./timeline.ts";
import type { Trust } from "./trust.ts";

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
  /** `money`: a message that tells of a card; its words are for other apps. */
  readonly kind: TimelineItem["kind"] | "money";
  /** The words of a text or caption, a file's name; empty for the other kinds. */
  readonly text: string;
  readonly sender: Person;
  readonly own: boolean;
  readonly state: SendState["state"];
  /** Of one's own: somebody has read it. */
  readonly read: boolean;
  /** For `membership` and `notice` lines: what happened. */
  readonly what: MembershipChange | RoomChange | null;
  /** For `membership` lines, and of those of `notice` for `owner`: to whom. */
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
    /** Make another member an owner. */
    readonly makeOwner: boolean;
  };
  /** Why nothing can be sent now, or null. */
  readonly blocked: Blocked | null;
}

/** Somebody put this person out of a conversation while they were in it. */
export interface Removal {
  readonly roomId: string;
  /** What the conversation was called. */
  readonly name: string;
  readonly by: Person;
  readonly at: number;
  /** As they gave it; empty where they gave none. */
  readonly reason: string;
}

export interface Member extends Person {
  readonly self: boolean;
  readonly membership: "joined" | "invited";
  readonly role: "owner" | "moderator" | "member";
  readonly trust: Trust;
}

export type Blocked =
  /** Ask plainly: is it still them? `acceptNewIdentity(userId)` on yes. `compared`: those of them whose signs were compared before. */
  | { readonly reason: "identityChanged"; readonly people: readonly Person[]; readonly compared: readonly Person[] }
  /** This device is not verified yet; what it sent nobody could trust. */
  | { readonly reason: "thisDeviceUnverified" }
  /** The room's rules do not let this person speak. */
  | { readonly reason: "notAllowed" }
  | { readonly reason: "left" }
  /** The other person of a one-to-one conversation has left, or never came: `declined`. */
  | { readonly reason: "alone"; readonly declined: boolean };
