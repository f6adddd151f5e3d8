import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import type { Core } from "../core.ts";
import { around } from "../mapping/recorded.ts";
import { Problem } from "../model.ts";
import type { StoredFile } from "../session/memory.ts";
import { Outbox, type Parcel, type Wire } from "./outbox.ts";
import { echoItem } from "./timelines.ts";

const ROOM = "!r:tea";
const text = (body: string) => ({ msgtype: "m.text", body });
const local = { key: "local:1", address: "local:1", mimetype: "image/png", size: 9, secret: null };
const fileOf = (name: string, bytes = 9): StoredFile => ({
  kind: "picture", name, blob: { size: bytes } as Blob, width: 4, height: 3, thumbnail: null, answered: null,
});
const parcelOf = (file: StoredFile, send: Parcel["send"] = async () => ({ body: file.name })): Parcel => ({ file, made: async () => file, local, localThumbnail: local, send });
const offline = async () => Promise.reject(new Problem("offline"));
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

let unsent: Map<string, object>;
let forgotten: string[];
let core: Core;
beforeEach(() => {
  unsent = new Map();
  forgotten = [];
  const memory = {
    unsent: async () => [...unsent.values()],
    keepUnsent: async (message: { txn: string }) => unsent.set(message.txn, message),
    forgetUnsent: async (txn: string) => unsent.delete(txn),
  };
  const library = { forgetLocal: (ref: { address: string }) => forgotten.push(ref.address) };
  core = { memory, library } as unknown as Core;
});

const outboxWith = (part: Partial<Wire>) => new Outbox(core, { check: async () => {}, send: async () => "$sent", forget: () => {}, listenAnew: () => {}, ...part }, (_room, file) => parcelOf(file), () => {});
const only = (outbox: Outbox) => {
  const [entry] = outbox.of(ROOM);
  if (!entry) throw new Error("The outbox is empty.");
  return entry;
};

test("the echo stands at once, and goes when the server's copy is here", async () => {
  const outbox = outboxWith({});
  await outbox.say(ROOM, text("Come in."));
  expect(echoItem(only(outbox), around)).toMatchObject({ kind: "text", text: "Come in.", own: true, eventId: null, send: { state: "sending" } });
  await settled();
  expect(echoItem(only(outbox), around)).toMatchObject({ eventId: "$sent", key: only(outbox).txn, send: { state: "sent", readBy: 0 } });
  await outbox.arrived(only(outbox).txn);
  expect(outbox.of(ROOM)).toEqual([]);
});

test("texts go out in the order in which they were said, and one that is refused holds up nobody", async () => {
  const sent: unknown[] = [];
  let fail = true;
  const outbox = outboxWith({
    send: async (_entry, content) => {
      await settled();
      if (content.body === "one" && fail) throw new Problem("rateLimited");
      sent.push(content.body);
      return "$sent";
    },
  });
  for (const body of ["one", "two", "three"]) await outbox.say(ROOM, text(body));
  await vi.waitFor(() => expect(sent).toEqual(["two", "three"]));
  const first = only(outbox);
  expect(first.state).toEqual({ state: "failed", why: "rateLimited" });
  fail = false;
  outbox.resend(ROOM, first.txn);
  await vi.waitFor(() => expect(sent).toEqual(["two", "three", "one"]));
});

test("without a network all wait, and go out by themselves in their order when there is one, with what is said meanwhile", async () => {
  const sent: unknown[] = [];
  let reachable = false;
  const outbox = outboxWith({
    send: async (_entry, content) => {
      await settled();
      if (!reachable) throw new Problem("offline");
      sent.push(content.body);
      return "$sent";
    },
  });
  for (const body of ["one", "two", "three"]) await outbox.say(ROOM, text(body));
  const states = () => outbox.of(ROOM).map((entry) => entry.state.state);
  await vi.waitFor(() => expect(states()).toEqual(["waiting", "waiting", "waiting"]));
  outbox.goOn();
  await vi.waitFor(() => expect(states()).toEqual(["waiting", "waiting", "waiting"]));
  expect(sent).toEqual([]);
  await outbox.discard(ROOM, outbox.of(ROOM)[1]?.txn ?? "");
  reachable = true;
  outbox.goOn();
  await outbox.say(ROOM, text("four"));
  await vi.waitFor(() => expect(states()).toEqual(["sent", "sent", "sent"]));
  expect(sent).toEqual(["one", "three", "four"]);
});

test("a text that waits goes out on the next visit under its transaction id, one that was refused stands there as such", async () => {
  const outbox = outboxWith({ check: async () => Promise.reject(new Problem("offline")) });
  await outbox.say(ROOM, text("Later"));
  await settled();
  const next = outboxWith({ check: async () => Promise.reject(new Problem("identityChanged")) });
  await next.load();
  expect(only(next)).toMatchObject({ txn: only(outbox).txn, state: { state: "waiting" }, content: text("Later") });
  next.goOn();
  await vi.waitFor(() => expect(only(next).state).toEqual({ state: "failed", why: "identityChanged" }));
  const third = outboxWith({});
  await third.load();
  third.goOn();
  await settled();
  expect(only(third).state).toEqual({ state: "failed", why: "identityChanged" });
  third.resend(ROOM, only(third).txn);
  await vi.waitFor(() => expect(only(third).state.state).toBe("sent"));
  expect(unsent.size).toBe(0);
});

