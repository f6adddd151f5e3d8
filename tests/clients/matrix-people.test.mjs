// What is a person's own, on both databases: ways in, devices, keys, backup and files, each answer held against the specification.
import assert from "node:assert/strict";
import { generateKeyPairSync, sign } from "node:crypto";
import { after, before, test } from "node:test";
import { matrixClient } from "./client.mjs";
import { passwordOf, person, proof, refused, register } from "./people.mjs";
import { startServer } from "./server.mjs";

let server;
let anyone;
let mei;
let li;

before(async () => {
  server = await startServer("--registration", "open", "--rate-limits", "off");
  anyone = matrixClient(server.url);
  mei = await register(server, "mei");
  li = await register(server, "li");
});
after(() => server?.stop());

const signIn = async (username, more = {}) => person(anyone, username, await anyone.call("login", {}, {
  type: "m.login.password", identifier: { type: "m.id.user", user: username }, password: passwordOf(username), ...more,
}));

const canonical = (value) => Array.isArray(value) ? `[${value.map(canonical).join(",")}]`
  : value !== null && typeof value === "object"
    ? `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}` : JSON.stringify(value);

/** A key pair of a device or an identity. */
function keyPair() {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const text = publicKey.export({ format: "der", type: "spki" }).subarray(-32).toString("base64").replace(/=+$/, "");
  const signed = (object, userId, keyId) => ({
    ...object, signatures: { [userId]: { [`ed25519:${keyId}`]: sign(null, Buffer.from(canonical(object)), privateKey).toString("base64").replace(/=+$/, "") } },
  });
  return { text, signed };
}

test("a newcomer learns where the house is and whether a handle can be had", async () => {
  assert.equal((await anyone.call("getWellknown"))["m.homeserver"].base_url.length > 0, true);
  assert.equal((await anyone.call("checkUsernameAvailability", { username: "lantern" })).available, true);
  await assert.rejects(anyone.call("checkUsernameAvailability", { username: "mei" }), refused("M_USER_IN_USE", 400));
  await assert.rejects(anyone.call("registrationTokenValidity", { token: "x" }), refused("M_FORBIDDEN", 403));
  assert.equal((await mei.call("getCapabilities")).capabilities["m.change_password"].enabled, true);
  assert.deepEqual(await mei.call("getAccount3PIDs"), { threepids: [] });
  assert.deepEqual(await mei.call("getProtocols"), {});
});

test("one field of a profile is read, set and taken away", async () => {
  const field = { userId: mei.userId, keyName: "m.tz" };
  await mei.call("setProfileField", field, { "m.tz": "Asia/Shanghai" });
  assert.deepEqual(await li.call("getProfileField", field), { "m.tz": "Asia/Shanghai" });
  await mei.call("deleteProfileField", field);
  await assert.rejects(li.call("getProfileField", field), refused("M_NOT_FOUND", 404));
});

test("presence is taken and everybody is offline", async () => {
  await mei.call("setPresence", { userId: mei.userId }, { presence: "online" });
  assert.equal((await mei.call("getPresence", { userId: mei.userId })).presence, "offline");
});

test("devices are listed, named and signed out one by one, and nobody looks at another's", async () => {
  const phone = await signIn("mei", { initial_device_display_name: "Phone" });
  const [laptop, tablet] = [await signIn("mei"), await signIn("mei")];
  assert.equal((await mei.call("getDevices")).devices.length, 4);
  await mei.call("updateDevice", { deviceId: phone.deviceId }, { display_name: "Old phone" });
  assert.equal((await mei.call("getDevice", { deviceId: phone.deviceId })).display_name, "Old phone");
  assert.deepEqual(Object.keys((await mei.call("getWhoIs", { userId: mei.userId })).devices).length, 4);
  await assert.rejects(li.call("getWhoIs", { userId: mei.userId }), refused("M_FORBIDDEN", 403));
  await assert.rejects(mei.call("deleteDevice", { deviceId: phone.deviceId }, {}), (error) => error.status === 401 && error.body.flows.length > 0);
  await mei.call("deleteDevice", { deviceId: phone.deviceId }, { auth: proof(mei) });
  await mei.call("deleteDevices", {}, { devices: [laptop.deviceId, tablet.deviceId], auth: proof(mei) });
  assert.deepEqual((await mei.call("getDevices")).devices.map((device) => device.device_id), [mei.deviceId]);
});

