// What was said is read back, on both databases: pages, threads, related events, moments and the names of rooms, each answer held against the specification.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { matrixClient } from "./client.mjs";
import { startServer } from "./server.mjs";
import { validateEvent } from "./spec.mjs";

let server;
let mei;
let li;
let roomId;
let transactions = 0;

before(async () => {
  server = await startServer("--registration", "open", "--rate-limits", "off");
  mei = await register("mei");
  li = await register("li");
  roomId = (await mei.call("createRoom", {}, { preset: "public_chat", name: "Tea" })).room_id;
  await li.call("joinRoomById", { roomId });
});
after(() => server?.stop());

async function register(username) {
  const anyone = matrixClient(server.url);
  const person = await anyone.call("register", {}, { username, password: `tea for ${username}!`, auth: { type: "m.login.dummy" } });
  return { ...anyone.withToken(person.access_token), userId: person.user_id };
}

const refused = (errcode, status) => (error) => {
  assert.equal(error.errcode, errcode, error.message);
  assert.equal(error.status, status);
  return true;
};

const say = async (person, body, more = {}, eventType = "m.room.message") =>
  (await person.call("sendMessage", { roomId, eventType, txnId: `t${transactions++}` }, { msgtype: "m.text", body, ...more })).event_id;

const relate = (person, eventId, relType, body, more = {}) => say(person, body, { "m.relates_to": { rel_type: relType, event_id: eventId }, ...more });

const ids = (events) => events.map((event) => event.event_id);

test("pages follow each other to the first event of the room", async () => {
  for (let i = 0; i < 12; i++) await say(i % 2 ? li : mei, `${i}`);
  const filter = JSON.stringify({ lazy_load_members: true });
  const seen = [];
  let from = (await li.call("sync", { timeout: 0 })).next_batch;
  while (from) {
    const page = await li.call("getRoomEvents", { roomId, dir: "b", from, limit: 5, filter });
    assert.equal(page.start, from);
    page.chunk.forEach(validateEvent);
    assert.deepEqual(new Set(page.state.map((event) => event.state_key)), new Set(page.chunk.map((event) => event.sender)));
    seen.push(...ids(page.chunk));
    from = page.end;
  }
  const forwards = await mei.call("getRoomEvents", { roomId, dir: "f", limit: 100 });
  assert.deepEqual(ids(forwards.chunk).reverse(), seen);
  assert.equal(forwards.chunk[0].type, "m.room.create");
  await assert.rejects(mei.call("getRoomEvents", { roomId, dir: "sideways" }), refused("M_INVALID_PARAM", 400));
  await assert.rejects(mei.call("getRoomEvents", { roomId, dir: "b", limit: -1 }), refused("M_INVALID_PARAM", 400));
  await assert.rejects(mei.call("getRoomEvents", { roomId, dir: "b", from: "elsewhere" }), refused("M_INVALID_PARAM", 400));
  await assert.rejects(mei.call("getRoomEvents", { roomId, dir: "b", filter: "{" }), refused("M_NOT_JSON", 400));
});

test("the context of an event leads on in both directions", async () => {
  const said = [];
  for (const body of ["a", "b", "c", "d", "e"]) said.push(await say(mei, body));
  const context = await li.call("getEventContext", { roomId, eventId: said[2], limit: 2 });
  assert.deepEqual([ids(context.events_before), context.event.event_id, ids(context.events_after)], [[said[1]], said[2], [said[3]]]);
  [...context.events_before, context.event, ...context.events_after, ...context.state].forEach(validateEvent);
  assert.deepEqual(ids((await li.call("getRoomEvents", { roomId, dir: "b", from: context.start, limit: 1 })).chunk), [said[0]]);
  assert.deepEqual(ids((await li.call("getRoomEvents", { roomId, dir: "f", from: context.end, limit: 1 })).chunk), [said[4]]);
  const alone = await li.call("getEventContext", { roomId, eventId: said[2], limit: 0 });
  assert.deepEqual([alone.events_before, alone.events_after, alone.event.event_id], [[], [], said[2]]);
});

