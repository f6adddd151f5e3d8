// Two people meet and talk, on both databases: the core of the client-server API, each answer held against the specification.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { matrixClient } from "./client.mjs";
import { startServer } from "./server.mjs";
import { validateEvent } from "./spec.mjs";

let server;
let mei;
let li;
let roomId;
const said = {};

before(async () => {
  server = await startServer("--registration", "open", "--rate-limits", "off");
});
after(() => server?.stop());

async function register(username) {
  const anyone = matrixClient(server.url);
  const person = await anyone.call("register", {}, { username, password: `tea for ${username}!`, auth: { type: "m.login.dummy" } });
  return { ...anyone.withToken(person.access_token), userId: person.user_id, deviceId: person.device_id };
}

const refused = (errcode, status) => (error) => {
  assert.equal(error.errcode, errcode, error.message);
  assert.equal(error.status, status);
  return true;
};

const inRoom = (sync) => sync.rooms?.join?.[roomId];

/** Events in /sync lack the room's id, which the schemas want. */
const allValid = (events) => events.forEach((event) => validateEvent({ room_id: roomId, ...event }));

test("the server says which versions it speaks and how to sign in", async () => {
  const anyone = matrixClient(server.url);
  assert.ok((await anyone.call("getVersions")).versions.includes("v1.13"));
  assert.ok((await anyone.call("getLoginFlows")).flows.some((flow) => flow.type === "m.login.password"));
});

test("people register, are asked who they are, and sign in again", async () => {
  mei = await register("mei");
  li = await register("li");
  assert.equal((await mei.call("getTokenOwner")).user_id, mei.userId);
  const again = await matrixClient(server.url).call("login", {}, {
    type: "m.login.password", identifier: { type: "m.id.user", user: "li" }, password: "tea for li!",
  });
  assert.equal(again.user_id, li.userId);
  await assert.rejects(register("mei"), refused("M_USER_IN_USE", 400));
  await assert.rejects(matrixClient(server.url).call("getTokenOwner"), refused("M_MISSING_TOKEN", 401));
  await assert.rejects(mei.withToken("forged").call("getTokenOwner"), refused("M_UNKNOWN_TOKEN", 401));
});

test("a profile is set and read", async () => {
  await mei.call("setProfileField", { userId: mei.userId, keyName: "displayname" }, { displayname: "Mei" });
  assert.equal((await li.call("getUserProfile", { userId: mei.userId })).displayname, "Mei");
  await assert.rejects(li.call("setProfileField", { userId: mei.userId, keyName: "displayname" }, { displayname: "x" }), refused("M_FORBIDDEN", 403));
});

test("a room is made, and who is invited joins", async () => {
  roomId = (await mei.call("createRoom", {}, { preset: "trusted_private_chat", name: "Tea", topic: "leaves", invite: [li.userId], is_direct: true })).room_id;
  const sync = await li.call("sync", { timeout: 0 });
  assert.ok(sync.rooms.invite[roomId].invite_state.events.some((event) => event.type === "m.room.member"));
  assert.equal((await li.call("joinRoomById", { roomId })).room_id, roomId);
  assert.deepEqual((await li.call("getJoinedRooms")).joined_rooms, [roomId]);
  assert.deepEqual(Object.keys((await mei.call("getJoinedMembersByRoom", { roomId })).joined).sort(), [li.userId, mei.userId].sort());
  allValid((await mei.call("getMembersByRoom", { roomId })).chunk);
  allValid(await mei.call("getRoomState", { roomId }));
});

test("a repeated transaction gives the same event", async () => {
  const first = { roomId, eventType: "m.room.message", txnId: "one" };
  const send = () => mei.call("sendMessage", first, { msgtype: "m.text", body: "The water boils." });
  said.first = (await send()).event_id;
  assert.equal((await send()).event_id, said.first);
});

test("a sync has the message once and ends where the next begins", async () => {
  const whole = await li.call("sync", { timeout: 0 });
  const room = inRoom(whole);
  allValid([...(room.state?.events ?? []), ...room.timeline.events]);
  assert.equal(room.timeline.events.filter((event) => event.event_id === said.first).length, 1);
  assert.equal(room.unread_notifications.notification_count, 1);
  const waiting = li.call("sync", { since: whole.next_batch, timeout: 20_000 });
  said.second = (await mei.call("sendMessage", { roomId, eventType: "m.room.message", txnId: "two" }, { msgtype: "m.text", body: "Come in." })).event_id;
  assert.deepEqual(inRoom(await waiting).timeline.events.map((event) => event.event_id), [said.second]);
});

test("a filter is kept and limits the timeline", async () => {
  const filter = { room: { timeline: { limit: 1, types: ["m.room.message"] } } };
  const { filter_id: filterId } = await li.call("defineFilter", { userId: li.userId }, filter);
  assert.deepEqual(await li.call("getFilter", { userId: li.userId, filterId }), filter);
  const room = inRoom(await li.call("sync", { filter: filterId, timeout: 0 }));
  assert.deepEqual(room.timeline.events.map((event) => event.event_id), [said.second]);
  assert.equal(room.timeline.limited, true);
  await assert.rejects(li.call("defineFilter", { userId: li.userId }, { room: [] }), refused("M_BAD_JSON", 400));
});