test("tokens are refreshed, given to another app, and end with all others", async () => {
  const short = await signIn("li", { refresh_token: true });
  const next = await anyone.call("refresh", {}, { refresh_token: short.refreshToken });
  assert.equal((await anyone.withToken(next.access_token).call("getTokenOwner")).device_id, short.deviceId);
  const { login_token: token } = await li.call("generateLoginToken", {}, { auth: proof(li) });
  const other = await anyone.call("login", {}, { type: "m.login.token", token });
  assert.equal(other.user_id, li.userId);
  await anyone.withToken(other.access_token).call("logout_all");
  await assert.rejects(li.call("getTokenOwner"), refused("M_UNKNOWN_TOKEN", 401));
  li = await signIn("li");
});

test("a password is changed, and somebody leaves for good", async () => {
  const fox = await register(server, "fox");
  await fox.call("changePassword", {}, { new_password: "a new one, please", auth: proof(fox) });
  await fox.call("deactivateAccount", {}, { auth: { ...proof(fox), password: "a new one, please" } });
  await assert.rejects(fox.call("getTokenOwner"), refused("M_UNKNOWN_TOKEN", 401));
});

test("keys of devices are published, asked for, signed and used up", async () => {
  const { next_batch: since } = await li.call("sync", { timeout: 0 });
  const room = (await mei.call("createRoom", {}, { preset: "private_chat", invite: [li.userId] })).room_id;
  await li.call("joinRoomById", { roomId: room });
  const [device, master, self, user] = [keyPair(), keyPair(), keyPair(), keyPair()];
  const deviceKeys = {
    user_id: mei.userId, device_id: mei.deviceId, algorithms: ["m.olm.v1.curve25519-aes-sha2", "m.megolm.v1.aes-sha2"],
    keys: { [`curve25519:${mei.deviceId}`]: keyPair().text, [`ed25519:${mei.deviceId}`]: device.text },
  };
  const counts = await mei.call("uploadKeys", {}, {
    device_keys: device.signed(deviceKeys, mei.userId, mei.deviceId),
    one_time_keys: { "signed_curve25519:AAAA": device.signed({ key: keyPair().text }, mei.userId, mei.deviceId) },
  });
  assert.equal(counts.one_time_key_counts.signed_curve25519, 1);
  const identity = (usage, pair) => ({ user_id: mei.userId, usage: [usage], keys: { [`ed25519:${pair.text}`]: pair.text } });
  await mei.call("uploadCrossSigningKeys", {}, {
    master_key: identity("master", master), auth: proof(mei),
    self_signing_key: master.signed(identity("self_signing", self), mei.userId, master.text),
    user_signing_key: master.signed(identity("user_signing", user), mei.userId, master.text),
  });
  const { failures } = await mei.call("uploadCrossSigningSignatures", {}, { [mei.userId]: { [mei.deviceId]: self.signed(deviceKeys, mei.userId, self.text) } });
  assert.deepEqual(failures ?? {}, {});
  const seen = await li.call("queryKeys", {}, { device_keys: { [mei.userId]: [] } });
  assert.ok(`ed25519:${self.text}` in seen.device_keys[mei.userId][mei.deviceId].signatures[mei.userId]);
  assert.equal(seen.user_signing_keys?.[mei.userId], undefined);
  const claim = () => li.call("claimKeys", {}, { one_time_keys: { [mei.userId]: { [mei.deviceId]: "signed_curve25519" } } });
  assert.deepEqual(Object.keys((await claim()).one_time_keys[mei.userId][mei.deviceId]), ["signed_curve25519:AAAA"]);
  assert.deepEqual((await claim()).one_time_keys, {});
  const { next_batch: to } = await li.call("sync", { timeout: 0 });
  assert.ok((await li.call("getKeysChanges", { from: since, to })).changed.includes(mei.userId));
});

test("a message goes from device to device", async () => {
  const send = { eventType: "org.example.tea", txnId: "one" };
  for (let twice = 0; twice < 2; twice++) await mei.call("sendToDevice", send, { messages: { [li.userId]: { [li.deviceId]: { leaves: 3 } } } });
  assert.deepEqual((await li.call("sync", { timeout: 0 })).to_device.events.map((event) => event.content), [{ leaves: 3 }]);
});

