import type { MatrixClient } from "matrix-js-sdk/lib/client";
import type { MatrixEvent } from "matrix-js-sdk/lib/models/event";
import type { Room } from "matrix-js-sdk/lib/models/room";
import { inBackground } from "../background.ts";
import { type Around, saidOf, toItem } from "../mapping/items.ts";
import { isNews } from "../mapping/lastLine.ts";
import type { PlainEvent } from "../mapping/plain.ts";
import { readCounts } from "../mapping/receipts.ts";
import { countUnread, type Unread } from "../mapping/unread.ts";
import type { Reaction, TimelineItem, TimelineView } from "../model.ts";
import { Direction } from "../sdk.ts";
import type { Doubts } from "./doubts.ts";
import { personIn } from "./faces.ts";
import type { Entry, Outbox } from "./outbox.ts";
import { toPlain } from "./plainEvent.ts";
import { outcomeOf } from "./questions.ts";
import { readUpTo } from "./readMark.ts";
import type { Retries } from "./retries.ts";
import { typingIn } from "./typing.ts";
import type { Unproven } from "./unproven.ts";

const PAGE_EVENTS = 50;
/** Pages without a line to show (reactions, renamings) that are passed over in one go. */
const EMPTY_PAGES_MAX = 4;
/** How far back the list of chats looks for a line; in a channel as far as it is loaded, because many may have come and gone since. */
const LAST_LINE_EVENTS = 40;

/** Conversations as the screens see them. */
export class Timelines {
  readonly #readUpTo = new Map<string, string | null>();
  readonly #older = new Map<string, TimelineView["older"]>();

  constructor(
    private readonly client: MatrixClient,
    private readonly outbox: Outbox,
    private readonly doubts: Doubts,
    private readonly retries: Retries,
    private readonly unproven: Unproven,
    private readonly onChange: (roomId: string) => void,
  ) {}