test("what was said can be read back", async () => {
  const backwards = await li.call("getRoomEvents", { roomId, dir: "b", limit: 2 });
  assert.deepEqual(backwards.chunk.map((event) => event.event_id), [said.second, said.first]);
  allValid(backwards.chunk);
  validateEvent(await li.call("getOneRoomEvent", { roomId, eventId: said.first }));
  assert.equal((await li.call("getEventContext", { roomId, eventId: said.first, limit: 2 })).event.event_id, said.first);
  assert.equal((await li.call("getRoomStateWithKey", { roomId, eventType: "m.room.name", stateKey: "" })).name, "Tea");
  await assert.rejects(li.call("getOneRoomEvent", { roomId, eventId: "$nothing" }), refused("M_NOT_FOUND", 404));
});

test("a receipt ends the unread count, and typing is seen", async () => {
  await li.call("postReceipt", { roomId, receiptType: "m.read", eventId: said.second }, {});
  assert.equal(inRoom(await li.call("sync", { timeout: 0 })).unread_notifications.notification_count, 0);
  await li.call("setTyping", { roomId, userId: li.userId }, { typing: true, timeout: 30_000 });
  const { ephemeral } = inRoom(await mei.call("sync", { timeout: 0 }));
  assert.ok(ephemeral.events.some((event) => event.type === "m.receipt"));
  assert.deepEqual(ephemeral.events.find((event) => event.type === "m.typing").content.user_ids, [li.userId]);
  await li.call("setReadMarker", { roomId }, { "m.fully_read": said.second });
});

test("a reaction is counted with its message and a redaction takes the words away", async () => {
  await li.call("sendMessage", { roomId, eventType: "m.reaction", txnId: "r" },
    { "m.relates_to": { rel_type: "m.annotation", event_id: said.first, key: "🍵" } });
  assert.equal((await mei.call("getRelatingEvents", { roomId, eventId: said.first })).chunk.length, 1);
  await mei.call("redactEvent", { roomId, eventId: said.second, txnId: "x" }, { reason: "spilt" });
  assert.deepEqual((await li.call("getOneRoomEvent", { roomId, eventId: said.second })).content, {});
});

test("account data and tags are a person's own", async () => {
  await li.call("setAccountData", { userId: li.userId, type: "org.example.tea" }, { leaves: 3 });
  assert.deepEqual(await li.call("getAccountData", { userId: li.userId, type: "org.example.tea" }), { leaves: 3 });
  await li.call("setRoomTag", { userId: li.userId, roomId, tag: "m.favourite" }, { order: 0.5 });
  assert.deepEqual(await li.call("getRoomTags", { userId: li.userId, roomId }), { tags: { "m.favourite": { order: 0.5 } } });
  await assert.rejects(mei.call("getAccountData", { userId: li.userId, type: "org.example.tea" }), refused("M_FORBIDDEN", 403));
});

test("push rules are read, added, silenced and deleted", async () => {
  const rule = { kind: "content", ruleId: "tea" };
  assert.equal((await li.call("getPushRules")).global.override[0].rule_id, ".m.rule.master");
  await li.call("setPushRule", rule, { pattern: "tea", actions: ["notify"] });
  await li.call("setPushRuleEnabled", rule, { enabled: false });
  await li.call("setPushRuleActions", rule, { actions: [] });
  assert.deepEqual(await li.call("getPushRule", rule), { rule_id: "tea", default: false, enabled: false, pattern: "tea", actions: [] });
  const sync = await li.call("sync", { timeout: 0 });
  assert.equal(sync.account_data.events.find((event) => event.type === "m.push_rules").content.global.content.length, 1);
  await li.call("deletePushRule", rule);
  await assert.rejects(li.call("getPushRule", rule), refused("M_NOT_FOUND", 404));
  await assert.rejects(li.call("setPushRule", { ...rule, before: "nobody" }, { pattern: "x", actions: [] }), refused("M_UNKNOWN", 400));
});

test("who is not in a room neither reads nor writes", async () => {
  const bao = await register("bao");
  await assert.rejects(bao.call("getRoomEvents", { roomId, dir: "b" }), refused("M_FORBIDDEN", 403));
  await assert.rejects(bao.call("sendMessage", { roomId, eventType: "m.room.message", txnId: "1" }, { msgtype: "m.text", body: "x" }), refused("M_FORBIDDEN", 403));
  await assert.rejects(bao.call("joinRoomById", { roomId }), refused("M_FORBIDDEN", 403));
});

test("who leaves is gone and may forget", async () => {
  await li.call("leaveRoom", { roomId });
  assert.deepEqual((await li.call("getJoinedRooms")).joined_rooms, []);
  await li.call("forgetRoom", { roomId });
});

test("an unknown endpoint is unrecognized", async () => {
  const answer = await fetch(`${server.url}/_matrix/client/v3/teapot`);
  assert.deepEqual([answer.status, (await answer.json()).errcode], [404, "M_UNRECOGNIZED"]);
});

test("who signs out is signed out", async () => {
  await mei.call("logout");
  await assert.rejects(mei.call("getTokenOwner"), refused("M_UNKNOWN_TOKEN", 401));
});
