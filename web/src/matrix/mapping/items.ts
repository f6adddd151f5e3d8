import type {
  MembershipChange, MoneyRef, NoticeItem, Outcome, Person, PictureItem, Quote, Reaction, RoomChange, SendState, TimelineItem,
} from "../model.ts";
import { CARD_ID, CARD_KEY } from "./cards.ts";
import { fileOf, thumbnailOf } from "./media.ts";
import { type Content, countAt, nameAt, objectAt, type PlainEvent, textAt, textsAt } from "./plain.ts";
import { OWNER_POWER } from "./rooms.ts";
import { whyUnreadable } from "./unreadable.ts";

/** What an event's item needs to know of its surroundings. */
export interface Around {
  readonly me: string;
  /** Who created the room. */
  readonly creator: string | null;
  readonly person: (userId: string) => Person;
  readonly reactions: (eventId: string) => readonly Reaction[];
  readonly event: (eventId: string) => PlainEvent | null;
  /** What became of the question to compare signs that an event asked. */
  readonly outcome: (eventId: string) => Outcome;
  readonly mayRedact: (sender: string) => boolean;
  readonly send: (event: PlainEvent) => SendState;
}

/** One line of a conversation; null for what is not shown as a line of its own. */
export function toItem(event: PlainEvent, around: Around): TimelineItem | null {
  if (event.stateKey !== null) return stateItem(event, around);
  if (event.redacted) return isSaid(event.type) ? deletedItem(event, around) : null;
  if (event.failure !== null) return { ...base(event, around), kind: "unreadable", why: whyUnreadable(event.failure) };
  if (isEdit(event.content)) return null;
  // Both say that they are done; one line is enough.
  if (event.type === "m.key.verification.done") return event.sender === around.me ? noticeItem(event, around, "compared") : null;
  if (event.type === "m.room.message") return messageItem(event, around);
  if (event.type === "m.sticker") return pictureItem(event, around) ?? unknownItem(event, around);
  return isReadable(event) ? unknownItem(event, around) : null;
}

function base(event: PlainEvent, around: Around) {
  return {
    key: event.txn ?? event.id,
    eventId: event.id,
    sender: around.person(event.sender),
    own: event.sender === around.me,
    time: event.time,
    send: around.send(event),
  };
}

/** What all that people say has in common. */
export function saidOf(event: PlainEvent, around: Around) {
  return {
    ...base(event, around),
    reply: event.replyTo === null ? null : quoteOf(event.replyTo, around),
    reactions: around.reactions(event.id),
    edited: event.edited,
    mayDelete: around.mayRedact(event.sender),
    doubt: event.doubt,
  };
}

// ---------------------------------------------------------------- what people say

function messageItem(event: PlainEvent, around: Around): TimelineItem | null {
  switch (textAt(event.content, "msgtype")) {
    case "m.text":
      return textItem(event, around, "said");
    case "m.notice":
      return textItem(event, around, "notice");
    case "m.emote":
      return textItem(event, around, "emote");
    case "m.image":
      return pictureItem(event, around) ?? unknownItem(event, around);
    case "m.file":
      return fileItem(event, around, "file") ?? unknownItem(event, around);
    case "m.audio":
      return fileItem(event, around, "audio") ?? unknownItem(event, around);
    case "m.video":
      return fileItem(event, around, "video") ?? unknownItem(event, around);
    case "m.key.verification.request":
      return noticeItem(event, around, around.outcome(event.id));
    default:
      return unknownItem(event, around);
  }
}

function textItem(event: PlainEvent, around: Around, tone: "said" | "emote" | "notice"): TimelineItem {
  const text = bodyOf(event);
  return { ...saidOf(event, around), kind: "text", text, tone, mentionsMe: mentions(event.content, around.me), card: cardIn(event.content) };
}

/** Whoever writes an id here writes nothing else of a card: the house says what it is worth. */
function cardIn(content: Content): MoneyRef | null {
  const of = objectAt(content, CARD_KEY);
  const known = (kind: MoneyRef["kind"]) => ({ kind, id: textAt(of, kind) });
  return [known("card"), known("tally")].find(({ id }) => CARD_ID.test(id)) ?? null;
}

function pictureItem(event: PlainEvent, around: Around): PictureItem | null {
  const media = fileOf(event.content);
  if (!media) return null;
  const info = objectAt(event.content, "info");
  return {
    ...saidOf(event, around),
    kind: "picture",
    media,
    thumbnail: thumbnailOf(event.content) ?? media,
    width: countAt(info, "w") ?? 0,
    height: countAt(info, "h") ?? 0,
    name: nameOf(event.content),
    caption: captionOf(event.content),
  };
}

function fileItem(event: PlainEvent, around: Around, sort: "file" | "audio" | "video"): TimelineItem | null {
  const media = fileOf(event.content);
  if (!media) return null;
  const { content } = event;
  return { ...saidOf(event, around), kind: "file", media, sort, name: nameOf(content), caption: captionOf(content), size: media.size };
}

function unknownItem(event: PlainEvent, around: Around): TimelineItem {
  const type = event.type === "m.room.message" ? textAt(event.content, "msgtype") : event.type;
  return { ...saidOf(event, around), kind: "unknown", type, text: bodyOf(event) };
}

function deletedItem(event: PlainEvent, around: Around): TimelineItem {
  const by = event.redactedBy === null || event.redactedBy === event.sender ? null : around.person(event.redactedBy);
  return { ...base(event, around), kind: "deleted", by };
}

/** With a `filename` the body is a caption, as the specification has it since v1.10. */
function nameOf(content: Content): string {
  return nameAt(content, "filename") || nameAt(content, "body");
}

