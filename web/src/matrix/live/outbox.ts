import { inBackground } from "../background.ts";
import type { Core } from "../core.ts";
import type { Content } from "../mapping/plain.ts";
import { type MediaRef, Problem, type SendState } from "../model.ts";
import { problemOf } from "../problems.ts";

/** A file that has to be up before its message can go. */
export interface Parcel {
  readonly kind: "picture" | "file";
  readonly local: MediaRef;
  readonly localThumbnail: MediaRef;
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** Sends the file up and gives the message's content. */
  readonly send: (onProgress: (share: number) => void) => Promise<Content>;
}

/** Something said here that has not come back from the server yet. */
export interface Entry {
  readonly txn: string;
  readonly roomId: string;
  readonly time: number;
  readonly replyTo: string | null;
  readonly parcel: Parcel | null;
  /** Null while its file is on the way up. */
  content: Content | null;
  state: SendState;
  eventId: string | null;
}

export interface Wire {
  /** Hands the message to the SDK, with the same transaction id every time. Gives the event id. */
  readonly send: (entry: Entry, content: Content) => Promise<string>;
  /** Tells the SDK to forget a message that it could not send. */
  readonly forget: (entry: Entry) => void;
  /** Rejects with a `Problem` where nothing may be said in this room now. */
  readonly check: (roomId: string) => Promise<void>;
}

/**
 * What was said here and is on its way. The SDK's own echoes are not shown, as it knows nothing of files that go up
 * first, nor of yesterday's failures. Texts of one room go out in the order in which they were said, and so do its files,
 * one at a time; words do not wait for a file that is still going up. What finds no network waits, and whatever is said after it in the same room waits behind it.
 */
export class Outbox {
  readonly #entries = new Map<string, Entry>();
  readonly #lastInRoom = new Map<string, Promise<void>>();
  readonly #lastFileInRoom = new Map<string, Promise<void>>();
  /** Rooms where what waited is going out. */
  readonly #emptying = new Set<string>();

  constructor(
    private readonly core: Core,
    private readonly wire: Wire,
    private readonly onChange: (roomId: string) => void,
  ) {}

  /** What an earlier visit did not send waits, or stands there as failed. */
  async load(): Promise<void> {
    for (const { txn, roomId, time, content, why } of [...(await this.core.memory.unsent())].sort((a, b) => a.time - b.time)) {
      const state: SendState = why === null ? { state: "waiting" } : { state: "failed", why };
      this.#entries.set(txn, { txn, roomId, time, replyTo: replyIn(content), parcel: null, content, state, eventId: null });
      this.onChange(roomId);
    }
  }

