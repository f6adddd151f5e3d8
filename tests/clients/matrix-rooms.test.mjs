// What people do with rooms and to each other, on both databases, each answer held against the specification.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { matrixClient } from "./client.mjs";
import { refused, register } from "./people.mjs";
import { startServer } from "./server.mjs";

let server;
let mei;
let li;
let fox;

before(async () => {
  server = await startServer("--registration", "open", "--rate-limits", "off");
  [mei, li, fox] = [await register(server, "mei"), await register(server, "li"), await register(server, "fox")];
});
after(() => server?.stop());

const make = async (body) => (await mei.call("createRoom", {}, { preset: "private_chat", ...body })).room_id;
const setState = (who, roomId, eventType, content, stateKey = "") => who.call("setRoomStateWithKey", { roomId, eventType, stateKey }, content);

test("people are invited, sent away, banned and let in again", async () => {
  const roomId = await make({ name: "Tea" });
  await mei.call("inviteUser", { roomId }, { user_id: li.userId });
  await li.call("joinRoomById", { roomId });
  await mei.call("kick", { roomId }, { user_id: li.userId, reason: "no sugar" });
  await assert.rejects(li.call("getRoomState", { roomId: "!nowhere:localhost" }), refused("M_FORBIDDEN", 403));
  await mei.call("ban", { roomId }, { user_id: li.userId });
  await assert.rejects(mei.call("inviteUser", { roomId }, { user_id: li.userId }), refused("M_FORBIDDEN", 403));
  await mei.call("unban", { roomId }, { user_id: li.userId });
  await mei.call("inviteUser", { roomId }, { user_id: li.userId });
  await li.call("joinRoom", { roomIdOrAlias: roomId }, {});
  await mei.call("setRoomStateWithKey", { roomId, eventType: "m.room.topic", stateKey: "" }, { topic: "leaves" });
  await assert.rejects(setState(li, roomId, "m.room.topic", { topic: "sugar" }), refused("M_FORBIDDEN", 403));
  assert.deepEqual((await li.call("getMutualRooms", { user_id: mei.userId })).joined, [roomId]);
  assert.deepEqual((await li.call("getMutualRooms", { user_id: fox.userId })).joined, []);
  await assert.rejects(li.call("getMutualRooms", { user_id: li.userId }), refused("M_INVALID_PARAM", 400));
});

test("people are found by a part of their name by those who share a room, by strangers only whole", async () => {
  const hidden = await register(server, "hidden-teapot");
  await li.call("setProfileField", { userId: li.userId, keyName: "displayname" }, { displayname: "Li of the Lake" });
  const found = async (who, search_term, limit) => {
    const { results, limited } = await who.call("searchUserDirectory", {}, { search_term, ...(limit === undefined ? {} : { limit }) });
    return [results.map((one) => one.user_id), limited];
  };
  assert.deepEqual(await found(mei, "the lake"), [[li.userId], false]);
  assert.deepEqual(await found(hidden, "the lake"), [[], false]);
  assert.deepEqual(await found(fox, "teapot"), [[], false]);
  for (const whole of ["hidden-teapot", "Hidden-Teapot", hidden.userId]) assert.deepEqual(await found(fox, whole), [[hidden.userId], false]);
  assert.deepEqual(await found(mei, "L", 0), [[], true]);
  assert.deepEqual(await found(mei, ""), [[], false]);
  assert.deepEqual(await found(mei, mei.userId), [[], false]);
});

test("who knocks is seen, sees what they asked for, and is let in or not", async () => {
  const roomId = await make({ name: "Behind the door", initial_state: [{ type: "m.room.join_rules", content: { join_rule: "knock" } }] });
  const before = (await fox.call("sync", { timeout: 0 })).next_batch;
  assert.deepEqual(await fox.call("knockRoom", { roomIdOrAlias: roomId }, { reason: "I bring cake" }), { room_id: roomId });
  const { knock } = (await fox.call("sync", { since: before, timeout: 0 })).rooms;
  const shown = knock[roomId].knock_state.events;
  assert.equal(shown.find((event) => event.type === "m.room.name").content.name, "Behind the door");
  assert.equal(shown.filter((event) => event.type === "m.room.member").length, 1);
  const seen = (await mei.call("getMembersByRoom", { roomId })).chunk.find((event) => event.state_key === fox.userId);
  assert.deepEqual([seen.content.membership, seen.content.reason], ["knock", "I bring cake"]);
  await assert.rejects(fox.call("getRoomEvents", { roomId, dir: "b" }), refused("M_FORBIDDEN", 403));
  await mei.call("inviteUser", { roomId }, { user_id: fox.userId });
  await fox.call("joinRoomById", { roomId });
  await fox.call("leaveRoom", { roomId });

  const closed = await make({});
  await assert.rejects(fox.call("knockRoom", { roomIdOrAlias: closed }, {}), refused("M_FORBIDDEN", 403));
  await assert.rejects(fox.call("knockRoom", { roomIdOrAlias: "#nowhere:localhost" }, {}), refused("M_NOT_FOUND", 404));
});