function captionOf(content: Content): string {
  const filename = textAt(content, "filename");
  const body = textAt(content, "body");
  return filename && body !== filename ? body : "";
}

/** The words, without the quotation that older apps put in front of a reply. */
function bodyOf(event: PlainEvent): string {
  const body = textAt(event.content, "body");
  if (event.replyTo === null || !body.startsWith("> ")) return body;
  const lines = body.split("\n");
  const first = lines.findIndex((line) => !line.startsWith("> ") && line !== ">");
  return first === -1 ? body : lines.slice(lines[first] === "" ? first + 1 : first).join("\n");
}

function mentions(content: Content, me: string): boolean {
  const mentioned = objectAt(content, "m.mentions");
  return mentioned.room === true || textsAt(mentioned, "user_ids").includes(me);
}

function isSaid(type: string): boolean {
  return type === "m.room.message" || type === "m.room.encrypted" || type === "m.sticker";
}

function isEdit(content: Content): boolean {
  return objectAt(content, "m.relates_to").rel_type === "m.replace";
}

/** Events of kinds that we do not know are shown where they bring words for that case. */
function isReadable(event: PlainEvent): boolean {
  return textAt(event.content, "body") !== "";
}

function quoteOf(eventId: string, around: Around): Quote {
  const event = around.event(eventId);
  if (!event || event.redacted || event.failure !== null) return { eventId, of: null };
  const item = toItem(event, { ...around, event: () => null, reactions: () => [] });
  if (!item) return { eventId, of: null };
  const { key, sender } = item;
  switch (item.kind) {
    case "text":
      if (item.card !== null) return { eventId, of: { key, sender, kind: "money", text: "", thumbnail: null } };
      return { eventId, of: { key, sender, kind: item.kind, text: item.text, thumbnail: null } };
    case "unknown":
      return { eventId, of: { key, sender, kind: item.kind, text: item.text, thumbnail: null } };
    case "picture":
      return { eventId, of: { key, sender, kind: item.kind, text: item.caption, thumbnail: item.thumbnail } };
    case "file":
      return { eventId, of: { key, sender, kind: item.kind, text: item.caption || item.name, thumbnail: null } };
    default:
      return { eventId, of: null };
  }
}

// ---------------------------------------------------------------- what happened to the room

function stateItem(event: PlainEvent, around: Around): TimelineItem | null {
  if (event.type === "m.room.member") return memberItem(event, around);
  const what = roomChange(event);
  if (what === null) return null;
  const text = what === "named" ? nameAt(event.content, "name") : what === "topic" ? textAt(event.content, "topic") : "";
  return noticeItem(event, around, what, text);
}

function noticeItem(event: PlainEvent, around: Around, what: RoomChange, text = ""): NoticeItem {
  const [owner] = what === "owner" ? newOwners(event) : [];
  return { ...base(event, around), kind: "notice", what, text, whom: owner === undefined ? null : around.person(owner) };
}

/** Rules that a room was born with are not news; only their changes are. */
function roomChange(event: PlainEvent): RoomChange | null {
  const isChange = Object.keys(event.before).length > 0;
  switch (event.type) {
    case "m.room.create":
      return "created";
    case "m.room.encryption":
      return isChange ? null : "encrypted";
    case "m.room.name":
      return "named";
    case "m.room.topic":
      return "topic";
    case "m.room.avatar":
      return "picture";
    case "m.room.history_visibility":
      return isChange ? "history" : null;
    case "m.room.join_rules":
      return isChange ? "rules" : null;
    case "m.room.power_levels":
      if (!isChange) return null;
      return newOwners(event).length === 1 ? "owner" : "powers";
    default:
      return null;
  }
}

/** Who became an owner by it. */
function newOwners({ content, before }: PlainEvent): string[] {
  const [now, then] = [objectAt(content, "users"), objectAt(before, "users")];
  return Object.keys(now).filter((userId) => (countAt(now, userId) ?? 0) >= OWNER_POWER && (countAt(then, userId) ?? 0) < OWNER_POWER);
}

function memberItem(event: PlainEvent, around: Around): TimelineItem | null {
  const what = membershipChange(event);
  if (what === null || event.stateKey === null) return null;
  // That who made the room is in it goes without saying.
  if (what === "joined" && event.stateKey === around.creator && !textAt(event.before, "membership")) return null;
  const before = what === "renamed" ? nameAt(event.before, "displayname") : "";
  const person = around.person(event.stateKey);
  // As they were called then, not as they are called now.
  const whom = what === "renamed" ? { ...person, name: nameAt(event.content, "displayname") || person.handle } : person;
  return { ...base(event, around), kind: "membership", what, whom, before };
}

export function membershipChange(event: PlainEvent): MembershipChange | null {
  const before = textAt(event.before, "membership");
  const bySelf = event.sender === event.stateKey;
  switch (textAt(event.content, "membership")) {
    case "join":
      return before === "join" ? profileChange(event) : "joined";
    case "invite":
      return before === "invite" ? null : "invited";
    case "ban":
      return before === "ban" ? null : "banned";
    case "leave":
      if (before === "ban") return "unbanned";
      if (before === "invite") return bySelf ? "declined" : "withdrawn";
      if (before === "join") return bySelf ? "left" : "removed";
      return null;
    default:
      return null;
  }
}

function profileChange(event: PlainEvent): MembershipChange | null {
  if (textAt(event.content, "displayname") !== textAt(event.before, "displayname")) return "renamed";
  return textAt(event.content, "avatar_url") === textAt(event.before, "avatar_url") ? null : "newPicture";
}
