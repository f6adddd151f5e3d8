import type { Avatar, MediaRef, Person } from "../model.ts";

/** What is known of a person, anywhere. */
export interface Known {
  readonly userId: string;
  readonly displayName: string | null;
  readonly picture: string | null;
  /** Somebody else in the same room bears the same name. */
  readonly nameShared: boolean;
}

/** Control characters, and signs that turn the direction of what follows: in a name they would make the sentence around it another. */
const CONTROLS = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** What somebody calls themselves, a room, a file or a device, as it may stand anywhere. */
export function plainName(name: string): string {
  return name.replace(CONTROLS, "").trim();
}

/** `@lantern:teahouse.example` → `lantern`. */
export function handleOf(userId: string): string {
  const colon = userId.indexOf(":");
  return userId.slice(userId.startsWith("@") ? 1 : 0, colon === -1 ? undefined : colon);
}

export function serverOf(userId: string): string {
  return userId.slice(userId.indexOf(":") + 1);
}

export function toPerson({ userId, displayName, picture, nameShared }: Known): Person {
  const handle = handleOf(userId);
  const said = plainName(displayName ?? "");
  const name = said === "" || said === userId ? handle : nameShared ? `${said} (${handle})` : said;
  return { userId, handle, name, avatar: toAvatar(picture, userId) };
}

export function toAvatar(picture: string | null | undefined, seed: string): Avatar {
  return { picture: picture?.startsWith("mxc://") ? plainMedia(picture, "image/*", null) : null, seed };
}

/** A file that the server holds as it is. */
export function plainMedia(address: string, mimetype: string, size: number | null): MediaRef {
  return { key: address, address, mimetype, size, secret: null };
}

/** `lantern`, `@lantern` and `@lantern:server` as a full user id; null where it can be none. */
export function userIdOf(typed: string, serverName: string): string | null {
  const text = typed.trim().toLowerCase();
  const match = /^@?([a-z0-9._=/+-]+)(?::([a-z0-9.:[\]-]+))?$/.exec(text);
  return match ? `@${match[1]}:${match[2] ?? serverName}` : null;
}

/** A channel's address as it is typed: one without a house is of this one. Room ids stay as they are. */
export function roomAddressOf(typed: string, serverName: string): string {
  const text = typed.trim();
  return text.startsWith("#") && !text.includes(":") ? `${text}:${serverName}` : text;
}

/** The members whom a text names by `@handle`. */
export function mentionsIn(text: string, members: readonly Person[]): string[] {
  const named = new Set([...text.matchAll(/(?<![\w@])@([a-z0-9._=/+-]+)/gi)].map((match) => match[1]?.toLowerCase().replace(/[.]+$/, "")));
  return members.filter((member) => named.has(member.handle)).map((member) => member.userId);
}