test("nothing is handed to the SDK where the people may not be written to", async () => {
  const send = vi.fn(async () => "$sent");
  const outbox = outboxWith({ check: async () => Promise.reject(new Problem("identityChanged")), send });
  await outbox.say(ROOM, text("Secret"));
  await settled();
  expect(only(outbox).state).toEqual({ state: "failed", why: "identityChanged" });
  expect(send).not.toHaveBeenCalled();
});

test("only what failed can be forgotten", async () => {
  const forget = vi.fn();
  const outbox = outboxWith({ check: async () => Promise.reject(new Problem("forbidden")), forget });
  await outbox.say(ROOM, text("x"));
  const { txn } = only(outbox);
  await expect(outbox.discard(ROOM, txn)).rejects.toMatchObject({ code: "forbidden" });
  await settled();
  await outbox.discard(ROOM, txn);
  expect([outbox.of(ROOM), unsent.size]).toEqual([[], 0]);
  expect(forget).toHaveBeenCalledOnce();
  await expect(outbox.discard(ROOM, txn)).rejects.toMatchObject({ code: "notFound" });
});

test("files arrive in the order in which they were chosen, though the last is up first; words do not wait for them", async () => {
  const sent: unknown[] = [];
  const outbox = outboxWith({ send: async (_entry, content) => `$${sent.push(content.body)}` });
  const goUp: (() => void)[] = [];
  outbox.sendParcel(ROOM, parcelOf(fileOf("large"), () => new Promise((resolve) => goUp.push(() => resolve({ body: "large" })))));
  outbox.sendParcel(ROOM, parcelOf(fileOf("broken"), async () => Promise.reject(new Problem("tooLarge"))));
  outbox.sendParcel(ROOM, parcelOf(fileOf("small")));
  await outbox.say(ROOM, text("words"));
  await vi.waitFor(() => expect(sent).toEqual(["words"]));
  await settled();
  expect(outbox.of(ROOM).map((entry) => entry.state.state)).toEqual(["sending", "sending", "sending", "sent"]);
  for (const up of goUp) up();
  await vi.waitFor(() => expect(sent).toEqual(["words", "large", "small"]));
  expect(outbox.of(ROOM).map((entry) => entry.state.state)).toEqual(["sent", "failed", "sent", "sent"]);
});

test("a file that finds no network holds back the files behind it, and they go out in their order", async () => {
  const sent: unknown[] = [];
  let reachable = false;
  const outbox = outboxWith({ send: async (_entry, content) => `$${sent.push(content.body)}` });
  const send = (name: string) => async () => (reachable ? { body: name } : offline());
  for (const name of ["one", "two", "three"]) outbox.sendParcel(ROOM, parcelOf(fileOf(name), send(name)));
  await vi.waitFor(() => expect(outbox.of(ROOM).map((entry) => entry.state.state)).toEqual(["waiting", "waiting", "waiting"]));
  reachable = true;
  outbox.goOn();
  await vi.waitFor(() => expect(sent).toEqual(["one", "two", "three"]));
});

test("a picture stands there while it is drawn, in its order; what is kept and goes up is what was drawn", async () => {
  const { promise, resolve } = Promise.withResolvers<StoredFile>();
  const sent: unknown[] = [];
  const outbox = outboxWith({ send: async (_entry, content) => `$${sent.push(content.body)}` });
  const made = () => promise;
  outbox.sendParcel(ROOM, { ...parcelOf(fileOf("photo"), async () => ({ body: (await promise).name })), made });
  outbox.sendParcel(ROOM, parcelOf(fileOf("after")));
  await settled();
  expect(echoItem(only(outbox), around)).toMatchObject({ kind: "picture", media: local, name: "photo", send: { state: "sending" } });
  expect([...unsent.values()]).toEqual([expect.objectContaining({ file: expect.objectContaining({ name: "after" }) })]);
  resolve(fileOf("drawn"));
  await vi.waitFor(() => expect(sent).toEqual(["drawn", "after"]));
});

