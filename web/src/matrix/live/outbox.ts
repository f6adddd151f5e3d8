import { inBackground } from "../background.ts";
import type { Core } from "../core.ts";
import type { Content } from "../mapping/plain.ts";
import { type MediaRef, Problem, type ProblemCode, type SendState } from "../model.ts";
import { problemOf } from "../problems.ts";
import type { StoredFile } from "../session/memory.ts";

/** What found no network is tried again after so long, in milliseconds, if nothing is heard sooner. */
const AGAIN_MS = 3_000;
/** What was sent comes back with the next news, at once; so long it is waited for, in milliseconds. */
const BACK_WITHIN_MS = 4_000;
/** Bytes of all files together that are kept until the next visit: browsers give a page little more without being asked. */
const KEPT_FILES_BYTES_MAX = 64 * 1024 * 1024;

/** A file that has to be up before its message can go. */
export interface Parcel {
  /** As it was chosen: enough to show it at once. */
  readonly file: StoredFile;
  /** As it goes up: a picture is drawn anew first. The same whenever it is asked for. */
  readonly made: () => Promise<StoredFile>;
  readonly local: MediaRef;
  readonly localThumbnail: MediaRef;
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
  /** False for a file that this browser has no room to keep until the next visit. */
  kept: boolean;
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
  /** What was sent does not come back: the news may wait at a server that hangs. */
  readonly listenAnew: () => void;
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
  #again: ReturnType<typeof setTimeout> | null = null;

  constructor(
    private readonly core: Core,
    private readonly wire: Wire,
    private readonly parcelOf: (roomId: string, file: StoredFile) => Parcel,
    private readonly onChange: (roomId: string) => void,
  ) {}

  /** What an earlier visit did not send waits, or stands there as failed. */
  async load(): Promise<void> {
    for (const { txn, roomId, time, content, file, why } of [...(await this.core.memory.unsent())].sort((a, b) => a.time - b.time)) {
      const state: SendState = why === null ? { state: "waiting", kept: true } : { state: "failed", why };
      const parcel = file ? this.parcelOf(roomId, file) : null;
      this.#entries.set(txn, { txn, roomId, time, replyTo: replyIn(content, file), parcel, content, state, kept: true, eventId: null });
      this.onChange(roomId);
    }
  }

  /** Oldest first. */
  of(roomId: string): readonly Entry[] {
    return [...this.#entries.values()].filter((entry) => entry.roomId === roomId);
  }

  /** Resolves when the echo stands; what becomes of it shows in its state. `txn`: for what is said once, however often it is asked for. */
  async say(roomId: string, content: Content, txn: string = crypto.randomUUID()): Promise<void> {
    if (this.#entries.has(txn)) return;
    const entry = this.#add({ roomId, replyTo: replyIn(content), parcel: null, content }, txn);
    await this.#keep(entry);
    this.#begin(entry);
  }

  /** The file goes up while it is being kept. */
  sendParcel(roomId: string, parcel: Parcel): void {
    const entry = this.#add({ roomId, replyTo: parcel.file.answered?.eventId ?? null, parcel, content: null });
    inBackground(this.#keep(entry));
    this.#begin(entry);
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

  stop(): void {
    if (this.#again !== null) clearTimeout(this.#again);
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

  /**
   * The conversation begins anew after a gap. What the house has already is in what comes now, or was left out with what was said around
   * it: then it stands further up, where one pages to it, and not at the end.
   */
  leftBehind(roomId: string): void {
    for (const entry of this.of(roomId)) if (entry.eventId !== null) inBackground(this.#drop(entry));
  }

  #add(part: Pick<Entry, "roomId" | "replyTo" | "parcel" | "content">, txn: string = crypto.randomUUID()): Entry {
    const state: SendState = { state: "sending", progress: part.parcel ? 0 : null };
    const entry: Entry = { ...part, txn, time: Date.now(), state, kept: this.#hasRoomFor(part.parcel), eventId: null };
    this.#entries.set(entry.txn, entry);
    this.onChange(entry.roomId);
    return entry;
  }

  #begin(entry: Entry): void {
    if (this.#emptying.has(entry.roomId) || this.#waitsBehind(entry)) this.#wait(entry);
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
    const turn = before.then(() => (this.#waitsBehind(entry) ? this.#wait(entry) : this.#goOut(entry)));
    this.#lastFileInRoom.set(entry.roomId, turn);
    return turn;
  }

  async #goOut(entry: Entry): Promise<void> {
    try {
      entry.content ??= await this.#sendUp(entry);
    } catch (error) {
      return this.#failed(entry, error);
    }
    if (entry.parcel) inBackground(this.#keep(entry));
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
    setTimeout(() => this.#entries.has(entry.txn) && this.wire.listenAnew(), BACK_WITHIN_MS);
    await this.core.memory.forgetUnsent(entry.txn);
  }

  async #failed(entry: Entry, error: unknown): Promise<void> {
    const { code } = problemOf(error);
    if (code === "offline") {
      this.#tryAgain();
      return this.#wait(entry);
    }
    this.#become(entry, { state: "failed", why: code });
    await this.#keep(entry, code);
  }

  /** The network may have failed this one alone: then nothing tells when it is back. */
  #tryAgain(): void {
    this.#again ??= setTimeout(() => {
      this.#again = null;
      this.goOn();
    }, AGAIN_MS);
  }

  #wait(entry: Entry): void {
    this.#become(entry, { state: "waiting", kept: entry.kept });
  }

  /** Writes down what is to be sent on the next visit, if it was not on this one. */
  async #keep(entry: Entry, why: ProblemCode | null = null): Promise<void> {
    const { txn, roomId, time, parcel } = entry;
    // Once a file is up its address is enough, and that is small.
    if (entry.content) entry.kept = true;
    if (!entry.kept) return;
    try {
      const file = parcel && !entry.content ? await parcel.made() : null;
      const { content } = entry;
      // It may have been discarded while it was made.
      if (!this.#entries.has(txn)) return;
      await this.core.memory.keepUnsent({ txn, roomId, time, content, ...(file && !content && { file }), why });
    } catch (error) {
      // The browser may have less room than we allow ourselves.
      if (!parcel) throw error;
      console.warn("Teahouse: a file could not be kept for the next visit.", error);
      entry.kept = entry.content !== null;
      if (waits(entry)) this.#wait(entry);
    }
  }

  #hasRoomFor(parcel: Parcel | null): boolean {
    if (!parcel) return true;
    const kept = [...this.#entries.values()].filter((entry) => entry.kept && !entry.content);
    return [...kept, { parcel }].reduce((sum, entry) => sum + bytesOf(entry.parcel), 0) <= KEPT_FILES_BYTES_MAX;
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

function bytesOf(parcel: Parcel | null): number {
  return (parcel?.file.blob.size ?? 0) + (parcel?.file.thumbnail?.blob.size ?? 0);
}

function replyIn(content: Content | null, file?: StoredFile): string | null {
  const relation = content?.["m.relates_to"] as { "m.in_reply_to"?: { event_id?: string } } | undefined;
  return relation?.["m.in_reply_to"]?.event_id ?? file?.answered?.eventId ?? null;
}
