// Somebody of the demo town with a device of their own: what they say is encrypted here, as anybody's app does it.
import { createCipheriv, createHash, randomBytes } from "node:crypto";
import { ClientEvent, createClient, type MatrixClient, MatrixEventEvent, MsgType } from "matrix-js-sdk";
import { CryptoEvent } from "matrix-js-sdk/lib/crypto-api/CryptoEvent";
import { encodeRecoveryKey } from "matrix-js-sdk/lib/crypto-api/recovery-key";
import { verifierOf } from "../src/matrix/session/recoveryCode.ts";
import type { Townsperson } from "./cast.ts";

const WITHIN_MS = 60_000;

const PASSWORD_WORDS = 4;
const WORDS =
  "amber apple arch autumn bamboo basket beacon birch bridge brook candle cedar chalk cloud clover copper coral cotton crane cup daisy " +
  "dawn drum ember fern field finch flute forest garden ginger harbour hazel heron honey island ivy jade jasmine kettle kite lake lantern " +
  "lemon lilac linen lotus maple meadow melon mint moon moss moth mountain oak olive orchid otter paper peach pearl pebble pepper pine plum " +
  "pond poppy quartz quill rain reed rice river robin saddle saffron salt sand shell silk slate snow sparrow spring stone straw summer " +
  "swallow tea thistle tide valley velvet walnut water wheat willow wind winter wool";

/** Words that nobody guesses: drawn anew for each data folder. */
export function newPassword(): string {
  const words = WORDS.split(" ");
  const chosen = new Set<string | undefined>();
  while (chosen.size < PASSWORD_WORDS) chosen.add(words[randomBytes(4).readUInt32BE() % words.length]);
  return [...chosen].join(" ");
}

/** Resolves when `isTrue` holds; looked at now and at each of the client's events of that name. */
export function untilTrue(
  client: MatrixClient,
  isTrue: () => boolean | Promise<boolean>,
  what: string,
  event: ClientEvent.Sync | CryptoEvent.KeyBackupSessionsRemaining = ClientEvent.Sync,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (then: () => void) => {
      clearTimeout(timer);
      client.off(event, look);
      then();
    };
    const look = async () => {
      if (await isTrue()) end(resolve);
    };
    const timer = setTimeout(() => end(() => reject(new Error(`In the demo town this did not happen in time: ${what}.`))), WITHIN_MS);
    client.on(event, look);
    void look();
  });
}

const unpadded = (bytes: Buffer, encoding: BufferEncoding = "base64") => bytes.toString(encoding).replace(/=+$/, "");

export class Resident {
  private constructor(
    readonly who: Townsperson,
    readonly password: string,
    readonly recoveryCode: string,
    readonly client: MatrixClient,
  ) {}

  get userId(): string {
    return this.client.getSafeUserId();
  }

  /** Signs up, makes an identity and a recovery code, and is ready to read and write. */
  static async moveIn(baseUrl: string, who: Townsperson, fetchFn: typeof fetch = fetch): Promise<Resident> {
    const password = newPassword();
    const login = await createClient({ baseUrl, fetchFn }).registerRequest({
      username: who.handle,
      password,
      initial_device_display_name: "Demo town",
      auth: { type: "m.login.dummy" },
    });
    const key = new Uint8Array(randomBytes(32));
    const client = createClient({
      baseUrl,
      fetchFn,
      userId: login.user_id,
      ...(login.access_token ? { accessToken: login.access_token } : {}),
      ...(login.device_id ? { deviceId: login.device_id } : {}),
      disableVoip: true,
      cryptoCallbacks: { getSecretStorageKey: async ({ keys }) => [Object.keys(keys)[0] ?? "", key] },
    });
    const resident = new Resident(who, password, encodeRecoveryKey(key) ?? "", client);
    await client.setDisplayName(who.name);
    await client.initRustCrypto({ useIndexedDB: false });
    await client.startClient({ initialSyncLimit: 30, disablePresence: true });
    await untilTrue(client, () => client.getSyncState() === "SYNCING" || client.getSyncState() === "PREPARED", `${who.handle} syncs`);
    await resident.#makeRecovery(key);
    return resident;
  }

  async #makeRecovery(key: Uint8Array<ArrayBuffer>): Promise<void> {
    const crypto = this.#crypto();
    await crypto.bootstrapCrossSigning({ authUploadDeviceSigningKeys: (makeRequest) => this.#proving((auth) => makeRequest(auth)) });
    await crypto.bootstrapSecretStorage({
      createSecretStorageKey: async () => ({ privateKey: key }),
      setupNewSecretStorage: true,
      setupNewKeyBackup: true,
    });
    const verifier = await verifierOf(key, this.userId);
    await this.#proving((auth) => this.#call("PUT", "/people/v1/recovery", auth ? { verifier, auth } : { verifier }));
  }

  /** Does what the server may want a proof for, with the password. */
  async #proving<T>(request: (auth: { type: string; [key: string]: unknown } | null) => Promise<T>): Promise<T> {
    try {
      return await request(null);
    } catch (error) {
      const { session } = (error as { data?: { session?: string } }).data ?? {};
      if (session === undefined) throw error;
      const identifier = { type: "m.id.user", user: this.userId };
      return request({ type: "m.login.password", identifier, password: this.password, session });
    }
  }

