import type { Avatar, Blocked, Invite, LastLine, Member, Person, RoomDetail, RoomKind, RoomSummary, Trust } from "../model.ts";
import { isDoubted } from "./trust.ts";

/** A member of a room as the mapping sees one. */
export interface PlainMember {
  readonly person: Person;
  readonly membership: "joined" | "invited";
  readonly power: number;
  readonly trust: Trust;
}

/** A room as the mapping sees it. */
export interface PlainRoom {
  readonly id: string;
  readonly me: string;
  /** Joined, or invited with `invite` set. */
  readonly invite: Invite | null;
  /** The name that somebody gave it, or empty. */
  readonly givenName: string;
  readonly topic: string;
  readonly picture: Avatar;
  readonly joinRule: string;
  readonly encrypted: boolean;
  /** The other person, where the person's own list of one-to-one conversations has this room. */
  readonly directWith: Person | null;
  /** Others, as far as they are known, in the server's order of importance. */
  readonly others: readonly Person[];
  readonly memberCount: number;
  readonly lastLine: LastLine | null;
  readonly time: number;
  readonly unread: number;
  readonly highlight: number;
  readonly muted: boolean;
  readonly typing: readonly Person[];
}

const FACES_MAX = 4;
const NAMES_MAX = 3;

/** A room with one other is one-to-one as long as no third person is in it; a public one is a channel. */
export function kindOf(room: Pick<PlainRoom, "joinRule" | "directWith" | "memberCount">): RoomKind {
  if (room.directWith && room.memberCount <= 2) return "person";
  return room.joinRule === "public" ? "channel" : "group";
}

export function toSummary(room: PlainRoom): RoomSummary {
  const kind = kindOf(room);
  const person = kind === "person" ? room.directWith : null;
  return {
    id: room.id,
    kind,
    name: nameOf(room, person),
    avatar: person?.avatar ?? room.picture,
    person,
    // Who has left is no face of it, though an emptied room is still called by them.
    faces: kind === "person" ? [] : room.others.slice(0, Math.min(FACES_MAX, room.memberCount - 1)),
    memberCount: room.memberCount,
    encrypted: room.encrypted,
    lastLine: room.lastLine,
    time: room.time,
    unread: room.unread,
    highlight: room.highlight,
    muted: room.muted,
    typing: room.typing,
    invite: room.invite,
  };
}

/** The given name, else the people's; empty where there is neither. */
export function nameOf(room: Pick<PlainRoom, "givenName" | "others">, person: Person | null): string {
  if (person) return person.name;
  if (room.givenName !== "") return room.givenName;
  const names = room.others.slice(0, NAMES_MAX).map((other) => other.name);
  const more = room.others.length - names.length;
  return names.join(", ") + (more > 0 ? ` +${more}` : "");
}

/** Invitations before conversations, the newest first. */
export function inOrder(rooms: readonly RoomSummary[]): RoomSummary[] {
  return [...rooms].sort((a, b) => Number(b.invite !== null) - Number(a.invite !== null) || b.time - a.time || (a.id < b.id ? -1 : 1));
}

const HISTORY: Readonly<Record<string, RoomDetail["history"]>> = {
  joined: "fromJoining",
  invited: "fromInvitation",
  shared: "everything",
  world_readable: "anyone",
};

export function historyOf(visibility: string): RoomDetail["history"] {
  return HISTORY[visibility] ?? "everything";
}

export const OWNER_POWER = 100;
const MODERATOR_POWER = 50;

export function toMember(member: PlainMember, me: string): Member {
  return {
    ...member.person,
    self: member.person.userId === me,
    membership: member.membership,
    role: member.power >= OWNER_POWER ? "owner" : member.power >= MODERATOR_POWER ? "moderator" : "member",
    trust: member.trust,
  };
}

const ROLES: readonly Member["role"][] = ["owner", "moderator", "member"];

/** Self first, then owners, moderators, members by name, the invited last. */
export function membersInOrder(members: readonly Member[]): Member[] {
  const rank = (member: Member) => (member.self ? -1 : member.membership === "invited" ? ROLES.length : ROLES.indexOf(member.role));
  return [...members].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name) || (a.userId < b.userId ? -1 : 1));
}

/** What decides whether something can be said. */
export interface Speaking {
  readonly joined: boolean;
  readonly maySend: boolean;
  readonly encrypted: boolean;
  readonly kind: RoomKind;
  /** Null until known. */
  readonly thisDeviceVerified: boolean | null;
  readonly members: readonly Member[];
  /** Are all members known? Without them nobody can be missed. */
  readonly complete: boolean;
  /** Between two: the other has declined the invitation. */
  readonly declined: boolean;
}

/** Why nothing can be said, the weightiest reason first. */
export function whyBlocked(speaking: Speaking): Blocked | null {
  if (!speaking.joined) return { reason: "left" };
  const others = speaking.members.filter((member) => !member.self);
  if (speaking.kind === "person" && speaking.complete && others.length === 0) return { reason: "alone", declined: speaking.declined };
  if (!speaking.maySend) return { reason: "notAllowed" };
  if (!speaking.encrypted) return null;
  if (speaking.thisDeviceVerified === false) return { reason: "thisDeviceUnverified" };
  const doubted = others.filter((member) => isDoubted(member.trust));
  if (doubted.length === 0) return null;
  return { reason: "identityChanged", people: doubted.map(toPerson), compared: doubted.filter(({ trust }) => trust === "broken").map(toPerson) };
}

function toPerson({ userId, handle, name, avatar }: Member): Person {
  return { userId, handle, name, avatar };
}

/** A person's own list of one-to-one conversations (`m.direct`), turned round: room → the other person. */
export function directRooms(content: unknown): ReadonlyMap<string, string> {
  const rooms = new Map<string, string>();
  if (typeof content !== "object" || content === null) return rooms;
  for (const [userId, ids] of Object.entries(content)) {
    if (!userId.startsWith("@") || !Array.isArray(ids)) continue;
    for (const id of ids) if (typeof id === "string") rooms.set(id, userId);
  }
  return rooms;
}

/** `m.direct` with one more conversation in it. */
export function withDirect(content: unknown, userId: string, roomId: string): Record<string, string[]> {
  const made: Record<string, string[]> = {};
  for (const [id, other] of directRooms(content)) if (id !== roomId) made[other] = [...(made[other] ?? []), id];
  made[userId] = [...(made[userId] ?? []), roomId];
  return made;
}

interface PushRule {
  readonly rule_id?: unknown;
  readonly enabled?: unknown;
  readonly actions?: unknown;
}

/** Muted: an override or room rule of that name says to do nothing. Older apps wrote `dont_notify`. */
export function isMuted(rules: unknown, roomId: string): boolean {
  const global = (rules as { global?: Record<string, unknown> } | null)?.global ?? {};
  return ["override", "room"].some((kind) => {
    const list = Array.isArray(global[kind]) ? (global[kind] as PushRule[]) : [];
    return list.some((rule) => rule.rule_id === roomId && rule.enabled !== false && isSilent(rule.actions));
  });
}

function isSilent(actions: unknown): boolean {
  return Array.isArray(actions) && actions.every((action) => action === "dont_notify");
}