test("an edit and a thread stand with their event, also in sync", async () => {
  const root = await say(mei, "who comes?");
  await relate(mei, root, "m.replace", "* Who comes?", { "m.new_content": { msgtype: "m.text", body: "Who comes?" } });
  const answer = await relate(li, root, "m.thread", "I do");
  const event = await li.call("getOneRoomEvent", { roomId, eventId: root });
  const relations = event.unsigned["m.relations"];
  assert.equal(relations["m.replace"].content["m.new_content"].body, "Who comes?");
  assert.equal(relations["m.thread"].latest_event.event_id, answer);
  assert.deepEqual([relations["m.thread"].count, relations["m.thread"].current_user_participated], [1, true]);
  validateEvent(relations["m.thread"].latest_event);
  const { timeline } = (await mei.call("sync", { timeout: 0 })).rooms.join[roomId];
  assert.equal(timeline.events.find((e) => e.event_id === root).unsigned["m.relations"]["m.thread"].count, 1);
  const { chunk, next_batch: next } = await mei.call("getThreadRoots", { roomId, include: "participated", limit: 1 });
  assert.deepEqual([ids(chunk), next], [[root], undefined]);
  chunk.forEach(validateEvent);
  await assert.rejects(mei.call("getThreadRoots", { roomId, include: "some" }), refused("M_INVALID_PARAM", 400));
  await assert.rejects(mei.call("getThreadRoots", { roomId, limit: 0 }), refused("M_INVALID_PARAM", 400));
});

test("what relates to an event is found by kind and type, and page by page", async () => {
  const said = await say(mei, "tea?");
  const related = [];
  for (const [i, relType] of ["m.reference", "org.example.toast", "m.reference"].entries()) related.push(await relate(li, said, relType, `${i}`));
  const below = await relate(mei, related[2], "m.reference", "below");
  const first = await mei.call("getRelatingEvents", { roomId, eventId: said, limit: 2 });
  assert.deepEqual(ids(first.chunk), [related[2], related[1]]);
  const second = await mei.call("getRelatingEvents", { roomId, eventId: said, limit: 2, from: first.next_batch });
  assert.deepEqual([ids(second.chunk), second.next_batch, second.prev_batch], [[related[0]], undefined, first.next_batch]);
  const references = await mei.call("getRelatingEventsWithRelType", { roomId, eventId: said, relType: "m.reference", dir: "f", recurse: true });
  assert.deepEqual([ids(references.chunk), references.recursion_depth], [[related[0], related[2], below], 3]);
  const typed = { roomId, eventId: said, relType: "m.reference", eventType: "m.reaction" };
  assert.deepEqual((await mei.call("getRelatingEventsWithRelTypeAndEventType", typed)).chunk, []);
  await assert.rejects(mei.call("getRelatingEvents", { roomId, eventId: "$none" }), refused("M_NOT_FOUND", 404));
  await assert.rejects(mei.call("getRelatingEvents", { roomId, eventId: said, recurse: "perhaps" }), refused("M_INVALID_PARAM", 400));
});

test("nobody says the same twice about an event, and a thread begins where nothing is answered", async () => {
  const said = await say(mei, "more tea?");
  const react = (person, key, txnId) => person.call("sendMessage", { roomId, eventType: "m.reaction", txnId },
    { "m.relates_to": { rel_type: "m.annotation", event_id: said, key } });
  const { event_id: first } = await react(li, "🍵", "r1");
  assert.equal((await react(li, "🍵", "r1")).event_id, first);
  await assert.rejects(react(li, "🍵", "r2"), refused("M_DUPLICATE_ANNOTATION", 400));
  await react(li, "👍", "r3");
  await react(mei, "🍵", "r1");
  await li.call("redactEvent", { roomId, eventId: first, txnId: "u1" }, {});
  await react(li, "🍵", "r4");
  const inThread = await relate(li, said, "m.thread", "yes");
  await relate(mei, said, "m.thread", "here");
  await assert.rejects(relate(mei, inThread, "m.thread", "no"), refused("M_UNKNOWN", 400));
});