  /** The way into this person's wallet. */
  walletLink(): Promise<Record<string, unknown>> {
    const auth = { type: "m.login.password", identifier: { type: "m.id.user", user: this.userId }, password: this.password };
    return this.#call("POST", "/_matrix/client/unstable/org.teahouse/wallet/link", { auth });
  }

  /** Whether these words stand in a conversation that this person can read. */
  hasInSight(words: string): boolean {
    const events = this.client.getRooms().flatMap((room) => room.getLiveTimeline().getEvents());
    return events.some((event) => JSON.stringify(event.getContent()).includes(words));
  }

  async #call(
    method: "GET" | "PUT" | "POST",
    path: string,
    body?: object,
    more?: Readonly<Record<string, string>>,
  ): Promise<Record<string, unknown>> {
    const url = `${this.client.getHomeserverUrl()}${path}`;
    const headers = { authorization: `Bearer ${this.client.getAccessToken()}`, "content-type": "application/json", ...more };
    const answer = await fetch(url, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
    if (answer.status === 204) return {};
    const data = (await answer.json()) as Record<string, unknown>;
    if (!answer.ok) throw Object.assign(new Error(`${path}: ${answer.status}`), { data });
    return data;
  }

  async say(roomId: string, text: string, re: string | undefined): Promise<string> {
    const relation = re === undefined ? {} : { "m.relates_to": { "m.in_reply_to": { event_id: re } } };
    return (await this.client.sendMessage(roomId, { msgtype: MsgType.Text, body: text, ...relation })).event_id;
  }

  /** Says what has fields of its own. */
  async tell(roomId: string, content: object): Promise<string> {
    return (await this.client.sendMessage(roomId, content as never)).event_id;
  }

  /** Takes what is theirs of a card, by the token of the chat. */
  async takeCard(card: string): Promise<void> {
    await this.#call("POST", `/_matrix/client/unstable/org.teahouse/pay/cards/${card}/take`, {});
  }

  /** Asks others of a room for money, by the token of the chat. What is asked for is found again by its id. */
  async askFor(wanted: object, key: Readonly<Record<string, string>>): Promise<string> {
    return String((await this.#call("POST", "/_matrix/client/unstable/org.teahouse/pay/tallies", wanted, key)).id);
  }

  async react(roomId: string, to: string, key: string): Promise<string> {
    const relation = { rel_type: "m.annotation", event_id: to, key } as const;
    return (await this.client.sendEvent(roomId, "m.reaction" as never, { "m.relates_to": relation } as never)).event_id;
  }

  /** Sends a picture as the specification's EncryptedFile. */
  async show(
    roomId: string,
    picture: { readonly png: Buffer; readonly width: number; readonly height: number },
    name: string,
  ): Promise<string> {
    const key = randomBytes(32);
    const iv = Buffer.concat([randomBytes(8), Buffer.alloc(8)]);
    const cipher = createCipheriv("aes-256-ctr", key, iv);
    const sealed = Buffer.concat([cipher.update(picture.png), cipher.final()]);
    const { content_uri: url } = await this.client.uploadContent(new Blob([sealed]), {
      type: "application/octet-stream",
      includeFilename: false,
    });
    const file = {
      v: "v2",
      url,
      iv: unpadded(iv),
      hashes: { sha256: unpadded(createHash("sha256").update(sealed).digest()) },
      key: { kty: "oct", alg: "A256CTR", ext: true, key_ops: ["encrypt", "decrypt"], k: unpadded(key, "base64url") },
    };
    const info = { mimetype: "image/png", size: picture.png.length, w: picture.width, h: picture.height };
    return (await this.client.sendMessage(roomId, { msgtype: MsgType.Image, body: name, info, file } as never)).event_id;
  }

  /** Ends when this device has read an event, so that its key goes into the backup. */
  async hasRead(roomId: string, eventId: string): Promise<void> {
    await untilTrue(
      this.client,
      () => this.client.getRoom(roomId)?.findEventById(eventId) !== undefined,
      `${this.who.handle} hears a line`,
    );
    const event = this.client.getRoom(roomId)?.findEventById(eventId);
    if (!event) return;
    await this.client.decryptEventIfNeeded(event);
    if (!event.isDecryptionFailure()) return;
    await new Promise<void>((resolve) => event.on(MatrixEventEvent.Decrypted, () => !event.isDecryptionFailure() && resolve()));
  }

  /** Ends when so many keys of conversations are in this person's backup. */
  isSaved(keys: number): Promise<void> {
    const saved = async () => Number((await this.#call("GET", "/_matrix/client/v3/room_keys/version")).count) >= keys;
    return untilTrue(this.client, saved, `${this.who.handle}'s keys are saved`, CryptoEvent.KeyBackupSessionsRemaining);
  }

  leaveTheDevice(): void {
    this.client.stopClient();
  }

  #crypto() {
    const crypto = this.client.getCrypto();
    if (!crypto) throw new Error("This client has no crypto.");
    return crypto;
  }
}