test("a file shows how far it is; it goes up once, even if its message has to be sent again", async () => {
  let goUp: (content: object) => void = () => {};
  const send = vi.fn((onProgress: (share: number) => void) => {
    onProgress(0.5);
    return new Promise<Record<string, unknown>>((resolve) => {
      goUp = (content) => resolve({ ...content });
    });
  });
  let reachable = false;
  const outbox = outboxWith({ send: async () => (reachable ? "$sent" : Promise.reject(new Problem("offline"))) });
  outbox.sendParcel(ROOM, parcelOf(fileOf("a.png"), send));
  await settled();
  expect(echoItem(only(outbox), around)).toMatchObject({ kind: "picture", media: local, width: 4, send: { state: "sending", progress: 0.5 } });
  goUp({ msgtype: "m.image" });
  await vi.waitFor(() => expect(only(outbox).state.state).toBe("waiting"));
  reachable = true;
  outbox.goOn();
  await vi.waitFor(() => expect(only(outbox).state.state).toBe("sent"));
  expect(send).toHaveBeenCalledOnce();
  await outbox.arrived(only(outbox).txn);
  expect(forgotten).toContain("local:1");
});

test("a file that waits goes out on the next visit, with what it answers; once it is up only its message is kept", async () => {
  const outbox = outboxWith({ check: offline });
  const file = { ...fileOf("one"), answered: { eventId: "$asked", sender: "@li:tea" } };
  outbox.sendParcel(ROOM, parcelOf(file, offline));
  await settled();
  expect(only(outbox).state).toEqual({ state: "waiting", kept: true });

  const next = outboxWith({ send: offline });
  await next.load();
  expect(only(next)).toMatchObject({ txn: only(outbox).txn, replyTo: "$asked", state: { state: "waiting" }, parcel: { file } });
  next.goOn();
  await vi.waitFor(() => expect([...unsent.values()]).toEqual([expect.objectContaining({ content: { body: "one" } })]));
  await settled();
  expect([...unsent.values()][0]).not.toHaveProperty("file");

  const third = outboxWith({});
  await third.load();
  expect(only(third)).toMatchObject({ parcel: null, content: { body: "one" }, state: { state: "waiting" } });
  third.goOn();
  await vi.waitFor(() => expect(only(third).state.state).toBe("sent"));
  expect(unsent.size).toBe(0);
});

test("a file that was refused stands there as such on the next visit, and can be sent again", async () => {
  const outbox = outboxWith({});
  outbox.sendParcel(ROOM, parcelOf(fileOf("one"), async () => Promise.reject(new Problem("quotaFull"))));
  await settled();
  const next = outboxWith({});
  await next.load();
  next.goOn();
  await settled();
  expect(only(next).state).toEqual({ state: "failed", why: "quotaFull" });
  next.resend(ROOM, only(next).txn);
  await vi.waitFor(() => expect(only(next).state.state).toBe("sent"));
});

test("files for which there is no room wait without being kept, and say so", async () => {
  const states = (outbox: Outbox) => outbox.of(ROOM).map((entry) => entry.state);
  const outbox = outboxWith({});
  for (const name of ["one", "two", "three"]) outbox.sendParcel(ROOM, parcelOf(fileOf(name, 30 * 1024 * 1024), offline));
  await settled();
  expect(states(outbox)).toEqual([true, true, false].map((kept) => ({ state: "waiting", kept })));
  expect(unsent.size).toBe(2);
  await outbox.discard(ROOM, outbox.of(ROOM)[0]?.txn ?? "");
  outbox.sendParcel(ROOM, parcelOf(fileOf("four", 30 * 1024 * 1024), offline));
  await settled();
  expect(states(outbox).at(-1)).toEqual({ state: "waiting", kept: true });

  const full = async () => Promise.reject(new DOMException("", "QuotaExceededError"));
  core = { ...core, memory: { ...core.memory, keepUnsent: full } } as unknown as Core;
  const other = outboxWith({});
  other.sendParcel(ROOM, parcelOf(fileOf("one"), offline));
  await vi.waitFor(() => expect(states(other)).toEqual([{ state: "waiting", kept: false }]));
});

test("what alone found no network is tried again by itself, and no more once the session is over", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  let tries = 0;
  const outbox = outboxWith({
    send: async () => {
      tries++;
      if (tries === 1) throw new Problem("offline");
      return "$sent";
    },
  });
  await outbox.say(ROOM, text("one"));
  await vi.waitFor(() => expect(only(outbox).state.state).toBe("waiting"));
  await vi.advanceTimersByTimeAsync(3_000);
  expect(only(outbox).state.state).toBe("sent");
  tries = 0;
  await outbox.say(ROOM, text("two"));
  await vi.waitFor(() => expect(outbox.of(ROOM).at(-1)?.state.state).toBe("waiting"));
  outbox.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(tries).toBe(1);
});

test("what is sent and does not come back has the news asked for anew, and what has come back does not", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const listenAnew = vi.fn();
  const outbox = outboxWith({ listenAnew });
  await outbox.say(ROOM, text("one"));
  await vi.advanceTimersByTimeAsync(3_999);
  expect(listenAnew).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(listenAnew).toHaveBeenCalledOnce();
  await outbox.say(ROOM, text("two"));
  await vi.advanceTimersByTimeAsync(0);
  for (const { txn } of outbox.of(ROOM)) await outbox.arrived(txn);
  await vi.advanceTimersByTimeAsync(4_000);
  expect(listenAnew).toHaveBeenCalledOnce();
});
