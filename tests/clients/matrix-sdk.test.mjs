// matrix-js-sdk, unchanged, with its Rust crypto, on both databases: two people in an encrypted room, and two devices of one of them.
import assert from "node:assert/strict";
import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { after, before, test } from "node:test";
import { createClient, ClientEvent, EventType, MatrixEventEvent, MsgType, Preset, RoomEvent } from "matrix-js-sdk";
import { CryptoEvent, decodeRecoveryKey, encodeRecoveryKey, VerificationPhase, VerificationRequestEvent, VerifierEvent } from "matrix-js-sdk/lib/crypto-api/index.js";
import { startServer } from "./server.mjs";

const WITHIN_MS = 30_000;
const PASSWORD = "a kettle, two cups and a harbour";

let server;
let mei;
let li;
let phone;
let roomId;
const recovery = {};
/** Also those whose start failed: one that went on asking a server that is gone would hold the process for ever. */
const started = [];

before(async () => {
  // Each request of the SDK leaves a timer behind that outlives it by minutes: these shall not hold the process.
  const { setTimeout } = globalThis;
  globalThis.setTimeout = (work, ms, ...given) => {
    const timer = setTimeout(work, ms, ...given);
    return ms > WITHIN_MS ? timer.unref() : timer;
  };
  server = await startServer("--registration", "open", "--rate-limits", "off");
});
after(async () => {
  for (const client of started) client.stopClient();
  await server?.stop();
});

/** The SDK tells everything; a failing test says enough. */
const logger = { trace() {}, debug() {}, info() {}, warn() {}, error() {}, getChild: () => logger };

const anyone = () => createClient({ baseUrl: server.url, logger, localTimeoutMs: WITHIN_MS });

async function start(login) {
  const keys = new Map();
  const client = createClient({
    baseUrl: server.url,
    logger,
    localTimeoutMs: WITHIN_MS,
    userId: login.user_id,
    deviceId: login.device_id,
    accessToken: login.access_token,
    verificationMethods: ["m.sas.v1"],
    disableVoip: true,
    cryptoCallbacks: {
      getSecretStorageKey: async ({ keys: asked }) => Object.keys(asked).flatMap((id) => (keys.has(id) ? [[id, keys.get(id)]] : []))[0] ?? null,
      cacheSecretStorageKey: (id, _info, key) => keys.set(id, key),
    },
  });
  started.push(client);
  await client.initRustCrypto({ useIndexedDB: false });
  await client.startClient({ lazyLoadMembers: true, disablePresence: true });
  await until(client, ClientEvent.Sync, (state) => state === "PREPARED" || state === "SYNCING");
  return client;
}

async function register(username) {
  const body = { username, password: PASSWORD, auth: { type: "m.login.dummy" }, initial_device_display_name: "first" };
  const client = await start(await anyone().registerRequest(body));
  await makeIdentity(client);
  return client;
}

/** As an app does it that asks for the password only when the server wants it. */
async function makeIdentity(client) {
  await client.getCrypto().bootstrapCrossSigning({
    authUploadDeviceSigningKeys: async (makeRequest) => {
      try {
        await makeRequest(null);
      } catch (error) {
        if (!error.data?.flows) throw error;
        const identifier = { type: "m.id.user", user: client.getUserId() };
        await makeRequest({ type: "m.login.password", identifier, password: PASSWORD, session: error.data.session });
      }
    },
  });
}

/** Resolves with the arguments of the first event that is the one. */
function until(emitter, event, isIt) {
  return new Promise((resolve, reject) => {
    const heard = (...given) => {
      if (!isIt(...given)) return;
      done();
      resolve(given);
    };
    const done = () => {
      clearTimeout(timer);
      emitter.off(event, heard);
    };
    const timer = setTimeout(() => {
      done();
      reject(new Error(`${event} did not come in time.`));
    }, WITHIN_MS);
    emitter.on(event, heard);
  });
}

/** Looks again at every event of that name; some things become true without an event of their own. */
async function untilTrue(emitter, event, isTrue) {
  for (;;) {
    if (await isTrue()) return;
    await until(emitter, event, () => true);
  }
}

const eventOf = (client, eventId) => client.getRoom(roomId)?.findEventById(eventId);

