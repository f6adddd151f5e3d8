import { deleteDB, type IDBPDatabase, openDB } from "idb";
import type { Answered } from "../mapping/said.ts";
import type { Drawn } from "../media/picture.ts";
import type { Avatar, ProblemCode, Removal, RoomSummary, TimelineView } from "../model.ts";

/** Who is signed in here, as this browser remembers it. Anyone who can read it can act as the person. */
export interface StoredSession {
  readonly userId: string;
  readonly deviceId: string;
  readonly accessToken: string;
  readonly displayName: string;
  readonly avatar: Avatar;
  readonly verified: boolean | null;
  readonly recoverySet: boolean | null;
  /** The person put off verifying this device. */
  readonly later: boolean;
  /** This device was verified, and then the identity was renewed on another one. */
  readonly renewedElsewhere: boolean;
  /** The person came in by the operator's one-time link, and has set no way in since. */
  readonly letIn: boolean;
  /** A recovery code was shown here that the person has not read back: they may not have it. */
  readonly codeUnkept: boolean;
  /** The person's devices that they are not to be asked about: those from before this sign-in, and those answered for since. Absent before the first look. */
  readonly knownDevices?: readonly string[];
  /** Which house it is. Absent for a session from before houses said so. */
  readonly houseId?: string;
  /** This device has made its keys: from then on an empty key store means that the browser evicted them. */
  readonly keysMade: boolean;
}

/** A message that the server may not have yet; it survives a reload. */
export interface StoredMessage {
  /** Its transaction id: the same for every attempt, so that it arrives once. */
  readonly txn: string;
  readonly roomId: string;
  readonly time: number;
  /** Null while its file has not gone up. */
  readonly content: Readonly<Record<string, unknown>> | null;
  /** What has to go up first; absent for words, and once it is up. */
  readonly file?: StoredFile;
  /** Why it failed; null while it may still go out by itself. */
  readonly why: ProblemCode | null;
}

/** A file or a picture as it was chosen and, for a picture, drawn anew. */
export interface StoredFile {
  readonly kind: "picture" | "file";
  readonly name: string;
  readonly blob: Blob;
  /** Pixels of a picture; 0 for a file. */
  readonly width: number;
  readonly height: number;
  readonly thumbnail: Drawn | null;
  readonly answered: Answered | null;
}

const NAME = "teahouse";
const VERSION = 1;
const KEYS_PREFIX = "teahouse keys ";
const HINT = "teahouse.signedIn";

/**
 * What this browser remembers between visits, in IndexedDB: the session, the last look of the chats so that they
 * paint before anything else is loaded, and what was said but not sent. All of it goes with the session.
 */
export class Memory {
  #opening: Promise<IDBPDatabase> | null = null;

  #open(): Promise<IDBPDatabase> {
    this.#opening ??= openDB(NAME, VERSION, {
      upgrade: (db) => {
        for (const store of ["session", "snapshots", "outbox"]) db.createObjectStore(store);
      },
    });
    return this.#opening;
  }

  async session(): Promise<StoredSession | null> {
    return ((await (await this.#open()).get("session", "session")) as StoredSession | undefined) ?? null;
  }

  async keepSession(session: StoredSession): Promise<void> {
    await (await this.#open()).put("session", session, "session");
    localStorage.setItem(HINT, session.userId);
  }

  /** Was somebody signed in here, although the session is gone? Then the browser has evicted it. */
  lostSession(): boolean {
    return localStorage.getItem(HINT) !== null;
  }

  /** Up to which sync it has been heard whose devices changed; null before the first. */
  async heard(): Promise<string | null> {
    return ((await (await this.#open()).get("snapshots", "heard")) as string | undefined) ?? null;
  }

  async keepHeard(token: string): Promise<void> {
    await (await this.#open()).put("snapshots", token, "heard");
  }

  async rooms(): Promise<readonly RoomSummary[]> {
    return ((await (await this.#open()).get("snapshots", "rooms")) as readonly RoomSummary[] | undefined) ?? [];
  }

  async keepRooms(rooms: readonly RoomSummary[]): Promise<void> {
    await (await this.#open()).put("snapshots", rooms, "rooms");
  }

  async removals(): Promise<readonly Removal[]> {
    return ((await (await this.#open()).get("snapshots", "removals")) as readonly Removal[] | undefined) ?? [];
  }

  async keepRemovals(removals: readonly Removal[]): Promise<void> {
    await (await this.#open()).put("snapshots", removals, "removals");
  }

  async timeline(roomId: string): Promise<TimelineView | null> {
    return ((await (await this.#open()).get("snapshots", `timeline ${roomId}`)) as TimelineView | undefined) ?? null;
  }

  async keepTimeline(view: TimelineView): Promise<void> {
    await (await this.#open()).put("snapshots", view, `timeline ${view.roomId}`);
  }

  async forgetTimeline(roomId: string): Promise<void> {
    await (await this.#open()).delete("snapshots", `timeline ${roomId}`);
  }

  async unsent(): Promise<readonly StoredMessage[]> {
    return (await (await this.#open()).getAll("outbox")) as StoredMessage[];
  }

  async keepUnsent(message: StoredMessage): Promise<void> {
    await (await this.#open()).put("outbox", message, message.txn);
  }

  async forgetUnsent(txn: string): Promise<void> {
    await (await this.#open()).delete("outbox", txn);
  }

  /** Forgets the person; their device's keys go as soon as nothing holds them open any more. */
  async wipe(): Promise<void> {
    const db = await this.#open();
    await Promise.all(["session", "snapshots", "outbox"].map((store) => db.clear(store)));
    localStorage.removeItem(HINT);
  }

  /** Deletes the keys of devices that this browser has been, except those of the present one. */
  async wipeOldKeys(): Promise<void> {
    const present = await this.session();
    const kept = new Set(present ? keyStores(present) : []);
    const names = (await databaseNames()).filter((name) => name.startsWith(KEYS_PREFIX) && !kept.has(name));
    await Promise.all(names.map((name) => deleteDB(name)));
  }

  /** Are this device's keys still here? */
  async hasKeys(session: StoredSession): Promise<boolean> {
    const names = new Set(await databaseNames());
    return keyStores(session).some((name) => names.has(name));
  }
}

/** Prefix of the databases in which the crypto keeps this device's keys. */
export function keyStorePrefix({ userId, deviceId }: Pick<StoredSession, "userId" | "deviceId">): string {
  return `${KEYS_PREFIX}${userId} ${deviceId}`;
}

function keyStores(session: Pick<StoredSession, "userId" | "deviceId">): string[] {
  const prefix = keyStorePrefix(session);
  return [`${prefix}::matrix-sdk-crypto`, `${prefix}::matrix-sdk-crypto-meta`];
}

async function databaseNames(): Promise<string[]> {
  return (await indexedDB.databases()).flatMap(({ name }) => (name === undefined ? [] : [name]));
}