  /** The *new* line stands where reading ended when the room was opened, and does not move while it is open. */
  onUse(room: Room, used: boolean): void {
    if (!used) {
      this.#readUpTo.delete(room.roomId);
      this.retries.forget(room.roomId);
    } else if (!this.#readUpTo.has(room.roomId)) this.#readUpTo.set(room.roomId, this.#lastRead(room));
    this.onChange(room.roomId);
  }

  view(room: Room): TimelineView {
    const { roomId } = room;
    const timeline = room.getLiveTimeline();
    return {
      roomId,
      freshness: "live",
      items: this.items(room),
      atStart: timeline.getPaginationToken(Direction.Backward) === null,
      older: this.#older.get(roomId) ?? "idle",
      readUpTo: this.#readUpTo.get(roomId) ?? null,
      typing: typingIn(room),
    };
  }

  items(room: Room): TimelineItem[] {
    const events = this.#shown(room);
    for (const event of events) inBackground(this.client.decryptEventIfNeeded(event));
    if (this.#readUpTo.has(room.roomId)) this.retries.consider(room.roomId, events);
    const around = this.#around(room, this.#counts(room, events));
    const items = events.map((event) => toItem(this.#plain(room, event), around)).filter((item) => item !== null);
    return [...items, ...this.#echoes(room, events, around)];
  }

  /** What is on its way from a room that no sync has brought yet, so that nothing around it is known. */
  waiting(roomId: string): TimelineItem[] {
    const around: Around = {
      me: this.client.getSafeUserId(),
      creator: null,
      person: (userId) => personIn(null, userId),
      reactions: () => [],
      event: () => null,
      outcome: () => "asked",
      mayRedact: () => false,
      send: () => ({ state: "sent", readBy: 0 }),
    };
    return this.outbox.of(roomId).flatMap((entry) => echoItem(entry, around) ?? []);
  }

  /** Whether all that is shown has been decrypted, or cannot be. */
  isSettled(room: Room): boolean {
    return !this.#shown(room).some(isPending);
  }

  /** The newest line, for the list of chats; undefined while a newer one is being decrypted. */
  lastItem(room: Room): TimelineItem | null | undefined {
    const channel = isChannel(room);
    const events = channel ? this.#shown(room) : this.#shown(room).slice(-LAST_LINE_EVENTS);
    const around = this.#around(room, new Map());
    const echo = this.#echoes(room, events, around).at(-1);
    if (echo) return echo;
    for (let at = events.length - 1; at >= 0; at--) {
      const event = events[at] as MatrixEvent;
      inBackground(this.client.decryptEventIfNeeded(event));
      const item = toItem(this.#plain(room, event), around);
      if (item && !isNews(item, channel, around.me)) continue;
      if (item) return { ...item, send: { state: "sent", readBy: this.#counts(room, events.slice(at)).get(event.getId() ?? "") ?? 0 } };
      if (isPending(event)) return undefined;
    }
    return null;
  }

  /**
   * Counted by this device as far back as it has the conversation; beyond that the server's count stands. What a muted
   * conversation says is counted too, though no rule speaks for it.
   */
  unread(room: Room, server: Unread, muted: boolean): Unread {
    const timeline = room.getLiveTimeline();
    const mark = readUpTo(room, this.client.getSafeUserId());
    const after = new Set(timeline.getEvents().slice(mark + 1));
    const around = this.#around(room, new Map());
    const heard = this.#shown(room).filter((event) => after.has(event)).map((event) => {
      inBackground(this.client.decryptEventIfNeeded(event));
      const item = event.isRedacted() ? null : toItem(this.#plain(room, event), around);
      const actions = item && item.kind !== "notice" ? this.client.getPushActionsForEvent(event, true) : null;
      const counts = muted ? item !== null && item.kind !== "membership" && item.kind !== "notice" && event.getSender() !== room.myUserId : actions?.notify === true;
      return { notifies: counts, highlights: actions?.tweaks?.highlight === true };
    });
    return countUnread(heard, muted || mark !== -1 || timeline.getPaginationToken(Direction.Backward) === null, server);
  }

  async loadOlder(room: Room): Promise<void> {
    if (this.#older.get(room.roomId) === "loading") return;
    this.#become(room.roomId, "loading");
    try {
      const before = this.items(room).length;
      for (let page = 0; page < EMPTY_PAGES_MAX; page++) {
        const timeline = room.getLiveTimeline();
        const more = await this.client.paginateEventTimeline(timeline, { backwards: true, limit: PAGE_EVENTS });
        if (!more || this.items(room).length > before) break;
      }
      this.#become(room.roomId, "idle");
    } catch (error) {
      console.warn("Older messages could not be loaded.", error);
      this.#become(room.roomId, "failed");
    }
  }

  #become(roomId: string, older: TimelineView["older"]): void {
    this.#older.set(roomId, older);
    this.onChange(roomId);
  }

  /** The SDK's echoes of our own messages are left out: the outbox has them. */
  #shown(room: Room): MatrixEvent[] {
    const ignored = new Set(this.client.getIgnoredUsers());
    return room.getLiveTimeline().getEvents().filter((event) => event.status === null && !ignored.has(event.getSender() ?? ""));
  }

  #plain(room: Room, event: MatrixEvent): PlainEvent {
    return toPlain(event, this.unproven.failureOf(event), this.doubts.of(room, event));
  }

  #counts(room: Room, events: readonly MatrixEvent[]): ReadonlyMap<string, number> {
    const marks = new Map(events.map((event) => [event.getId() ?? "", readersAt(room, event)]));
    // Who accepts or declines an invitation has not read what was said before it.
    const said = events.map((event) => ({ id: event.getId() ?? "", sender: event.isState() ? null : (event.getSender() ?? "") }));
    return readCounts(said, (id) => marks.get(id) ?? [], this.client.getSafeUserId());
  }

  #around(room: Room, readBy: ReadonlyMap<string, number>): Around {
    const me = this.client.getSafeUserId();
    return {
      me,
      creator: room.getCreator(),
      person: (userId) => personIn(room, userId),
      reactions: (eventId) => reactionsOf(room, eventId, me),
      event: (eventId) => {
        const event = room.findEventById(eventId);
        return event ? this.#plain(room, event) : null;
      },
      outcome: (eventId) => outcomeOf(room, eventId),
      mayRedact: (sender) => sender === me || mayRedactOf(room, sender, me),
      send: (event) => ({ state: "sent", readBy: readBy.get(event.id) ?? 0 }),
    };
  }

  /** What is on its way, as far as it is not back yet. */
  #echoes(room: Room, events: readonly MatrixEvent[], around: Around): TimelineItem[] {
    const entries = this.outbox.of(room.roomId);
    if (entries.length === 0) return [];
    const back = new Set(events.flatMap((event) => [event.getId(), event.getUnsigned().transaction_id ?? event.getTxnId()]));
    return entries.flatMap((entry) => {
      if (back.has(entry.txn) || (entry.eventId !== null && back.has(entry.eventId))) {
        inBackground(this.outbox.arrived(entry.txn));
        return [];
      }
      const item = echoItem(entry, around);
      return item ? [item] : [];
    });
  }

  #lastRead(room: Room): string | null {
    const me = this.client.getSafeUserId();
    const eventId = room.getLiveTimeline().getEvents()[readUpTo(room, me)]?.getId();
    const events = this.#shown(room);
    const at = events.findIndex((event) => event.getId() === eventId);
    if (at === -1 || !events.slice(at + 1).some((event) => event.getSender() !== me)) return null;
    const around = this.#around(room, new Map());
    for (const event of events.slice(0, at + 1).reverse()) {
      const item = toItem(this.#plain(room, event), around);
      if (item) return item.key;
    }
    return null;
  }
}

/** Whose own mark stands there. The SDK makes up one for whatever somebody did. */
function readersAt(room: Room, event: MatrixEvent): string[] {
  return room.getUsersReadUpTo(event).filter((userId) => room.getReadReceiptForUserId(userId, true)?.eventId === event.getId());
}

/** Only of those who have less to say in the room: among equals each keeps their own words. */
function mayRedactOf(room: Room, sender: string, me: string): boolean {
  const power = room.getMember(me)?.powerLevel ?? 0;
  return room.currentState.hasSufficientPowerLevelFor("redact", power) && power > (room.getMember(sender)?.powerLevel ?? 0);
}

/** The SDK's room as `kindOf` sees one, but for those that two have made to talk. */
export function isChannel(room: Room): boolean {
  return room.getJoinRule() === "public";
}

function isPending(event: MatrixEvent): boolean {
  return event.isBeingDecrypted() || event.shouldAttemptDecryption();
}

/** How a message looks that only this browser has. */
export function echoItem(entry: Entry, around: Around): TimelineItem | null {
  const event: PlainEvent = {
    id: entry.eventId ?? "",
    txn: entry.txn,
    type: "m.room.message",
    stateKey: null,
    sender: around.me,
    time: entry.time,
    content: entry.content ?? {},
    before: {},
    redacted: false,
    redactedBy: null,
    failure: null,
    edited: false,
    replyTo: entry.replyTo,
    doubt: null,
  };
  const own: Around = { ...around, reactions: () => [], mayRedact: () => false, send: () => entry.state };
  const { parcel } = entry;
  const item = parcel ? parcelItem(parcel, event, own) : toItem(event, own);
  return item && { ...item, eventId: entry.eventId };
}

function parcelItem(parcel: NonNullable<Entry["parcel"]>, event: PlainEvent, around: Around): TimelineItem {
  const { local, localThumbnail } = parcel;
  const { kind, name, width, height } = parcel.file;
  const said = saidOf(event, around);
  if (kind === "picture") {
    return { ...said, kind: "picture", media: local, thumbnail: localThumbnail, width, height, name, caption: "" };
  }
  return { ...said, kind: "file", media: local, sort: "file", name, caption: "", size: local.size };
}

function reactionsOf(room: Room, eventId: string, me: string): Reaction[] {
  const relations = room.relations.getChildEventsForEvent(eventId, "m.annotation", "m.reaction");
  const groups = relations?.getSortedAnnotationsByKey() ?? [];
  return groups.flatMap(([key, events]) => {
    const standing = [...events].filter((event) => !event.isRedacted() && event.status !== "not_sent");
    const users = [...new Set(standing.map((event) => event.getSender() ?? ""))];
    if (users.length === 0) return [];
    return [{ key, count: users.length, own: users.includes(me), people: users.map((userId) => personIn(room, userId)) }];
  });
}