/** The event, decrypted, at somebody else's. */
async function read(client, eventId) {
  if (!eventOf(client, eventId)) await until(client, RoomEvent.Timeline, (event) => event.getId() === eventId);
  const event = eventOf(client, eventId);
  await client.decryptEventIfNeeded(event);
  if (event.isDecryptionFailure() || event.isBeingDecrypted()) {
    await until(event, MatrixEventEvent.Decrypted, () => !event.isDecryptionFailure());
  }
  return event;
}

test("two people sign up and each makes an identity", async () => {
  [mei, li] = await Promise.all([register("mei"), register("li")]);
  for (const person of [mei, li]) assert.equal(await verified(person), true);
});

test("what they say in an encrypted room is read on both sides, and is ciphertext in between", async () => {
  ({ room_id: roomId } = await mei.createRoom({
    preset: Preset.TrustedPrivateChat,
    is_direct: true,
    invite: [li.getUserId()],
    initial_state: [{ type: EventType.RoomEncryption, state_key: "", content: { algorithm: "m.megolm.v1.aes-sha2" } }],
  }));
  if (!li.getRoom(roomId)) await until(li, ClientEvent.Room, (room) => room.roomId === roomId);
  await li.joinRoom(roomId);
  await untilTrue(mei, ClientEvent.Sync, () => mei.getRoom(roomId)?.getMember(li.getUserId())?.membership === "join");

  const first = await mei.sendMessage(roomId, { msgtype: MsgType.Text, body: "The water boils." });
  const heard = await read(li, first.event_id);
  assert.equal(heard.getContent().body, "The water boils.");
  assert.equal(heard.isEncrypted(), true);
  const answer = await li.sendMessage(roomId, { msgtype: MsgType.Text, body: "Coming." });
  assert.equal((await read(mei, answer.event_id)).getContent().body, "Coming.");

  const onServer = await mei.fetchRoomEvent(roomId, first.event_id);
  assert.equal(onServer.type, "m.room.encrypted");
  assert.ok(!JSON.stringify(onServer).includes("water"));
});

test("a picture travels sealed", async () => {
  const picture = randomBytes(40_000);
  const key = randomBytes(32);
  const iv = Buffer.concat([randomBytes(8), Buffer.alloc(8)]);
  const seal = createCipheriv("aes-256-ctr", key, iv);
  const sealed = Buffer.concat([seal.update(picture), seal.final()]);
  const { content_uri: url } = await mei.uploadContent(sealed, { type: "application/octet-stream", includeFilename: false });
  const unpadded = (bytes, encoding = "base64") => bytes.toString(encoding).replace(/=+$/, "");
  const file = {
    v: "v2", url, iv: unpadded(iv), hashes: { sha256: unpadded(createHash("sha256").update(sealed).digest()) },
    key: { kty: "oct", alg: "A256CTR", ext: true, key_ops: ["encrypt", "decrypt"], k: unpadded(key, "base64url") },
  };
  const { event_id: eventId } = await mei.sendMessage(roomId, { msgtype: MsgType.Image, body: "harbour.jpg", info: { size: picture.length }, file });

  const got = (await read(li, eventId)).getContent().file;
  const answer = await fetch(li.mxcUrlToHttp(got.url, undefined, undefined, undefined, false, true, true), {
    headers: { authorization: `Bearer ${li.getAccessToken()}` },
  });
  assert.equal(answer.status, 200);
  const body = Buffer.from(await answer.arrayBuffer());
  assert.equal(unpadded(createHash("sha256").update(body).digest()), got.hashes.sha256);
  const open = createDecipheriv("aes-256-ctr", Buffer.from(got.key.k, "base64url"), Buffer.from(got.iv, "base64"));
  assert.deepEqual(Buffer.concat([open.update(body), open.final()]), picture);
});

test("Mei makes a recovery code, and her keys go into the backup", async () => {
  const crypto = mei.getCrypto();
  const key = new Uint8Array(randomBytes(32));
  recovery.code = encodeRecoveryKey(key);
  const saved = until(mei, CryptoEvent.KeyBackupSessionsRemaining, (remaining) => remaining === 0);
  await crypto.bootstrapSecretStorage({ createSecretStorageKey: async () => ({ privateKey: key }), setupNewSecretStorage: true, setupNewKeyBackup: true });
  await saved;
  assert.equal(await crypto.isSecretStorageReady(), true);
  assert.notEqual(await crypto.getActiveSessionBackupVersion(), null);
});