  /** Oldest first. */
  of(roomId: string): readonly Entry[] {
    return [...this.#entries.values()].filter((entry) => entry.roomId === roomId);
  }

  /** Resolves when the echo stands; what becomes of it shows in its state. */
  async say(roomId: string, content: Content): Promise<void> {
    const entry = this.#add({ roomId, replyTo: replyIn(content), parcel: null, content });
    await this.core.memory.keepUnsent({ txn: entry.txn, roomId, time: entry.time, content, why: null });
    this.#begin(entry);
  }

  sendParcel(roomId: string, parcel: Parcel, replyTo: string | null): void {
    this.#begin(this.#add({ roomId, replyTo, parcel, content: null }));
  }

  resend(roomId: string, key: string): void {
    const { state } = this.#find(roomId, key);
    if (state.state === "failed") inBackground(this.#deliver(this.#find(roomId, key)));
    else if (state.state === "waiting") inBackground(this.#empty(roomId));
  }

  /** The server can be reached: what waits goes out, in each room in its order. */
  goOn(): void {
    for (const roomId of new Set([...this.#entries.values()].filter(waits).map((entry) => entry.roomId))) inBackground(this.#empty(roomId));
  }

  async discard(roomId: string, key: string): Promise<void> {
    const entry = this.#find(roomId, key);
    if (entry.state.state !== "failed" && entry.state.state !== "waiting") throw new Problem("forbidden", null, "It may have been sent.");
    this.wire.forget(entry);
    await this.#drop(entry);
  }

  /** The server's own copy is here: ours is no longer needed. */
  async arrived(txn: string): Promise<void> {
    const entry = this.#entries.get(txn);
    if (entry) await this.#drop(entry);
  }

  #add(part: Pick<Entry, "roomId" | "replyTo" | "parcel" | "content">): Entry {
    const state: SendState = { state: "sending", progress: part.parcel ? 0 : null };
    const entry: Entry = { ...part, txn: crypto.randomUUID(), time: Date.now(), state, eventId: null };
    this.#entries.set(entry.txn, entry);
    this.onChange(entry.roomId);
    return entry;
  }

  #begin(entry: Entry): void {
    if (this.#emptying.has(entry.roomId) || this.#waitsBehind(entry)) this.#become(entry, { state: "waiting" });
    else inBackground(this.#deliver(entry));
  }

  async #empty(roomId: string): Promise<void> {
    if (this.#emptying.has(roomId)) return;
    this.#emptying.add(roomId);
    try {
      for (let next = this.of(roomId).find(waits); next; next = this.of(roomId).find(waits)) {
        await this.#deliver(next);
        if (waits(next)) return;
      }
    } finally {
      this.#emptying.delete(roomId);
    }
  }

  async #deliver(entry: Entry): Promise<void> {
    this.#become(entry, { state: "sending", progress: entry.content ? null : 0 });
    if (!entry.parcel) return this.#goOut(entry);
    const before = this.#lastFileInRoom.get(entry.roomId) ?? Promise.resolve();
    const turn = before.then(() => (this.#waitsBehind(entry) ? this.#become(entry, { state: "waiting" }) : this.#goOut(entry)));
    this.#lastFileInRoom.set(entry.roomId, turn);
    return turn;
  }

  async #goOut(entry: Entry): Promise<void> {
    try {
      entry.content ??= await this.#sendUp(entry);
    } catch (error) {
      return this.#failed(entry, error);
    }
    await this.#inTurn(entry, entry.content);
  }

  async #sendUp(entry: Entry): Promise<Content> {
    if (!entry.parcel) throw new Problem("unknown", null, "A message without words or file.");
    // Nobody should wait for a file to go up to hear that it cannot be sent.
    await this.wire.check(entry.roomId);
    return entry.parcel.send((share) => this.#become(entry, { state: "sending", progress: share }));
  }

  #inTurn(entry: Entry, content: Content): Promise<void> {
    const before = this.#lastInRoom.get(entry.roomId) ?? Promise.resolve();
    const turn = before.then(() => this.#handOver(entry, content));
    this.#lastInRoom.set(entry.roomId, turn);
    return turn;
  }

  /** Never rejects: the next message has its turn whatever became of this one. */
  async #handOver(entry: Entry, content: Content): Promise<void> {
    try {
      if (this.#waitsBehind(entry)) throw new Problem("offline");
      await this.wire.check(entry.roomId);
      entry.eventId = await this.wire.send(entry, content);
    } catch (error) {
      return this.#failed(entry, error);
    }
    this.#become(entry, { state: "sent", readBy: 0 });
    await this.core.memory.forgetUnsent(entry.txn);
  }

  async #failed(entry: Entry, error: unknown): Promise<void> {
    const { code } = problemOf(error);
    const { txn, roomId, time, content, parcel } = entry;
    this.#become(entry, code === "offline" ? { state: "waiting" } : { state: "failed", why: code });
    if (code !== "offline" && content && !parcel) await this.core.memory.keepUnsent({ txn, roomId, time, content, why: code });
  }

  /** Does something that was said earlier in the same room wait? */
  #waitsBehind(entry: Entry): boolean {
    const said = this.of(entry.roomId);
    return said.slice(0, said.indexOf(entry)).some(waits);
  }

  #become(entry: Entry, state: SendState): void {
    entry.state = state;
    this.onChange(entry.roomId);
  }

  #find(roomId: string, key: string): Entry {
    const entry = this.#entries.get(key);
    if (!entry || entry.roomId !== roomId) throw new Problem("notFound");
    return entry;
  }

  async #drop(entry: Entry): Promise<void> {
    this.#entries.delete(entry.txn);
    if (entry.parcel) for (const ref of [entry.parcel.local, entry.parcel.localThumbnail]) this.core.library.forgetLocal(ref);
    this.onChange(entry.roomId);
    await this.core.memory.forgetUnsent(entry.txn);
  }
}

function waits({ state }: Entry): boolean {
  return state.state === "waiting";
}

function replyIn(content: Content): string | null {
  const relation = content["m.relates_to"] as { "m.in_reply_to"?: { event_id?: string } } | undefined;
  return relation?.["m.in_reply_to"]?.event_id ?? null;
}