test("room keys are backed up, read and deleted, whole and singly", async () => {
  const algorithm = "m.megolm_backup.v1.curve25519-aes-sha2";
  const auth_data = { public_key: keyPair().text, signatures: {} };
  const { version } = await mei.call("postRoomKeysVersion", {}, { algorithm, auth_data });
  const key = { first_message_index: 0, forwarded_count: 0, is_verified: true, session_data: { ciphertext: "c", ephemeral: "e", mac: "m" } };
  const [tea, cake] = ["!tea:localhost", "!cake:localhost"];
  await mei.call("putRoomKeyBySessionId", { roomId: tea, sessionId: "one", version }, key);
  await mei.call("putRoomKeysByRoomId", { roomId: tea, version }, { sessions: { two: key } });
  assert.equal((await mei.call("putRoomKeys", { version }, { rooms: { [cake]: { sessions: { three: key } } } })).count, 3);
  assert.deepEqual(Object.keys((await mei.call("getRoomKeys", { version })).rooms).sort(), [cake, tea]);
  assert.deepEqual(Object.keys((await mei.call("getRoomKeysByRoomId", { roomId: tea, version })).sessions), ["one", "two"]);
  assert.equal((await mei.call("getRoomKeyBySessionId", { roomId: tea, sessionId: "one", version })).is_verified, true);
  await mei.call("putRoomKeysVersion", { version }, { algorithm, auth_data: { ...auth_data, signatures: {} }, version });
  assert.equal((await mei.call("getRoomKeysVersionCurrent")).count, 3);
  assert.equal((await mei.call("getRoomKeysVersion", { version })).algorithm, algorithm);
  await assert.rejects(li.call("getRoomKeysVersion", { version: "999999" }), refused("M_NOT_FOUND", 404));
  assert.equal((await mei.call("deleteRoomKeyBySessionId", { roomId: tea, sessionId: "one", version })).count, 2);
  assert.equal((await mei.call("deleteRoomKeysByRoomId", { roomId: tea, version })).count, 1);
  assert.equal((await mei.call("deleteRoomKeys", { version })).count, 0);
  await mei.call("deleteRoomKeysVersion", { version });
  await assert.rejects(mei.call("getRoomKeysVersionCurrent"), refused("M_NOT_FOUND", 404));
});

const picture = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==", "base64");
const idOf = (uri) => uri.split("/").at(-1);

test("files are uploaded and handed out, sandboxed and never as what they pretend to be", async () => {
  const size = (await mei.call("getConfigAuthed"))["m.upload.size"];
  assert.equal((await mei.call("getConfig"))["m.upload.size"], size);
  const media = { serverName: "localhost", mediaId: idOf((await mei.upload("uploadContent", { filename: "tea.png" }, picture, "image/png")).content_uri) };
  const whole = await li.file("getContentAuthed", media);
  assert.deepEqual(whole.bytes, picture);
  assert.match(whole.headers.get("content-disposition"), /^inline; filename=tea\.png/);
  assert.match((await li.file("getContentOverrideNameAuthed", { ...media, fileName: "cup.png" })).headers.get("content-disposition"), /cup\.png/);
  assert.equal((await li.file("getContentThumbnailAuthed", { ...media, width: 32, height: 32 })).headers.get("content-security-policy"), "sandbox; default-src 'none'");
  await assert.rejects(li.file("getContent", media), refused("M_NOT_FOUND", 404));
  await assert.rejects(li.file("getContentThumbnail", { ...media, width: 32, height: 32 }), refused("M_NOT_FOUND", 404));
  await assert.rejects(li.file("getContentOverrideName", { ...media, fileName: "x" }), refused("M_NOT_FOUND", 404));

  for (const [bytes, type] of [["<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "image/svg+xml"], ["<script>alert(1)</script>", "text/html"], ["<script>alert(1)</script>", "image/png"]]) {
    const mediaId = idOf((await mei.upload("uploadContent", { filename: "tea.html" }, Buffer.from(bytes), type)).content_uri);
    const { headers } = await li.file("getContentAuthed", { ...media, mediaId });
    assert.match(headers.get("content-disposition"), /^attachment/);
    assert.equal(headers.get("x-content-type-options"), "nosniff");
    assert.equal(headers.get("content-security-policy"), "sandbox; default-src 'none'");
    assert.equal(headers.get("content-type"), type === "image/png" ? "application/octet-stream" : type);
  }
});

test("an id is given out before its file", async () => {
  const mediaId = idOf((await mei.call("createContent", {}, {})).content_uri);
  const media = { serverName: "localhost", mediaId };
  await assert.rejects(li.file("getContentAuthed", media), refused("M_NOT_YET_UPLOADED", 504));
  await assert.rejects(li.upload("uploadContentToMXC", media, picture, "image/png"), refused("M_FORBIDDEN", 403));
  await mei.upload("uploadContentToMXC", media, picture, "image/png");
  assert.deepEqual((await li.file("getContentAuthed", media)).bytes, picture);
});