test("her second device is verified by emoji and reads what was said before", async () => {
  phone = await start(await anyone().loginRequest({
    type: "m.login.password", identifier: { type: "m.id.user", user: "mei" }, password: PASSWORD, initial_device_display_name: "phone",
  }));
  assert.equal(await verified(phone), false);

  // The SDK takes no request of a device that it does not know yet.
  const own = mei.getUserId();
  await untilTrue(mei, CryptoEvent.DevicesUpdated, async () => (await mei.getCrypto().getUserDeviceInfo([own])).get(own)?.has(phone.getDeviceId()));
  const asked = until(mei, CryptoEvent.VerificationRequestReceived, () => true);
  const request = await phone.getCrypto().requestOwnUserVerification();
  const [received] = await asked;
  await Promise.all([phaseOf(request, VerificationPhase.Ready), received.accept()]);
  const begun = phaseOf(received, VerificationPhase.Started);
  const ours = await request.startVerification("m.sas.v1");
  await begun;
  const shown = [ours, received.verifier].map((verifier) => until(verifier, VerifierEvent.ShowSas, () => true));
  const done = [ours.verify(), received.verifier.verify()];
  const [[here], [there]] = await Promise.all(shown);
  assert.equal(here.sas.emoji.length, 7);
  assert.deepEqual(here.sas.emoji, there.sas.emoji);
  const unlocked = until(phone, CryptoEvent.KeyBackupDecryptionKeyCached, () => true);
  await Promise.all([here.confirm(), there.confirm(), ...done]);
  await untilTrue(phone, CryptoEvent.DevicesUpdated, () => verified(phone));

  await unlocked;
  const { imported } = await phone.getCrypto().restoreKeyBackup();
  assert.ok(imported >= 2, `only ${imported} keys came back`);
  const room = phone.getRoom(roomId);
  const texts = [];
  for (const event of room.getLiveTimeline().getEvents().filter((one) => one.isEncrypted())) {
    await phone.decryptEventIfNeeded(event);
    texts.push(event.getContent().body);
  }
  assert.deepEqual(texts, ["The water boils.", "Coming.", "harbour.jpg"]);
});

test("what she says there is trusted by Li, whose answer both of her devices read", async () => {
  const { event_id: fromPhone } = await phone.sendMessage(roomId, { msgtype: MsgType.Text, body: "From my phone." });
  const heard = await read(li, fromPhone);
  assert.equal(heard.getContent().body, "From my phone.");
  assert.equal((await li.getCrypto().getDeviceVerificationStatus(mei.getUserId(), phone.getDeviceId())).signedByOwner, true);
  const { event_id: answer } = await li.sendMessage(roomId, { msgtype: MsgType.Text, body: "Heard." });
  for (const device of [mei, phone]) assert.equal((await read(device, answer)).getContent().body, "Heard.");
});

test("with the recovery code alone a third device gets the identity and the backup", async () => {
  const tablet = await start(await anyone().loginRequest({
    type: "m.login.password", identifier: { type: "m.id.user", user: "mei" }, password: PASSWORD, initial_device_display_name: "tablet",
  }));
  try {
    const key = decodeRecoveryKey(recovery.code);
    const [id, info] = await tablet.secretStorage.getKey();
    assert.equal(await tablet.secretStorage.checkKey(key, info), true);
    tablet.cryptoCallbacks.cacheSecretStorageKey(id, info, key);
    const crypto = tablet.getCrypto();
    await crypto.userHasCrossSigningKeys();
    await crypto.bootstrapCrossSigning({});
    await crypto.loadSessionBackupPrivateKeyFromSecretStorage();
    await crypto.checkKeyBackupAndEnable();
    assert.ok((await crypto.restoreKeyBackup()).imported >= 2);
    assert.equal(await verified(tablet), true);
  } finally {
    tablet.stopClient();
  }
});

/** After a look at what the server has of the person's keys. */
async function verified(client) {
  await client.getCrypto().userHasCrossSigningKeys();
  const status = await client.getCrypto().getDeviceVerificationStatus(client.getUserId(), client.getDeviceId());
  return status?.crossSigningVerified ?? false;
}

async function phaseOf(request, phase) {
  if (request.phase !== phase) await until(request, VerificationRequestEvent.Change, () => request.phase === phase);
}