test("a room is in the house's list when its people put it there", async () => {
  const anyone = matrixClient(server.url);
  const quiet = await make({ preset: "public_chat", name: "Not in the list" });
  const oolong = await make({ visibility: "public", name: "Oolong", topic: "half rolled", room_alias_name: "oolong" });
  const green = await make({ preset: "public_chat", name: "Green tea" });
  await li.call("joinRoomById", { roomId: green });
  await assert.rejects(anyone.call("getRoomVisibilityOnDirectory", { roomId: green }), refused("M_NOT_FOUND", 404));
  await assert.rejects(li.call("setRoomVisibilityOnDirectory", { roomId: green }, { visibility: "public" }), refused("M_FORBIDDEN", 403));
  await mei.call("setRoomVisibilityOnDirectory", { roomId: green }, { visibility: "public" });
  assert.equal((await anyone.call("getRoomVisibilityOnDirectory", { roomId: green })).visibility, "public");
  const all = await anyone.call("getPublicRooms");
  assert.deepEqual(all.chunk.map((room) => room.room_id), [green, oolong]);
  assert.deepEqual([all.total_room_count_estimate, all.chunk[0].num_joined_members, all.chunk[1].canonical_alias], [2, 2, "#oolong:localhost"]);
  assert.ok(!all.chunk.some((room) => room.room_id === quiet));
  const first = await anyone.call("getPublicRooms", { limit: 1 });
  const second = await anyone.call("getPublicRooms", { limit: 1, since: first.next_batch });
  assert.deepEqual([second.chunk.map((room) => room.room_id), second.next_batch], [[oolong], undefined]);
  const find = async (filter) => (await fox.call("queryPublicRooms", {}, { filter })).chunk.map((room) => room.room_id);
  assert.deepEqual(await find({ generic_search_term: "ROLLED" }), [oolong]);
  assert.deepEqual(await find({ room_types: ["m.space"] }), []);
  assert.deepEqual(await find({ room_types: [null, "m.space"] }), [green, oolong]);
  await assert.rejects(anyone.call("getPublicRooms", { server: "elsewhere.example" }), refused("M_NOT_FOUND", 404));
  await mei.call("setRoomVisibilityOnDirectory", { roomId: green }, { visibility: "private" });
  assert.deepEqual((await anyone.call("getPublicRooms")).chunk.map((room) => room.room_id), [oolong]);
});

test("a space leads to the rooms in it that one may see, each once", async () => {
  const space = await make({ preset: "public_chat", name: "House of tea", creation_content: { type: "m.space" } });
  const inner = await make({ preset: "public_chat", name: "Cellar", creation_content: { type: "m.space" } });
  const [open, hidden] = [await make({ preset: "public_chat", name: "Open" }), await make({ name: "Hidden" })];
  const restricted = await make({ name: "For guests", initial_state: [{
    type: "m.room.join_rules", content: { join_rule: "restricted", allow: [{ type: "m.room_membership", room_id: space }] } }] });
  const child = (parent, room, more = {}) => setState(mei, parent, "m.space.child", { via: ["localhost"], ...more }, room);
  await child(space, hidden);
  await child(space, restricted);
  await child(space, inner, { order: "a", suggested: true });
  await child(space, open, { order: "b" });
  await child(inner, space);                                   // a ring
  await setState(mei, space, "m.space.child", {}, "!gone:localhost");
  const roomsOf = async (who, more = {}) => (await who.call("getSpaceHierarchy", { roomId: space, ...more })).rooms.map((room) => room.name);
  assert.deepEqual(await roomsOf(mei), ["House of tea", "Cellar", "Open", "Hidden", "For guests"]);
  assert.deepEqual(await roomsOf(fox), ["House of tea", "Cellar", "Open"]);
  await fox.call("joinRoomById", { roomId: space });
  assert.deepEqual(await roomsOf(fox), ["House of tea", "Cellar", "Open", "For guests"]);
  assert.deepEqual(await roomsOf(fox, { suggested_only: true }), ["House of tea", "Cellar"]);
  assert.deepEqual(await roomsOf(fox, { max_depth: 0 }), ["House of tea"]);
  const page = await fox.call("getSpaceHierarchy", { roomId: space, limit: 3 });
  assert.deepEqual(page.rooms[0].children_state.length, 4);
  assert.deepEqual(await roomsOf(fox, { limit: 3, from: page.next_batch }), ["For guests"]);
  await assert.rejects(fox.call("getSpaceHierarchy", { roomId: hidden }), refused("M_FORBIDDEN", 403));
  const summary = await li.call("getRoomSummary", { roomIdOrAlias: open });
  assert.deepEqual([summary.name, summary.join_rule, summary.membership, summary.room_version], ["Open", "public", undefined, "11"]);
  assert.deepEqual((await fox.call("getRoomSummary", { roomIdOrAlias: restricted })).allowed_room_ids, [space]);
  await assert.rejects(li.call("getRoomSummary", { roomIdOrAlias: hidden }), refused("M_NOT_FOUND", 404));
});