test("a moment leads to its event", async () => {
  const eventId = await say(mei, "now");
  const { origin_server_ts: ts } = await mei.call("getOneRoomEvent", { roomId, eventId });
  assert.equal((await li.call("getEventByTimestamp", { roomId, ts, dir: "b" })).event_id, eventId);
  assert.ok((await li.call("getEventByTimestamp", { roomId, ts: 0, dir: "f" })).origin_server_ts <= ts);
  await assert.rejects(li.call("getEventByTimestamp", { roomId, ts: 0, dir: "b" }), refused("M_NOT_FOUND", 404));
  await assert.rejects(li.call("getEventByTimestamp", { roomId, ts: "noon", dir: "b" }), refused("M_INVALID_PARAM", 400));
});

test("whom one ignores is not heard", async () => {
  await mei.call("setAccountData", { userId: mei.userId, type: "m.ignored_user_list" }, { ignored_users: { [li.userId]: {} } });
  const eventId = await say(li, "psst");
  assert.ok(!ids((await mei.call("getRoomEvents", { roomId, dir: "b", limit: 3 })).chunk).includes(eventId));
  await assert.rejects(mei.call("getOneRoomEvent", { roomId, eventId }), refused("M_NOT_FOUND", 404));
  await mei.call("setAccountData", { userId: mei.userId, type: "m.ignored_user_list" }, { ignored_users: {} });
  assert.ok(ids((await mei.call("getRoomEvents", { roomId, dir: "b", limit: 3 })).chunk).includes(eventId));
});

test("rooms get names and lose them", async () => {
  const roomAlias = "#茶:localhost";
  const bao = await register("bao");
  await li.call("setRoomAlias", { roomAlias }, { room_id: roomId });
  assert.deepEqual(await matrixClient(server.url).call("getRoomIdByAlias", { roomAlias }), { room_id: roomId, servers: ["localhost"] });
  assert.deepEqual((await mei.call("getLocalAliases", { roomId })).aliases, [roomAlias]);
  await assert.rejects(mei.call("setRoomAlias", { roomAlias }, { room_id: roomId }), refused("M_UNKNOWN", 409));
  await assert.rejects(mei.call("setRoomAlias", { roomAlias: "#tea:elsewhere" }, { room_id: roomId }), refused("M_INVALID_PARAM", 400));
  await assert.rejects(mei.call("setRoomAlias", { roomAlias: "#tea" }, { room_id: roomId }), refused("M_INVALID_PARAM", 400));
  await assert.rejects(mei.call("getRoomIdByAlias", { roomAlias: "tea" }), refused("M_INVALID_PARAM", 400));
  await assert.rejects(mei.call("getRoomIdByAlias", { roomAlias: "#none:localhost" }), refused("M_NOT_FOUND", 404));
  await assert.rejects(bao.call("setRoomAlias", { roomAlias: "#bao:localhost" }, { room_id: roomId }), refused("M_FORBIDDEN", 403));
  await assert.rejects(bao.call("getLocalAliases", { roomId }), refused("M_FORBIDDEN", 403));
  assert.equal((await bao.call("joinRoom", { roomIdOrAlias: roomAlias })).room_id, roomId);
  await assert.rejects(bao.call("deleteRoomAlias", { roomAlias }), refused("M_FORBIDDEN", 403));
  await mei.call("deleteRoomAlias", { roomAlias });
  await assert.rejects(mei.call("deleteRoomAlias", { roomAlias }), refused("M_NOT_FOUND", 404));
});
