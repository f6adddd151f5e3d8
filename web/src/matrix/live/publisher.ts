import type { MatrixClient } from "matrix-js-sdk/lib/client";
import type { Room } from "matrix-js-sdk/lib/models/room";
import { inBackground } from "../background.ts";
import type { Core } from "../core.ts";
import { inOrder } from "../mapping/rooms.ts";
import type { RoomSummary, TimelineView } from "../model.ts";
import { ClientEvent, MatrixEventEvent, RoomEvent, RoomMemberEvent, RoomStateEvent } from "../sdk.ts";
import { oncePerFrame } from "../watched.ts";
import { personMet } from "./faces.ts";
import type { RoomViews } from "./roomViews.ts";
import type { Timelines } from "./timelines.ts";

const KEEP_AFTER_MS = 2_000;
/** Of each conversation so much is kept in this browser. */
const KEPT_ITEMS = 40;

/** Brings what changed in the SDK's rooms to the screens, at most once per frame, and into the browser's memory. */
export class Publisher {
  readonly #summaries = new Map<string, RoomSummary>();
  /** What this browser remembered of the list when the first sync came. */
  readonly #remembered = new Map<string, RoomSummary>();
  readonly #met = new Set<string>();
  readonly #changed = new Set<string>();
  readonly #unkept = new Set<string>();
  readonly #publishSoon = oncePerFrame(() => this.#publish());
  #keepTimer: ReturnType<typeof setTimeout> | null = null;
  #live = false;
  #stopped = false;

  constructor(
    private readonly core: Core,
    private readonly client: MatrixClient,
    private readonly views: () => RoomViews,
    private readonly timelines: () => Timelines,
  ) {}

  readonly touch = (roomId: string | undefined): void => {
    if (roomId === undefined) return;
    this.#changed.add(roomId);
    this.#publishSoon();
  };

  /** From here on the SDK's rooms are what the screens see. */
  listen(): void {
    const { client } = this;
    const room = (one: Room) => this.touch(one.roomId);
    client.on(ClientEvent.Room, room);
    client.on(ClientEvent.DeleteRoom, this.touch);
    client.on(ClientEvent.AccountData, (event) => {
      if (["m.direct", "m.push_rules", "m.ignored_user_list"].includes(event.getType())) this.touchAll();
    });
    client.on(RoomEvent.Timeline, (_event, one) => one && room(one));
    client.on(RoomEvent.TimelineReset, (one) => one && room(one));
    client.on(RoomEvent.MyMembership, room);
    client.on(RoomEvent.Name, room);
    client.on(RoomEvent.Receipt, (_event, one) => room(one));
    client.on(RoomEvent.Redaction, (_event, one) => room(one));
    client.on(RoomEvent.RedactionCancelled, (_event, one) => room(one));
    client.on(RoomEvent.LocalEchoUpdated, (_event, one) => room(one));
    client.on(RoomStateEvent.Events, (_event, state) => this.touch(state.roomId));
    client.on(RoomMemberEvent.Typing, (_event, member) => this.touch(member.roomId));
    client.on(MatrixEventEvent.Decrypted, (event) => this.touch(event.getRoomId()));
    client.on(MatrixEventEvent.Replaced, (event) => this.touch(event.getRoomId()));
  }

  /** The first sync is in: what the browser remembered gives way. */
  begin(): void {
    this.#live = true;
    this.core.remembered.forgetWaiting();
    for (const room of this.core.cells.rooms.getSnapshot()) this.#remembered.set(room.id, room);
    this.touchAll();
  }

  touchAll(): void {
    for (const room of this.client.getRooms()) this.#changed.add(room.roomId);
    this.#publishSoon();
  }

  stop(): void {
    this.#stopped = true;
    if (this.#keepTimer !== null) clearTimeout(this.#keepTimer);
  }

  #publish(): void {
    if (this.#stopped) return;
    if (!this.#live) {
      this.#publishWaiting();
      return;
    }
    const { cells, memory } = this.core;
    let listed = false;
    for (const roomId of this.#changed) {
      const room = this.client.getRoom(roomId);
      const summary = room && this.views().summary(room, this.#summaries.get(roomId) ?? this.#remembered.get(roomId) ?? null);
      listed ||= summary ? !this.#summaries.has(roomId) && !this.#remembered.has(roomId) : this.#summaries.has(roomId);
      if (room && summary?.person) this.#meet(room, summary.person.userId);
      if (summary) this.#summaries.set(roomId, this.#heard(summary));
      else this.#summaries.delete(roomId);
      if (room && cells.details.at(roomId).used) cells.details.at(roomId).set(this.views().detail(room));
      if (room && cells.timelines.at(roomId).used) this.#publishTimeline(room);
      this.#unkept.add(roomId);
    }
    this.#changed.clear();
    cells.rooms.set(inOrder([...this.#summaries.values()]));
    // What is said in a new room can wait for the network past this visit only if the next one knows the room; and one that went must not come back.
    if (listed) inBackground(memory.keepRooms(cells.rooms.getSnapshot()));
    cells.ignored.set(this.client.getIgnoredUsers().map((userId) => personMet(this.client, userId)));
    this.#keepTimer ??= setTimeout(() => inBackground(this.#keep()), KEEP_AFTER_MS);
  }

  /** A one-to-one conversation is called by the other's name, and whoever has said nothing lately is not loaded. */
  #meet(room: Room, userId: string): void {
    if (room.getMyMembership() !== "join" || room.getMember(userId) !== null || this.#met.has(room.roomId)) return;
    this.#met.add(room.roomId);
    inBackground(room.loadMembersIfNeeded().then(() => this.touch(room.roomId)));
  }

  /** Before the house has been heard there are no rooms, but what was said in them and not sent is there to see. */
  #publishWaiting(): void {
    for (const roomId of this.#changed) inBackground(this.core.remembered.wait(roomId, this.timelines().waiting(roomId)));
    this.#changed.clear();
  }

  /** What the browser remembers stays until the whole can take its place: each decryption touches the room again. */
  #publishTimeline(room: Room): void {
    const cell = this.core.cells.timelines.at(room.roomId);
    const view = this.#heard(this.timelines().view(room));
    if (cell.getSnapshot().freshness === "live" || this.timelines().isSettled(room)) cell.set(view);
  }

  /** Who was typing when the line was lost may long have stopped. */
  #heard<T extends Pick<TimelineView, "typing">>(view: T): T {
    return this.core.session().offline ? { ...view, typing: [] } : view;
  }

  async #keep(): Promise<void> {
    this.#keepTimer = null;
    const { memory, cells } = this.core;
    const roomIds = [...this.#unkept];
    this.#unkept.clear();
    await memory.keepRooms(cells.rooms.getSnapshot());
    for (const roomId of roomIds) {
      const room = this.client.getRoom(roomId);
      if (this.#stopped) return;
      if (room && this.#summaries.has(roomId)) await memory.keepTimeline(newestPage(this.timelines().view(room)));
      else await memory.forgetTimeline(roomId);
    }
  }
}

/** What is kept of a conversation; what was still on its way has a place of its own. */
function newestPage(view: TimelineView): TimelineView {
  const sent = view.items.filter((item) => item.send.state === "sent");
  return {
    ...view,
    freshness: "cached",
    items: sent.slice(-KEPT_ITEMS),
    atStart: view.atStart && sent.length <= KEPT_ITEMS,
    older: "idle",
    readUpTo: null,
    typing: [],
  };
}