test("a room moves to another version and back, with its name, its people's levels and its place in the list", async () => {
  const first = await make({ visibility: "public", preset: "public_chat", name: "Old house", room_alias_name: "house", power_level_content_override: { users: { [mei.userId]: 100, [li.userId]: 50 } } });
  await li.call("joinRoomById", { roomId: first });
  const upgrade = async (who, roomId, new_version, more = {}) => (await who.call("upgradeRoom", { roomId }, { new_version, ...more })).replacement_room;
  await assert.rejects(upgrade(li, first, "12"), refused("M_FORBIDDEN", 403));
  await assert.rejects(upgrade(fox, first, "12"), refused("M_FORBIDDEN", 403));
  await assert.rejects(upgrade(mei, first, "7"), refused("M_UNSUPPORTED_ROOM_VERSION", 400));
  const second = await upgrade(mei, first, "12", { additional_creators: [fox.userId] });
  assert.equal(await upgrade(mei, first, "12"), second);
  const state = async (roomId, eventType) => mei.call("getRoomStateWithKey", { roomId, eventType, stateKey: "" });
  assert.equal((await state(first, "m.room.tombstone")).replacement_room, second);
  assert.deepEqual([(await state(first, "m.room.power_levels")).events_default, (await state(first, "m.room.power_levels")).invite], [50, 50]);
  assert.equal((await state(second, "m.room.create")).predecessor.room_id, first);
  assert.deepEqual((await state(second, "m.room.create")).additional_creators, [fox.userId]);
  assert.deepEqual((await state(second, "m.room.power_levels")).users, { [li.userId]: 50 });
  assert.equal((await state(second, "m.room.name")).name, "Old house");
  assert.equal((await state(second, "m.room.canonical_alias")).alias, "#house:localhost");
  assert.equal((await fox.call("getRoomIdByAlias", { roomAlias: "#house:localhost" })).room_id, second);
  assert.deepEqual((await fox.call("queryPublicRooms", {}, { filter: { generic_search_term: "old house" } })).chunk.map((room) => room.room_id), [second]);
  await li.call("joinRoomById", { roomId: second });
  await assert.rejects(
    li.call("sendMessage", { roomId: first, eventType: "org.example.note", txnId: "late" }, {}).then(() => fox.call("joinRoomById", { roomId: first })).then(() =>
      fox.call("sendMessage", { roomId: first, eventType: "m.room.message", txnId: "late" }, { msgtype: "m.text", body: "hello?" })),
    refused("M_FORBIDDEN", 403));
  const third = await upgrade(mei, second, "11");
  assert.deepEqual((await state(third, "m.room.power_levels")).users, { [li.userId]: 50, [mei.userId]: 100, [fox.userId]: 100 });
  await setState(mei, third, "m.room.topic", { topic: "back again" });
});

test("rooms, events and people are reported, and notes in a room are one's own", async () => {
  const roomId = await make({ preset: "public_chat" });
  await li.call("joinRoomById", { roomId });
  const { event_id: eventId } = await mei.call("sendMessage", { roomId, eventType: "m.room.message", txnId: "one" }, { msgtype: "m.text", body: "sugar!" });
  await li.call("reportEvent", { roomId, eventId }, { reason: "sugar" });
  await li.call("reportRoom", { roomId }, { reason: "too sweet" });
  await li.call("reportUser", { userId: mei.userId }, { reason: "sweet" });
  const note = { userId: li.userId, roomId, type: "org.example.note" };
  await li.call("setAccountDataPerRoom", note, { text: "mine" });
  assert.deepEqual(await li.call("getAccountDataPerRoom", note), { text: "mine" });
  await assert.rejects(mei.call("getAccountDataPerRoom", note), refused("M_FORBIDDEN", 403));
  const tag = { userId: li.userId, roomId, tag: "u.tea" };
  await li.call("setRoomTag", tag, {});
  await li.call("deleteRoomTag", tag);
  assert.deepEqual((await li.call("getRoomTags", { userId: li.userId, roomId })).tags, {});
});

test("push rules are read one by one, and nothing is pushed anywhere", async () => {
  const rule = { kind: "underride", ruleId: ".m.rule.message" };
  assert.ok((await mei.call("getPushRulesGlobal")).underride.some((one) => one.rule_id === rule.ruleId));
  assert.equal((await mei.call("isPushRuleEnabled", rule)).enabled, true);
  assert.deepEqual((await mei.call("getPushRuleActions", rule)).actions, ["notify"]);
  assert.deepEqual(await mei.call("getPushers"), { pushers: [] });
});
